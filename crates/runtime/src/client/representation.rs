//! A call that asks for another of the documented representations.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use reqwest::Request;
use reqwest::header::{ACCEPT, HeaderValue};

use super::{ByteStream, Core};
use crate::{Answer, CallOptions, Error, InvalidRequest, Items, Operation, Response};

/// How generated code reads an answer.
type Read<T, E> = fn(Answer) -> Result<Response<T>, Error<E>>;

/// A call of which a representation (RFC 9110, section 3.2) is asked for that is not the one that `send` asks for.
///
/// ```text
/// let table = client.report().as_csv().send().await?;           // Response<String>
/// let mut film = client.recording().as_mp4().stream().await?;   // Response<ByteStream>
/// let mut words = client.talk().as_event_stream().items().await?;   // Response<Items<Event<Word>>>
/// ```
///
/// One of items that are decoded one by one has `items` as well; `I` is what they are then.
#[must_use = "nothing is sent before `send` or `stream`"]
pub struct Representation<'a, T, E, I = ()> {
    core: Cow<'a, Core>,
    operation: &'static Operation,
    request: Result<Request, InvalidRequest>,
    read: Read<T, E>,
    items: fn(ByteStream) -> I,
    result: PhantomData<T>,
}

impl<'a, T, E> Representation<'a, T, E> {
    /// The call of `operation` by `request`, which is to `accept` these media types; `read` is what makes a `T` of the answer.
    pub fn new(
        core: impl Into<Cow<'a, Core>>,
        operation: &'static Operation,
        accept: &'static str,
        request: Result<Request, InvalidRequest>,
        read: Read<T, E>,
    ) -> Self {
        let request = request.map(|mut request| {
            request.headers_mut().insert(ACCEPT, HeaderValue::from_static(accept));
            request
        });
        Self { core: core.into(), operation, request, read, items: drop, result: PhantomData }
    }

    /// The same call, whose answer is the items that `items` makes of it.
    pub fn of<I>(self, items: fn(ByteStream) -> Items<I>) -> Representation<'a, T, E, Items<I>> {
        let Self { core, operation, request, read, result, .. } = self;
        Representation { core, operation, request, read, items, result }
    }
}

impl<T, E, I> Representation<'_, T, E, I> {
    /// Sends the request and reads the answer.
    ///
    /// # Errors
    /// Where nothing could be sent, no answer came, or the answer is no success or cannot be decoded.
    pub async fn send(self) -> Result<Response<T>, Error<E>> {
        self.send_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and reads the answer.
    ///
    /// # Errors
    /// Those of [`send`](Self::send).
    pub async fn send_with(self, options: CallOptions) -> Result<Response<T>, Error<E>> {
        (self.read)(self.core.execute(self.operation, self.request, &options).await?)
    }

    /// Sends the request and gives the body of a success as it comes, without a limit of size or time.
    ///
    /// # Errors
    /// Those of [`send`](Self::send); where the body breaks off, the stream says so.
    pub async fn stream(self) -> Result<Response<ByteStream>, Error<E>> {
        self.stream_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and gives the body of a success as it comes.
    ///
    /// # Errors
    /// Those of [`stream`](Self::stream).
    pub async fn stream_with(self, options: CallOptions) -> Result<Response<ByteStream>, Error<E>> {
        self.core.stream(self.operation, self.request, &options, self.read).await
    }
}

impl<T, E, I> Representation<'_, T, E, Items<I>> {
    /// Sends the request and gives the items of a success as they come, each of them decoded.
    ///
    /// # Errors
    /// Those of [`stream`](Self::stream).
    pub async fn items(self) -> Result<Response<Items<I>>, Error<E>> {
        self.items_with(CallOptions::default()).await
    }

    /// Sends the request, with `options` in place of the client's settings, and gives the items of a success as they come.
    ///
    /// # Errors
    /// Those of [`stream`](Self::stream).
    pub async fn items_with(self, options: CallOptions) -> Result<Response<Items<I>>, Error<E>> {
        let items = self.items;
        Ok(self.stream_with(options).await?.map(items))
    }
}

impl<T, E, I> fmt::Debug for Representation<'_, T, E, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Representation").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}
