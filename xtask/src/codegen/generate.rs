//! Runs the generator on every crate of a run, side by side, and shows what it found.

use std::num::NonZero;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use super::jobs::{Job, Place};
use crate::{
    exit::Exit,
    generator::{self, Inputs, Outcome},
    report::{Console, Progress},
};

/// One crate as the generator made it, or why there is none.
pub(crate) struct Generated {
    pub(crate) name: String,
    pub(crate) dir: Place,
    pub(crate) openapi: Option<Place>,
    /// What it was made from, where that could be read.
    pub(crate) inputs: Option<Inputs>,
    pub(crate) outcome: Result<Outcome, String>,
    pub(crate) took: Duration,
}

/// The main thread's usual stack. Other threads get a quarter of it, and documents nest.
const STACK: usize = 8 << 20;

/// Generates all `jobs`; the answer is in their order.
pub(crate) fn all(jobs: Vec<Job>, console: &Console) -> Vec<Generated> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(jobs.len());
    let progress = Progress::new(console);
    let waiting = Mutex::new(jobs.into_iter().enumerate());
    let done = Mutex::new(Vec::new());
    let work = || {
        loop {
            let next = lock(&waiting).next();
            let Some((place, job)) = next else { return };
            let generated = one(job, &progress);
            lock(&done).push((place, generated));
        }
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            // Where no thread is to be had this one does the work, below.
            let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        }
    });
    work();
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, generated)| generated).collect()
}

/// No one panics while holding one of these, and if so there is nothing half done in it.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn one(job: Job, progress: &Progress) -> Generated {
    let no_text = job.no_text();
    let Job { name, inputs, dir, openapi } = job;
    let started = Instant::now();
    let step = progress.start(&name);
    let outcome = match (&inputs, no_text) {
        (_, Some(findings)) => Ok(Outcome { findings, ..Outcome::default() }),
        (Err(error), None) => Err(error.to_string()),
        // A generator that panics is a defect of ours; it must not hide what is to be said about the other documents.
        (Ok(inputs), None) => panic::catch_unwind(AssertUnwindSafe(|| generator::generate(inputs)))
            .map_err(|_| format!("the generator panicked on {name}: this is a defect of the generator")),
    };
    step.end();
    Generated { name, dir, openapi, inputs: inputs.ok(), outcome, took: started.elapsed() }
}

/// Prints all findings of all documents, and says what they mean for the run.
pub(crate) fn show(generated: &[Generated], console: &Console) -> anyhow::Result<Exit> {
    let mut exit = Exit::Fine;
    for Generated { outcome, .. } in generated {
        match outcome {
            Ok(outcome) => {
                if !outcome.findings.is_empty() {
                    console.findings(&outcome.findings)?;
                }
                // Without files there is nothing to write, whatever the reason.
                if outcome.findings.has_errors() || outcome.files.is_none() {
                    exit = exit.max(Exit::Findings);
                }
            }
            Err(error) => {
                console.error(error);
                exit = exit.max(Exit::Failed);
            }
        }
    }
    Ok(exit)
}
