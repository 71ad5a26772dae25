//! The thread that compares.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::SystemTime;

use super::comparison::{Comparison, compare};
use super::counts::Counters;
use super::description::Description;
use super::deviation::{Deviation, DriftReport};
use super::file::ReportFile;
use super::ledger::{Ledger, Recorded};
use super::observation::Observation;
use super::queue::{Queue, Task};

/// Receives reports.
pub(super) type Callback = Box<dyn FnMut(&DriftReport) + Send>;

/// The state of the thread.
pub(super) struct Worker {
    queue: Arc<Queue>,
    counters: Arc<Counters>,
    callbacks: Vec<Callback>,
    file: Option<ReportFile>,
    /// The documents that were read, each when its first response came.
    descriptions: Vec<(&'static str, Option<Arc<Description>>)>,
    ledger: Ledger,
}

impl Worker {
    pub(super) fn new(
        queue: Arc<Queue>,
        counters: Arc<Counters>,
        callbacks: Vec<Callback>,
        file: Option<ReportFile>,
    ) -> Self {
        Self { queue, counters, callbacks, file, descriptions: Vec::new(), ledger: Ledger::default() }
    }

    /// Does all tasks until there will be no further one.
    pub(super) fn run(mut self) {
        let queue = Arc::clone(&self.queue);
        while let Some(task) = queue.next() {
            match task {
                Task::Compare(observation) => self.compare(&observation),
                Task::Flush(done) => {
                    self.report_rest();
                    // Nobody may wait any more.
                    let _ = done.send(());
                }
            }
        }
        self.report_rest();
    }

    fn compare(&mut self, observation: &Observation) {
        let Some(description) = self.description(observation.document) else { return };
        let Some(comparison) = compare(&description, observation) else { return };
        let Comparison { media_type, differences, is_complete } = comparison;
        self.counters.compared();
        if !is_complete {
            self.counters.incomplete();
        }
        if !differences.is_empty() {
            self.counters.deviating();
        }
        let now = SystemTime::now();
        for difference in differences {
            let deviation = Deviation {
                document: description.document.clone().into_owned(),
                operation: observation.operation,
                status: observation.status,
                media_type: media_type.clone(),
                kind: difference.kind,
                pointer: difference.pointer,
                origin: difference.origin,
                expected: difference.expected,
                found: difference.found,
            };
            match self.ledger.record(deviation, now) {
                Recorded::Counted => {}
                Recorded::Reported(report) => self.report(&report),
                Recorded::Full => self.counters.unrecorded(),
            }
        }
    }

    fn description(&mut self, text: &'static str) -> Option<Arc<Description>> {
        if let Some((_, known)) = self.descriptions.iter().find(|(known, _)| std::ptr::eq(*known, text)) {
            return known.clone();
        }
        let description = Description::read(text).map(Arc::new);
        self.descriptions.push((text, description.clone()));
        description
    }

    fn report_rest(&mut self) {
        for report in self.ledger.rest() {
            self.report(&report);
        }
    }

    fn report(&mut self, report: &DriftReport) {
        trace(report);
        for callback in &mut self.callbacks {
            // A panic of a callback, which has been printed, must not end the comparison.
            let _ = catch_unwind(AssertUnwindSafe(|| callback(report)));
        }
        if self.file.as_mut().is_some_and(|file| file.write(report).is_err()) {
            self.counters.unwritten();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.queue.abandon();
    }
}

/// An event for a deviation.
#[cfg(feature = "tracing")]
fn trace(report: &DriftReport) {
    let DriftReport { deviation, count, .. } = report;
    tracing::warn!(
        operation.id = deviation.operation.id,
        http.request.method = deviation.operation.method,
        url.template = deviation.operation.path,
        http.response.status_code = deviation.status.as_u16(),
        kind = deviation.kind.as_str(),
        pointer = deviation.pointer,
        origin = deviation.origin,
        expected = deviation.expected,
        found = deviation.found,
        count,
        "a response differs from the document"
    );
}

#[cfg(not(feature = "tracing"))]
fn trace(_: &DriftReport) {}
