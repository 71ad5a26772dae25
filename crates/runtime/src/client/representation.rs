//! Calls that request a specific representation of a response.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use reqwest::Request;
use reqwest::header::{ACCEPT, HeaderValue};

use super::{ByteStream, Core};
use crate::{CallOptions, Error, Expected, InvalidRequest, Items, Operation, RawResponse, Response};

/// The function of the generated client that decodes a response.
type Read<T, E> = fn(RawResponse) -> Result<Response<T>, Error<E>>;

/// A call that requests another documented representation (RFC 9110, section 3.2) than `send` of the operation.
///
/// ```text
/// let table = client.report().as_csv().send().await?;           // Response<String>
/// let mut film = client.recording().as_mp4().stream().await?;   // Response<ByteStream>
/// let mut talk = client.talk().as_event_stream().items().await?;   // Response<Items<Event<Word>>>
/// ```
///
/// `T` is the type of the decoded body, `E` that of the documented error bodies. A representation that consists of
/// items, such as an event stream, also has the method `items`; `I` is then [`Items`], and `()` otherwise.
#[must_use = "nothing is sent before `send` or `stream`"]
pub struct RepresentationCall<'a, T, E, I = ()> {
    core: Cow<'a, Core>,
    operation: &'static Operation,
    request: Result<Request, InvalidRequest>,
    expected: &'static [Expected],
    read: Read<T, E>,
    items: fn(ByteStream) -> I,
    result: PhantomData<T>,
}

impl<'a, T, E> RepresentationCall<'a, T, E> {
    /// A call of `operation` that sends `request` with the header `Accept: {accept}` and decodes the response with
    /// `read`. [`stream`](Self::stream) returns responses that are `expected`.
    pub fn new(
        core: impl Into<Cow<'a, Core>>,
        operation: &'static Operation,
        accept: &'static str,
        request: Result<Request, InvalidRequest>,
        expected: &'static [Expected],
        read: Read<T, E>,
    ) -> Self {
        let request = request.map(|mut request| {
            request.headers_mut().insert(ACCEPT, HeaderValue::from_static(accept));
            request
        });
        Self { core: core.into(), operation, request, expected, read, items: drop, result: PhantomData }
    }

    /// The same call with a method `items`, which decodes the items of the response with `items`.
    pub fn with_items<I>(self, items: fn(ByteStream) -> Items<I>) -> RepresentationCall<'a, T, E, Items<I>> {
        let Self { core, operation, request, expected, read, result, .. } = self;
        RepresentationCall { core, operation, request, expected, read, items, result }
    }
}

impl<T, E, I> RepresentationCall<'_, T, E, I> {
    /// Sends the request.
    ///
    /// # Errors
    /// Returns an error if the request could not be sent, the response could not be received or decoded, or the
    /// response is not a success.
    pub async fn send(self) -> Result<Response<T>, Error<E>> {
        self.send_with(CallOptions::default()).await
    }

    /// Sends the request with `options` instead of the client's settings.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with(self, options: CallOptions) -> Result<Response<T>, Error<E>> {
        (self.read)(self.core.execute(self.operation, self.request, &options).await?)
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
        self.core.stream(self.operation, self.request, &options, self.expected, self.read).await
    }
}

impl<T, E, I> RepresentationCall<'_, T, E, Items<I>> {
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

impl<T, E, I> fmt::Debug for RepresentationCall<'_, T, E, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RepresentationCall").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}
