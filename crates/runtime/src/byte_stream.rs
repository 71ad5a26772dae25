//! Streamed response bodies.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, stream};

use crate::decode::Decoder;
use crate::error::TransportError;
use crate::http::Incoming;
use crate::{Operation, RawResponse};

/// The body of a response as a stream of chunks: for bodies that are too large for memory, or have no end.
///
/// Implements [`Stream`]; [`chunk`](Self::chunk) reads it without further imports. The size is
/// not limited. The timeout of the call ended with the headers, and the read timeout applies to each chunk. A
/// body that breaks off is not requested again, because its beginning has already been returned.
pub struct ByteStream {
    /// Decodes the JSON in it.
    decoder: Decoder,
    chunks: Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>,
}

impl ByteStream {
    /// The body of a response whose status and headers are in `response`.
    pub(crate) fn new(response: RawResponse, body: Incoming) -> Self {
        let (operation, decoder) = (response.operation(), response.decoder().clone());
        let interrupted = move |error| TransportError::new(operation, error).with_partial_response(response.clone());
        // Nothing follows an error.
        let next = move |body: Option<Incoming>| async move {
            let mut body = body?;
            match body.chunk().await.transpose()? {
                Ok(chunk) => Some((Ok(chunk), Some(body))),
                Err(error) => Some((Err(error), None)),
            }
        };
        let chunks = stream::unfold(Some(body), next).map(move |chunk| chunk.map_err(&interrupted));
        Self { decoder, chunks: Box::pin(chunks) }
    }

    /// The operation that was called.
    pub(crate) fn operation(&self) -> &'static Operation {
        self.decoder.operation()
    }

    pub(crate) fn decoder(&self) -> &Decoder {
        &self.decoder
    }

    /// The next chunk, as received; `None` at the end of the body.
    ///
    /// # Errors
    /// [`TransportError`] if the connection fails, or no bytes are received within the read timeout.
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
        f.debug_struct("ByteStream").field("operation", &self.operation().id).finish_non_exhaustive()
    }
}
