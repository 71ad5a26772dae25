//! Live drift: real responses are compared with the document in the background.
//!
//! A call passes a sample of its responses to a [`Queue`], which costs it a counter and, for those of the sample, a
//! copy of the handle to the body. One thread takes them from there, walks through each body beside the types of
//! `client.json` ([`comparison`]), and counts what differs ([`ledger`]). What is reported consists of names from the
//! document, names of members that look like names, and JSON types. It never has a value.
//!
//! Everything has a limit: the bytes that wait, the size of a body, the work for a body, the number of distinct
//! deviations, and the size of the file. What exceeds one is counted in [`DriftCounts`].

mod builder;
mod comparison;
mod counts;
mod description;
mod deviation;
mod file;
mod ledger;
mod names;
mod observation;
mod queue;
mod sample;
mod shape;
mod worker;

use std::fmt;
use std::sync::Arc;

use http::StatusCode;
use http::header::HeaderMap;

pub use builder::DriftBuilder;
pub use counts::DriftCounts;
pub use deviation::{Deviation, DeviationKind, DriftReport};

use crate::operation::Operation;
use counts::Counters;
use observation::Observation;
use queue::Queue;
use sample::Sample;

/// Compares responses with the document of a client, in the background: a handle to the thread that does it.
///
/// Cloning is cheap. Several clients can share it, of one provider or of several. The thread ends after the last clone
/// and the last client were dropped. Call [`flush`](Self::flush) before the process ends, so that nothing is lost.
///
/// ```no_run
/// # use moored_runtime::{ClientBuilder, HasDocument};
/// # async fn example<C: HasDocument>(builder: ClientBuilder<C>) -> std::io::Result<()> {
/// use moored_runtime::Drift;
///
/// let drift = Drift::builder().sample(0.01).file("drift.jsonl").start()?;
/// let client = builder.drift(&drift).build().expect("a client");
/// // …
/// drift.flush().await;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Drift {
    handle: Arc<Handle>,
}

/// Ends the thread when it is dropped.
struct Handle {
    queue: Arc<Queue>,
    counters: Arc<Counters>,
    sample: Sample,
    max_body_size: usize,
}

/// What a call passes on, with the document that it is compared with.
#[derive(Clone)]
pub(crate) struct Observer {
    drift: Drift,
    document: &'static str,
}

impl Drift {
    /// Returns a builder for what is compared and where it is reported.
    pub fn builder() -> DriftBuilder {
        DriftBuilder::new()
    }

    /// Waits until every response that was received so far has been compared, and every deviation reported.
    pub async fn flush(&self) {
        // The sender is only dropped together with the thread; then there is nothing to wait for.
        let _ = self.handle.queue.flush().await;
    }

    /// What has been done so far, and what was left out.
    #[must_use]
    pub fn counts(&self) -> DriftCounts {
        self.handle.counters.read()
    }

    /// What compares the responses of a client with its `document`.
    pub(crate) fn observer(&self, document: &'static str) -> Observer {
        Observer { drift: self.clone(), document }
    }
}

impl Observer {
    /// Queues a response; without a body if the caller reads it as a stream.
    pub(crate) fn observe(
        &self,
        operation: &'static Operation,
        status: StatusCode,
        headers: &HeaderMap,
        body: Option<bytes::Bytes>,
    ) {
        let Handle { queue, counters, sample, max_body_size } = &*self.drift.handle;
        if !sample.takes_next() {
            return;
        }
        if body.as_ref().is_some_and(|body| body.len() > *max_body_size) {
            counters.too_large();
            return;
        }
        let observation = Observation::new(self.document, operation, status, headers, body);
        if !queue.push(observation) {
            counters.dropped();
        }
    }

    /// Counts a response that was larger than the limit of the client.
    pub(crate) fn too_large(&self) {
        self.drift.handle.counters.too_large();
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.queue.close();
    }
}

impl fmt::Debug for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drift").field("counts", &self.counts()).finish_non_exhaustive()
    }
}
