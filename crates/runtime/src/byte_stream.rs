//! Streamed response bodies.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};

use crate::error::TransportError;
use crate::{Operation, RawResponse};

/// The body of a response as a stream of chunks: for bodies that are too large for memory, or have no end.
///
/// Implements [`Stream`]; [`chunk`](Self::chunk) reads it without further imports. The size is
/// not limited. The timeout of the call ended with the headers, and the client's read timeout applies to each chunk. A
/// body that breaks off is not requested again, because its beginning has already been returned.
pub struct ByteStream {
    operation: &'static Operation,
    chunks: Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>,
}

impl ByteStream {
    /// The body of a response whose status and headers are in `response`.
    pub(crate) fn new(response: RawResponse, body: reqwest::Response) -> Self {
        let operation = response.operation();
        let interrupted = move |error| TransportError::new(operation, error).with_partial_response(response.clone());
        Self { operation, chunks: Box::pin(body.bytes_stream().map_err(interrupted)) }
    }

    /// The operation that was called.
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The next chunk, as received; `None` at the end of the body.
    ///
    /// # Errors
    /// [`TransportError`] if the connection fails, or no bytes are received within the client's read timeout.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        self.chunks.next().await.transpose()
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.chunks.as_mut().poll_next(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}
