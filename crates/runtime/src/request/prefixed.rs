//! A body with bytes before it.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// `body` with `prefix` before it.
pub(super) struct Prefixed<B> {
    prefix: Bytes,
    body: B,
}

impl<B> Prefixed<B> {
    pub(super) fn new(prefix: Bytes, body: B) -> Self {
        Self { prefix, body }
    }
}

impl<B: Body<Data = Bytes> + Unpin> Body for Prefixed<B> {
    type Data = Bytes;
    type Error = B::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, B::Error>>> {
        if self.prefix.is_empty() {
            return Pin::new(&mut self.body).poll_frame(context);
        }
        Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.prefix)))))
    }

    fn size_hint(&self) -> SizeHint {
        let of_prefix = u64::try_from(self.prefix.len()).unwrap_or(u64::MAX);
        let of_body = self.body.size_hint();
        let mut hint = SizeHint::new();
        hint.set_lower(of_body.lower().saturating_add(of_prefix));
        if let Some(upper) = of_body.upper() {
            hint.set_upper(upper.saturating_add(of_prefix));
        }
        hint
    }
}
