//! Calls that request a specific representation of a response.

use std::fmt;
use std::marker::PhantomData;

use super::ByteStream;
use super::started::{CallFuture, Decode, StartedCall};
use crate::{CallOptions, Error, Expected, Items, Response};

/// A call that requests another documented representation (RFC 9110, section 3.2) than `send` of the operation.
///
/// ```text
/// let table = client.report().as_csv().await?;                    // Response<String>
/// let mut film = client.recording().as_mp4().stream().await?;   // Response<ByteStream>
/// let mut talk = client.talk().as_event_stream().items().await?;   // Response<Items<Event<Word>>>
/// ```
///
/// `T` is the type of the decoded body, `E` that of the documented error bodies. A representation that consists of
/// items, such as an event stream, also has the method `items`; `I` is then [`Items`], and `()` otherwise.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct RepresentationCall<T, E, I = ()> {
    call: StartedCall,
    expected: &'static [Expected],
    decode: Decode<T, E>,
    items: fn(ByteStream) -> I,
    result: PhantomData<fn() -> T>,
}

impl<T, E> RepresentationCall<T, E> {
    /// The same call as `call`, with the header `Accept: {accept}`. The response is decoded with `decode`.
    /// [`stream`](Self::stream) returns responses that are `expected`.
    pub fn new(call: StartedCall, accept: &'static str, expected: &'static [Expected], decode: Decode<T, E>) -> Self {
        Self { call: call.accept(accept), expected, decode, items: drop, result: PhantomData }
    }

    /// The same call with a method `items`, which decodes the items of the response with `items`.
    pub fn with_items<I>(self, items: fn(ByteStream) -> Items<I>) -> RepresentationCall<T, E, Items<I>> {
        let Self { call, expected, decode, result, .. } = self;
        RepresentationCall { call, expected, decode, items, result }
    }
}

impl<T, E, I> RepresentationCall<T, E, I> {
    /// Sends the request.
    ///
    /// # Errors
    /// Returns an error if the request could not be sent, the response could not be received or decoded, or the
    /// response is not a success.
    pub fn send(self) -> impl Future<Output = Result<Response<T>, Error<E>>> + Send {
        self.send_with(CallOptions::default())
    }

    /// Sends the request with `options` instead of the client's settings.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub fn send_with(self, options: CallOptions) -> impl Future<Output = Result<Response<T>, Error<E>>> + Send {
        self.call.send(options, self.decode)
    }

    /// Sends the request and returns the body of a success as a stream, without a limit of size or duration.
    ///
    /// # Errors
    /// Those of [`send`](Self::send). If the connection fails while the body is read, the stream returns the error.
    pub async fn stream(self) -> Result<Response<ByteStream>, Error<E>> {
        self.stream_with(CallOptions::default()).await
    }

    /// Sends the request with `options` instead of the client's settings, and returns the body of a success as a
    /// stream.
    ///
    /// # Errors
    /// Those of [`stream`](Self::stream).
    pub async fn stream_with(self, options: CallOptions) -> Result<Response<ByteStream>, Error<E>> {
        self.call.stream(options, self.expected, self.decode).await
    }
}

impl<T, E, I> RepresentationCall<T, E, Items<I>> {
    /// Sends the request and returns the items of a success as a stream, each decoded when it is received.
    ///
    /// # Errors
    /// Those of [`stream`](Self::stream).
    pub async fn items(self) -> Result<Response<Items<I>>, Error<E>> {
        self.items_with(CallOptions::default()).await
    }

    /// Sends the request with `options` instead of the client's settings, and returns the items of a success as a
    /// stream.
    ///
    /// # Errors
    /// Those of [`stream`](Self::stream).
    pub async fn items_with(self, options: CallOptions) -> Result<Response<Items<I>>, Error<E>> {
        let items = self.items;
        Ok(self.stream_with(options).await?.map(items))
    }
}

impl<T, E, I> IntoFuture for RepresentationCall<T, E, I> {
    type Output = Result<Response<T>, Error<E>>;
    type IntoFuture = CallFuture<T, E>;

    /// The future of [`send`](Self::send).
    fn into_future(self) -> Self::IntoFuture {
        self.call.send(CallOptions::default(), self.decode)
    }
}

impl<T, E, I> fmt::Debug for RepresentationCall<T, E, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RepresentationCall").field("call", &self.call).finish_non_exhaustive()
    }
}
