//! Calls whose request has been built: the methods that send them.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::header::{ACCEPT, HeaderValue};

use super::{ByteStream, Core};
use crate::error::Failure;
use crate::{
    CallOptions, Error, Expected, HttpRequest, InvalidRequest, Items, Operation, RawResponse, RequestBuilder, Response,
};

/// The function of a generated client that decodes a response.
pub(super) type Decode<T, E> = fn(RawResponse) -> Result<Response<T>, Error<E>>;

/// A call whose request has been built, or could not be built. Generated calls are sent through it.
#[must_use = "nothing is sent before `send`, `stream` or `items`"]
pub struct StartedCall {
    pub(super) core: Core,
    pub(super) operation: &'static Operation,
    pub(super) request: Result<HttpRequest, InvalidRequest>,
}

impl Core {
    /// Starts a call of `operation`: `build` adds its parameters and body to a request.
    pub fn start(
        self,
        operation: &'static Operation,
        build: impl FnOnce(RequestBuilder<'_>) -> RequestBuilder<'_>,
    ) -> StartedCall {
        let request = build(self.request(operation)).build();
        StartedCall { core: self, operation, request }
    }
}

impl StartedCall {
    /// Sends the request and decodes the response with `decode`.
    pub fn send<T, E>(self, options: CallOptions, decode: Decode<T, E>) -> CallFuture<T, E> {
        let Self { core, operation, request } = self;
        // One future for all calls: each type of response would otherwise have its own copy of it in the program.
        let sending = Box::pin(async move { core.receive(operation, request, &options).await });
        CallFuture { sending, decode }
    }

    /// Sends the request and returns the body of an `expected` response as a stream.
    ///
    /// # Errors
    /// See [`Core::stream`]
    pub async fn stream<T, E>(
        self,
        options: CallOptions,
        expected: &'static [Expected],
        decode: Decode<T, E>,
    ) -> Result<Response<ByteStream>, Error<E>> {
        let Self { core, operation, request } = self;
        core.stream(operation, request, &options, expected, decode).await
    }

    /// Sends the request and returns the items of an `expected` response, decoded with `items`.
    ///
    /// # Errors
    /// See [`Core::stream`]
    pub async fn items<T, E, I>(
        self,
        options: CallOptions,
        expected: &'static [Expected],
        decode: Decode<T, E>,
        items: fn(ByteStream) -> Items<I>,
    ) -> Result<Response<Items<I>>, Error<E>> {
        Ok(self.stream(options, expected, decode).await?.map(items))
    }

    /// The same call with another header `Accept`.
    pub(super) fn accept(self, accept: &'static str) -> Self {
        let request = self.request.map(|mut request| {
            request.headers_mut().insert(ACCEPT, HeaderValue::from_static(accept));
            request
        });
        Self { request, ..self }
    }
}

impl fmt::Debug for StartedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StartedCall").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

/// The future of a call: sends the request when it is first polled, and returns the decoded response.
///
/// It borrows nothing, so a task can be spawned with it.
#[must_use = "nothing is sent before the future is awaited"]
pub struct CallFuture<T, E> {
    sending: Pin<Box<dyn Future<Output = Result<RawResponse, Failure>> + Send>>,
    decode: Decode<T, E>,
}

impl<T, E> Future for CallFuture<T, E> {
    type Output = Result<Response<T>, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let decode = self.decode;
        self.sending.as_mut().poll(context).map(|received| decode(received?))
    }
}

impl<T, E> fmt::Debug for CallFuture<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CallFuture")
    }
}
