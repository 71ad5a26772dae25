//! When the body of a request has been sent.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll};

use futures_util::task::AtomicWaker;

/// A part of a request that reports when it is dropped. The body has been sent when it and all its clones are dropped:
/// a connection drops a body as soon as it has read all of it.
pub(crate) struct Upload {
    state: Arc<State>,
}

/// Resolves when all of an [`Upload`] was dropped, with the number of bytes that were read of the body.
pub(crate) struct HandedOver {
    state: Arc<State>,
}

struct State {
    uploads: AtomicUsize,
    bytes: AtomicU64,
    waiting: AtomicWaker,
}

impl Upload {
    pub(crate) fn new() -> (Self, HandedOver) {
        let state =
            Arc::new(State { uploads: AtomicUsize::new(1), bytes: AtomicU64::new(0), waiting: AtomicWaker::new() });
        (Self { state: Arc::clone(&state) }, HandedOver { state })
    }

    /// Counts bytes that the connection has taken.
    pub(crate) fn add(&self, bytes: usize) {
        self.state.bytes.fetch_add(u64::try_from(bytes).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

impl Clone for Upload {
    fn clone(&self) -> Self {
        self.state.uploads.fetch_add(1, Ordering::Relaxed);
        Self { state: Arc::clone(&self.state) }
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if self.state.uploads.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.state.waiting.wake();
        }
    }
}

impl Future for HandedOver {
    type Output = u64;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<u64> {
        // Before the check, so that no report between the two is missed.
        self.state.waiting.register(context.waker());
        match self.state.uploads.load(Ordering::Acquire) {
            0 => Poll::Ready(self.state.bytes.load(Ordering::Relaxed)),
            _ => Poll::Pending,
        }
    }
}
