//! What was compared, and what was left out.

use std::sync::atomic::{AtomicU64, Ordering};

/// What a [`Drift`](crate::Drift) has done so far, and what it left out because of a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DriftCounts {
    /// Responses that were compared with the document.
    pub compared: u64,
    /// Of these, the responses that differ from it.
    pub deviating: u64,
    /// Responses that were not compared, because too much was waiting.
    pub dropped: u64,
    /// Responses that were not compared, because their body was too large.
    pub too_large: u64,
    /// Responses that were compared in part, because it would have been too much work.
    pub incomplete: u64,
    /// Deviations that were not counted, because there were too many different ones.
    pub unrecorded: u64,
    /// Reports that were not written, because writing failed or the file has reached its limit.
    pub unwritten: u64,
}

/// The same, counted by several threads.
#[derive(Default)]
pub(super) struct Counters {
    compared: AtomicU64,
    deviating: AtomicU64,
    dropped: AtomicU64,
    too_large: AtomicU64,
    incomplete: AtomicU64,
    unrecorded: AtomicU64,
    unwritten: AtomicU64,
}

impl Counters {
    pub(super) fn compared(&self) {
        self.compared.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn deviating(&self) {
        self.deviating.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn dropped(&self) {
        self.dropped.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn too_large(&self) {
        self.too_large.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn incomplete(&self) {
        self.incomplete.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn unrecorded(&self) {
        self.unrecorded.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn unwritten(&self) {
        self.unwritten.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn read(&self) -> DriftCounts {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        DriftCounts {
            compared: read(&self.compared),
            deviating: read(&self.deviating),
            dropped: read(&self.dropped),
            too_large: read(&self.too_large),
            incomplete: read(&self.incomplete),
            unrecorded: read(&self.unrecorded),
            unwritten: read(&self.unwritten),
        }
    }
}
