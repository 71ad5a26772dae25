//! Pauses while a body is sent, in which the runtime notices what was received meanwhile.
//!
//! A server may reject a request before it has read the body, and close the connection. If hyper is writing then, it
//! reports the failed write, and nobody reads the response. So hyper must not write without a pause: while it does, the
//! runtime reports no other events of the socket.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use futures_util::task::AtomicWaker;
use tokio::time::Sleep;

pub(super) enum Pause {
    /// Gives the server time to reject the request by its headers: with `Expect: 100-continue`, which hyper does not
    /// have, a client would wait for up to a second.
    First(Pin<Box<Sleep>>),
    /// Is over when the runtime has looked for events of its sockets.
    Next(Arc<Turn>),
}

const FIRST: Duration = Duration::from_millis(2);

impl Pause {
    pub(super) fn first() -> Self {
        Self::First(Box::pin(tokio::time::sleep(FIRST)))
    }

    /// [`yield_now`](tokio::task::yield_now) alone would be over when it is polled for the second time, and hyper polls
    /// a body several times in a row.
    pub(super) fn next() -> Self {
        let turn = Arc::new(Turn::default());
        let waker = Waker::from(Arc::clone(&turn));
        // The first poll hands the waker over; nothing else is needed of this future.
        let _ = pin!(tokio::task::yield_now()).poll(&mut Context::from_waker(&waker));
        Self::Next(turn)
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        match self {
            Self::First(sleep) => sleep.as_mut().poll(context),
            Self::Next(turn) => {
                turn.task.register(context.waker());
                if turn.is_over.load(Ordering::Acquire) { Poll::Ready(()) } else { Poll::Pending }
            }
        }
    }
}

#[derive(Default)]
pub(super) struct Turn {
    is_over: AtomicBool,
    task: AtomicWaker,
}

impl Wake for Turn {
    fn wake(self: Arc<Self>) {
        self.is_over.store(true, Ordering::Release);
        self.task.wake();
    }
}
