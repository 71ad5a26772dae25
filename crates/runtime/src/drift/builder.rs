//! Configuring what is compared and where it is reported.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use super::counts::Counters;
use super::deviation::DriftReport;
use super::file::ReportFile;
use super::queue::Queue;
use super::sample::Sample;
use super::worker::{Callback, Worker};
use super::{Drift, Handle};

const MAX_BODY_SIZE: usize = 1024 * 1024;
const MAX_QUEUE_SIZE: usize = 8 * 1024 * 1024;

/// Configures what is compared with the document, and where deviations are reported. With the feature `tracing`, each
/// report is an event as well.
#[must_use = "nothing is compared before `start`"]
pub struct DriftBuilder {
    share: f64,
    max_body_size: usize,
    max_queue_size: usize,
    callbacks: Vec<Callback>,
    file: Option<PathBuf>,
}

impl DriftBuilder {
    pub(super) fn new() -> Self {
        Self {
            share: 1.0,
            max_body_size: MAX_BODY_SIZE,
            max_queue_size: MAX_QUEUE_SIZE,
            callbacks: Vec::new(),
            file: None,
        }
    }

    /// Compares this share of all responses, chosen at random: `0.01` for one of a hundred. All of them by default.
    pub fn sample(mut self, share: f64) -> Self {
        self.share = share;
        self
    }

    /// Passes each report to `callback`, in the thread that compares. While it runs, nothing is compared. Can be called
    /// several times to add several callbacks.
    pub fn callback(mut self, callback: impl FnMut(&DriftReport) + Send + 'static) -> Self {
        self.callbacks.push(Box::new(callback));
        self
    }

    /// Appends each report to the file at `path`, as a line of JSON. The file is created if there is none; at 16 MiB,
    /// nothing more is written. Several processes may write to the same file.
    pub fn file(mut self, path: impl Into<PathBuf>) -> Self {
        self.file = Some(path.into());
        self
    }

    /// Compares only bodies of at most this size, in bytes. 1 MiB by default.
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.max_body_size = bytes;
        self
    }

    /// Limits the responses that wait to be compared, in bytes. 8 MiB by default. What is more is not compared.
    pub fn max_queue_size(mut self, bytes: usize) -> Self {
        self.max_queue_size = bytes;
        self
    }

    /// Opens the file and starts the thread.
    ///
    /// # Errors
    ///
    /// Those of opening the file and of starting a thread.
    pub fn start(self) -> io::Result<Drift> {
        let queue = Arc::new(Queue::new(self.max_queue_size));
        let counters = Arc::<Counters>::default();
        let file = self.file.as_deref().map(ReportFile::open).transpose()?;
        let worker = Worker::new(Arc::clone(&queue), Arc::clone(&counters), self.callbacks, file);
        thread::Builder::new().name("moored-drift".to_owned()).spawn(move || worker.run())?;
        let sample = Sample::new(self.share);
        Ok(Drift { handle: Arc::new(Handle { queue, counters, sample, max_body_size: self.max_body_size }) })
    }
}

impl fmt::Debug for DriftBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DriftBuilder")
            .field("sample", &self.share)
            .field("file", &self.file)
            .field("max_body_size", &self.max_body_size)
            .field("max_queue_size", &self.max_queue_size)
            .finish_non_exhaustive()
    }
}
