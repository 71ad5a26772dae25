//! Responses of a transport.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{BodyError, HttpBody};

/// An HTTP response whose body has not been read.
///
/// `Debug` does not show the values of headers. It converts from and into the [`Response`](http::Response) of the crate
/// `http`.
///
/// ```
/// # use moored_runtime::{HttpResponse, StatusCode};
/// let mut response = HttpResponse::new(StatusCode::OK, r#"{"name":"Rex"}"#);
/// response.headers_mut().insert("content-type", "application/json".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct HttpResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: HttpBody,
}

impl HttpResponse {
    /// A response without headers.
    pub fn new(status: StatusCode, body: impl Into<HttpBody>) -> Self {
        Self { status, headers: HeaderMap::new(), body: body.into() }
    }

    /// The response of reqwest.
    #[cfg(feature = "reqwest")]
    pub(crate) fn of_reqwest(mut response: reqwest::Response) -> Self {
        let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
        Self { status, headers, body: HttpBody::of_reqwest(response) }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, to change them.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &HttpBody {
        &self.body
    }

    /// The body, to read or to replace it.
    pub fn body_mut(&mut self) -> &mut HttpBody {
        &mut self.body
    }

    /// The body alone.
    #[must_use]
    pub fn into_body(self) -> HttpBody {
        self.body
    }
}

impl<B> From<http::Response<B>> for HttpResponse
where
    B: http_body::Body<Data = Bytes, Error: Into<BodyError>> + Send + 'static,
{
    fn from(response: http::Response<B>) -> Self {
        let (parts, body) = response.into_parts();
        Self { status: parts.status, headers: parts.headers, body: HttpBody::wrap(body) }
    }
}

impl From<HttpResponse> for http::Response<HttpBody> {
    fn from(response: HttpResponse) -> Self {
        let mut converted = Self::new(response.body);
        (*converted.status_mut(), *converted.headers_mut()) = (response.status, response.headers);
        converted
    }
}

impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.keys().map(http::HeaderName::as_str).collect();
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &self.body)
            .finish()
    }
}
