//! Bodies that are not waited for.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _};

use crate::error::TransportError;
use crate::{Answer, Operation};

/// The body of an answer as it comes, piece by piece: for what is too large to hold, or never ends.
///
/// A `futures` stream, and [`chunk`](Self::chunk) for whoever has no use for one. It has no limit of size, and the time-out of the call
/// ended with the headers; the time-out for reading goes on. What breaks off is not begun again: whoever reads has had the start of it.
pub struct ByteStream {
    operation: &'static Operation,
    chunks: Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>,
}

impl ByteStream {
    /// The rest of `response`, whose status and headers are in `answer`.
    pub(crate) fn new(response: Answer, body: reqwest::Response) -> Self {
        let operation = response.operation();
        let interrupted = move |error| TransportError::new(operation, error).with_partial_response(response.clone());
        Self { operation, chunks: Box::pin(body.bytes_stream().map_err(interrupted)) }
    }

    /// The operation that is answered.
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The next piece, as large as it came; `None` at the end.
    ///
    /// # Errors
    /// [`TransportError`] where the body breaks off, or nothing comes for the time of the client's time-out for reading.
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
