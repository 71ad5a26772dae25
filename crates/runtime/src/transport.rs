//! How a client sends one HTTP request.
//!
//! A [`Transport`] takes an [`HttpRequest`] and returns an [`HttpResponse`] whose body has not been read. Everything
//! else of a call is above it: retries, redirects, credentials, timeouts and limits.

mod body;
mod error;
mod request;
mod response;
mod upload;

use std::pin::Pin;
use std::sync::Arc;

pub use body::HttpBody;
pub use error::{BodyError, SendError, SendErrorKind};
pub use request::HttpRequest;
#[cfg(feature = "reqwest")]
pub(crate) use request::{ReqwestTimeout, ReqwestVersion};
pub use response::HttpResponse;
pub(crate) use upload::{HandedOver, Upload};

/// Sends one HTTP request, and returns the response with its body unread.
///
/// A transport is the lowest layer of a client, or middleware around another transport. It is called once for each
/// request: for the first one of a call, for each retry, for each redirect that is followed, and for token requests.
/// The request is complete. Its headers contain the credentials.
///
/// - A status is no error: a response with 404 or 503 is returned.
/// - Redirects are returned, not followed.
/// - Not every request goes to the provider. One without an [operation](HttpRequest::operation) is a token request, or
///   goes to another host, which gets no credentials. Middleware adds a secret or a signature only where there is an
///   operation.
/// - The time until the response is limited by the caller, who drops the future. The limit for the time without a byte
///   (`read_timeout`) begins when the body of the request has been read to its end, or the request is dropped. So a
///   transport does not keep a request that it has sent.
///
/// This middleware signs the request of each operation:
///
/// ```
/// use std::sync::Arc;
/// use moored_runtime::{HttpRequest, SendFuture, Transport};
///
/// struct Signing {
///     next: Arc<dyn Transport>,
/// }
///
/// impl Transport for Signing {
///     fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
///         if request.operation().is_none() {
///             return self.next.send(request);
///         }
///         let body = request.body().as_bytes().unwrap_or(b"(a stream)");
///         let signature = sign(&[request.method().as_str().as_bytes(), request.url().as_str().as_bytes(), body]);
///         request.headers_mut().insert("x-signature", signature.into());
///         self.next.send(request)
///     }
/// }
/// # fn sign(parts: &[&[u8]]) -> u64 { parts.iter().map(|part| part.len() as u64).sum() }
/// ```
///
/// A layer of tower becomes middleware with two conversions:
///
/// ```
/// use std::sync::Arc;
/// use std::task::{Context, Poll};
/// use moored_runtime::{BodyError, Core, HttpRequest, HttpResponse, SendError, SendFuture, Transport};
/// use tower::limit::ConcurrencyLimitLayer;
/// use tower::{Layer as _, Service, ServiceExt as _};
///
/// /// A transport as a service.
/// #[derive(Clone)]
/// struct Next(Arc<dyn Transport>);
///
/// impl Service<HttpRequest> for Next {
///     type Response = HttpResponse;
///     type Error = SendError;
///     type Future = SendFuture<'static>;
///
///     fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), SendError>> {
///         Poll::Ready(Ok(()))
///     }
///
///     fn call(&mut self, request: HttpRequest) -> Self::Future {
///         let next = Arc::clone(&self.0);
///         Box::pin(async move { next.send(request).await })
///     }
/// }
///
/// /// A service as a transport.
/// struct Layered<S>(S);
///
/// impl<S> Transport for Layered<S>
/// where
///     S: Service<HttpRequest, Response = HttpResponse, Error: Into<BodyError>, Future: Send>,
///     S: Clone + Send + Sync + 'static,
/// {
///     fn send(&self, request: HttpRequest) -> SendFuture<'_> {
///         let service = self.0.clone();
///         Box::pin(async move { service.oneshot(request).await.map_err(|error| error.into().into()) })
///     }
/// }
///
/// // At most four requests of this client at a time.
/// let limit = ConcurrencyLimitLayer::new(4);
/// let builder = Core::builder(Some("https://example.com"))
///     .wrap_transport(move |next| Layered(limit.layer(Next(next))));
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends `request`.
    ///
    /// # Errors
    /// [`SendError`] if no response was received. Its kind decides whether the call is retried.
    fn send(&self, request: HttpRequest) -> SendFuture<'_>;
}

/// The future of [`Transport::send`].
pub type SendFuture<'a> = Pin<Box<dyn Future<Output = Result<HttpResponse, SendError>> + Send + 'a>>;

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        (**self).send(request)
    }
}
