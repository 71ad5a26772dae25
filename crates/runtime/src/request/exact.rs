//! Streams that have exactly the length that their caller states.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_util::stream::{BoxStream, Stream, StreamExt as _};

use crate::error::RequestBodyError;

/// The chunks of a body, or the error that ends them.
pub(super) type Chunks = BoxStream<'static, Result<Bytes, Box<dyn std::error::Error + Send + Sync>>>;

/// The chunks of a stream, as long as it has its stated length.
///
/// An HTTP connection stops reading a body at its `Content-Length`, so it would not notice the bytes after that. The
/// last chunk is therefore kept until the stream has ended: a stream that is too long fails before the server has
/// received a body that looks complete.
pub(super) struct Exact {
    chunks: Chunks,
    length: u64,
    /// How many bytes are left to read.
    left: u64,
    /// The chunk with the last byte.
    last: Option<Bytes>,
    has_ended: bool,
}

impl Exact {
    pub(super) fn new(chunks: Chunks, length: u64) -> Self {
        Self { chunks, length, left: length, last: None, has_ended: false }
    }

    /// Counts a chunk, and returns it unless it is the last one.
    fn accept(&mut self, chunk: Bytes) -> Result<Option<Bytes>, RequestBodyError> {
        let size = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        self.left = self.left.checked_sub(size).ok_or(RequestBodyError::TooLong { stated: self.length })?;
        if self.left > 0 {
            return Ok(Some(chunk));
        }
        // Empty if the stated length is 0, and if the chunk is.
        if !chunk.is_empty() {
            self.last = Some(chunk);
        }
        Ok(None)
    }
}

impl Stream for Exact {
    type Item = Result<Bytes, Box<dyn std::error::Error + Send + Sync>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while !self.has_ended {
            let next = ready!(self.chunks.poll_next_unpin(context));
            let result = match next {
                Some(Ok(chunk)) => match self.accept(chunk) {
                    Ok(None) => continue,
                    Ok(Some(chunk)) => return Poll::Ready(Some(Ok(chunk))),
                    Err(error) => Err(error.into()),
                },
                Some(Err(error)) => Err(error),
                None if self.left > 0 => {
                    let found = self.length.saturating_sub(self.left);
                    Err(RequestBodyError::TooShort { stated: self.length, found }.into())
                }
                None => {
                    self.has_ended = true;
                    return Poll::Ready(self.last.take().map(Ok));
                }
            };
            self.has_ended = true;
            self.last = None;
            return Poll::Ready(Some(result));
        }
        Poll::Ready(None)
    }
}
