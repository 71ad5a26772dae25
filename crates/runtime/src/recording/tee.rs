//! A body that is copied while it is read.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::{BodyError, HttpBody};

/// What happens to a body.
pub(super) enum Read<'a> {
    Chunk(&'a [u8]),
    Failed,
    /// Nothing follows.
    Ended,
}

/// `body`, of which `copy` gets each piece.
pub(super) struct Tee<F> {
    body: HttpBody,
    copy: F,
}

impl<F: FnMut(Read<'_>)> Tee<F> {
    pub(super) fn new(body: HttpBody, mut copy: F) -> Self {
        if body.is_end_stream() {
            copy(Read::Ended);
        }
        Self { body, copy }
    }
}

impl<F: FnMut(Read<'_>) + Unpin> Body for Tee<F> {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        match &polled {
            Poll::Ready(Some(Ok(frame))) => {
                if let Some(chunk) = frame.data_ref() {
                    (self.copy)(Read::Chunk(chunk));
                }
                // Nobody has to ask again.
                if self.body.is_end_stream() {
                    (self.copy)(Read::Ended);
                }
            }
            Poll::Ready(Some(Err(_))) => (self.copy)(Read::Failed),
            Poll::Ready(None) => (self.copy)(Read::Ended),
            Poll::Pending => {}
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
