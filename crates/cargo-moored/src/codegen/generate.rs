//! Runs the generator for all crates in parallel.

use std::num::NonZero;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use super::jobs::Job;
use super::paths::ShownPath;
use crate::{
    generator::{self, Inputs, Outcome},
    report::{Console, Progress},
};

/// A generated crate, or the reason why there is none.
pub(crate) struct Generated {
    pub(crate) name: String,
    pub(crate) dir: ShownPath,
    pub(crate) openapi: Option<ShownPath>,
    pub(crate) names: Option<ShownPath>,
    /// The inputs of the generator, if they could be read.
    pub(crate) inputs: Option<Inputs>,
    pub(crate) outcome: Result<Outcome, String>,
    pub(crate) duration: Duration,
}

impl Generated {
    /// Whether a client was generated without errors.
    pub(crate) fn is_complete(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|outcome| outcome.files.is_some() && !outcome.findings.has_errors())
    }
}

/// The usual stack size of a main thread. Other threads have a quarter of it by default, which is too little for deeply
/// nested documents.
const STACK_SIZE: usize = 8 << 20;

/// Generates all `jobs` and returns the results in the same order.
pub(crate) fn all(jobs: Vec<Job>, console: &Console) -> Vec<Generated> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(jobs.len());
    let progress = Progress::new(console);
    let waiting = Mutex::new(jobs.into_iter().enumerate());
    let done = Mutex::new(Vec::new());
    let work = || {
        loop {
            let next = lock(&waiting).next();
            let Some((index, job)) = next else { return };
            let generated = generate_one(job, &progress);
            lock(&done).push((index, generated));
        }
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            // If no thread can be started, this thread does the work below.
            let _ = thread::Builder::new().stack_size(STACK_SIZE).spawn_scoped(scope, work);
        }
    });
    work();
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, generated)| generated).collect()
}

/// A poisoned mutex is used as it is: every change to the protected values is a single call.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn generate_one(job: Job, progress: &Progress) -> Generated {
    let invalid_text = job.invalid_text();
    let Job { name, inputs, dir, openapi, names } = job;
    let started = Instant::now();
    let step = progress.start(&name);
    let outcome = match (&inputs, invalid_text) {
        (_, Some(findings)) => Ok(Outcome { findings, ..Outcome::default() }),
        (Err(error), None) => Err(error.to_string()),
        // A panic is a defect of the generator. It must not prevent the other documents from being reported.
        (Ok(inputs), None) => panic::catch_unwind(AssertUnwindSafe(|| generator::generate(inputs)))
            .map_err(|_| format!("the generator panicked on {name}; this is a bug in the generator")),
    };
    step.end();
    Generated { name, dir, openapi, names, inputs: inputs.ok(), outcome, duration: started.elapsed() }
}
