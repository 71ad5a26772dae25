//! When the body of a request has been sent.

mod pause;

use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_util::future::{Either, select};
use http_body::{Body, Frame, SizeHint};
use pause::Pause;
use reqwest::Request;
use tokio::sync::oneshot;

/// Resolves when the connection has taken all of the body, or drops it, with the number of bytes that it has taken.
pub(super) type HandedOver = oneshot::Receiver<u64>;

/// Makes the body of `request` report when it has been handed over. hyper drops a body as soon as it has read all of
/// it; an empty one when there is a connection to send it on.
pub(super) fn observe(request: &mut Request) -> HandedOver {
    let (sender, receiver) = oneshot::channel();
    let body = request.body_mut().take().unwrap_or_default();
    let observed = Observed {
        body,
        rest: Bytes::new(),
        handed_over: 0,
        until_pause: BYTES_AT_ONCE,
        pause: None,
        has_paused: false,
        sender: Some(sender),
    };
    *request.body_mut() = Some(reqwest::Body::wrap(observed));
    receiver
}

/// The result of `receiving`; `None` if it takes longer than `limit` from the end of `upload`, which is then `None`.
pub(super) async fn after_upload<F: Future>(
    receiving: Pin<&mut F>,
    upload: &mut Option<HandedOver>,
    limit: Duration,
) -> Option<F::Output> {
    let Some(handed_over) = upload else { return tokio::time::timeout(limit, receiving).await.ok() };
    match select(receiving, handed_over).await {
        Either::Left((received, _)) => Some(received),
        Either::Right((size, receiving)) => {
            *upload = None;
            let limit = limit.saturating_add(time_in_buffers(size.unwrap_or_default()));
            tokio::time::timeout(limit, receiving).await.ok()
        }
    }
}

/// How long the last of a body of `size` bytes may be on its way after the connection has taken it. The operating
/// systems on both sides buffer some megabytes, and do not report when the server reads them.
fn time_in_buffers(size: u64) -> Duration {
    Duration::from_millis(size.min(MAX_BUFFERED) * 1000 / SLOWEST_PER_SECOND)
}

const MAX_BUFFERED: u64 = 4 * 1024 * 1024;
const SLOWEST_PER_SECOND: u64 = 256 * 1024;

/// The same body, with the same length, but in small pieces: hyper takes a piece of any size at once, long before it
/// has sent it.
struct Observed {
    body: reqwest::Body,
    /// The rest of a piece that was too large.
    rest: Bytes,
    handed_over: u64,
    /// The number of bytes until the next pause, and the pause.
    until_pause: usize,
    pause: Option<Pause>,
    has_paused: bool,
    sender: Option<oneshot::Sender<u64>>,
}

const PIECE: usize = 16 * 1024;

/// How many bytes there are between two pauses. Most bodies are smaller.
const BYTES_AT_ONCE: usize = 64 * 1024;

impl Body for Observed {
    type Data = Bytes;
    type Error = reqwest::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, reqwest::Error>>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.poll(context));
            (self.until_pause, self.pause) = (BYTES_AT_ONCE, None);
        }
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.rest = data,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                other => return Poll::Ready(other),
            }
        }
        let size = self.rest.len().min(PIECE).min(self.until_pause);
        let piece = self.rest.split_to(size);
        self.until_pause -= size;
        if self.until_pause == 0 {
            self.pause = Some(if self.has_paused { Pause::next() } else { Pause::first() });
            self.has_paused = true;
        }
        self.handed_over = self.handed_over.saturating_add(u64::try_from(size).unwrap_or(u64::MAX));
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (hint, rest) = (self.body.size_hint(), u64::try_from(self.rest.len()).unwrap_or(u64::MAX));
        let mut with_rest = SizeHint::new();
        with_rest.set_lower(hint.lower().saturating_add(rest));
        if let Some(upper) = hint.upper() {
            with_rest.set_upper(upper.saturating_add(rest));
        }
        with_rest
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        if let Some(sender) = self.sender.take() {
            // An error means that the response has already been received.
            let _ = sender.send(self.handed_over);
        }
    }
}
