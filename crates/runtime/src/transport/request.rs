//! Requests that a transport sends.

use std::fmt;
#[cfg(feature = "reqwest")]
use std::time::Duration;

#[cfg(feature = "reqwest")]
use bytes::Bytes;
use http::{Extensions, HeaderMap, Method};
use url::Url;

use super::{BodyError, HttpBody, SendError, SendErrorKind, Upload};
use crate::Operation;

/// An HTTP request as it is sent: with its whole address, with all headers, which contain the credentials, and with the
/// body.
///
/// `Debug` shows the method and the operation only, because address, headers and body may contain secrets.
///
/// ```
/// # use moored_runtime::{HttpRequest, Method};
/// let mut request = HttpRequest::new(Method::PUT, "https://example.com/pets/7?dry=true".parse()?);
/// request.headers_mut().insert("content-type", "application/json".parse()?);
/// *request.body_mut() = r#"{"name":"Rex"}"#.into();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct HttpRequest {
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: HttpBody,
    purpose: Purpose,
    extensions: Extensions,
    /// Beside the body, so that replacing the body does not report that it was sent.
    upload: Option<Upload>,
}

/// What a request is for.
#[derive(Clone, Copy)]
enum Purpose {
    /// Nothing that the document describes: an access token.
    Token,
    Call(&'static Operation),
    /// The same, but the request goes to another host without the credentials of the client.
    OtherHost(&'static Operation),
}

impl HttpRequest {
    /// A request without headers and body.
    #[must_use]
    pub fn new(method: Method, url: Url) -> Self {
        Self {
            method,
            url,
            headers: HeaderMap::new(),
            body: HttpBody::default(),
            purpose: Purpose::Token,
            extensions: Extensions::new(),
            upload: None,
        }
    }

    /// The same request as one of `operation`.
    #[must_use]
    pub fn with_operation(self, operation: &'static Operation) -> Self {
        Self { purpose: Purpose::Call(operation), ..self }
    }

    /// The same request as one of `operation` to another host, which gets no credentials.
    pub(crate) fn for_other_host(self, operation: &'static Operation) -> Self {
        Self { purpose: Purpose::OtherHost(operation), ..self }
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The method, to change it.
    pub fn method_mut(&mut self) -> &mut Method {
        &mut self.method
    }

    /// The whole address, with the query.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The address, to change it. The client has checked that its credentials may be sent to the old one.
    pub fn url_mut(&mut self) -> &mut Url {
        &mut self.url
    }

    /// The headers, except those that the connection needs, such as `Host`.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, to change them.
    pub fn headers_mut(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// The body; empty if the request has none.
    #[must_use]
    pub fn body(&self) -> &HttpBody {
        &self.body
    }

    /// The body, to change it. A `Content-Length` among the headers has to be changed with it.
    pub fn body_mut(&mut self) -> &mut HttpBody {
        &mut self.body
    }

    /// The operation that is called; `None` for a token request, and for a request to another host that gets no
    /// credentials: a download from storage, or a page.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        match self.purpose {
            Purpose::Call(operation) => Some(operation),
            Purpose::Token | Purpose::OtherHost(_) => None,
        }
    }

    /// The operation that is called, whatever host the request goes to; `None` for a token request.
    pub(crate) fn called(&self) -> Option<&'static Operation> {
        match self.purpose {
            Purpose::Call(operation) | Purpose::OtherHost(operation) => Some(operation),
            Purpose::Token => None,
        }
    }

    /// Values of any type that middleware attaches to the request.
    #[must_use]
    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// The extensions, to change them.
    pub fn extensions_mut(&mut self) -> &mut Extensions {
        &mut self.extensions
    }

    /// The same request once more; `None` if its body is a stream.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        Some(Self {
            body: self.body.try_clone()?,
            method: self.method.clone(),
            url: self.url.clone(),
            headers: self.headers.clone(),
            purpose: self.purpose,
            extensions: self.extensions.clone(),
            upload: self.upload.clone(),
        })
    }

    /// The request without the body.
    pub(crate) fn head(&self) -> Self {
        Self {
            method: self.method.clone(),
            url: self.url.clone(),
            headers: self.headers.clone(),
            body: HttpBody::default(),
            purpose: self.purpose,
            extensions: self.extensions.clone(),
            upload: None,
        }
    }

    /// Makes the request report when it has been sent.
    pub(crate) fn observe(&mut self, upload: Upload) {
        self.upload = Some(upload);
    }

    /// Method, address, headers and body.
    #[cfg(feature = "reqwest")]
    pub(crate) fn into_parts(self) -> (Method, Url, HeaderMap, HttpBody) {
        (self.method, self.url, self.headers, self.body.with_upload(self.upload))
    }
}

/// For a transport that sends with a library of its own, and for layers such as those of `tower-http`. The operation is
/// an extension of type `&'static Operation`.
impl TryFrom<HttpRequest> for http::Request<HttpBody> {
    type Error = SendError;

    /// # Errors
    /// Returns an error if the address has characters that the crate `http` does not accept.
    fn try_from(request: HttpRequest) -> Result<Self, SendError> {
        let operation = request.operation();
        let uri: http::Uri = request.url.as_str().parse().map_err(invalid)?;
        let mut converted = Self::new(request.body.with_upload(request.upload));
        *converted.uri_mut() = uri;
        (*converted.method_mut(), *converted.headers_mut()) = (request.method, request.headers);
        *converted.extensions_mut() = request.extensions;
        converted.extensions_mut().insert(request.purpose);
        if let Some(operation) = operation {
            converted.extensions_mut().insert(operation);
        }
        Ok(converted)
    }
}

/// The other direction.
impl TryFrom<http::Request<HttpBody>> for HttpRequest {
    type Error = SendError;

    /// # Errors
    /// Returns an error if the address is not absolute.
    fn try_from(request: http::Request<HttpBody>) -> Result<Self, SendError> {
        let (parts, mut body) = request.into_parts();
        let url = Url::parse(&parts.uri.to_string()).map_err(invalid)?;
        let operation = || parts.extensions.get().copied().map_or(Purpose::Token, Purpose::Call);
        let purpose = parts.extensions.get().copied().unwrap_or_else(operation);
        Ok(Self {
            method: parts.method,
            url,
            headers: parts.headers,
            upload: body.take_upload(),
            body,
            purpose,
            extensions: parts.extensions,
        })
    }
}

/// The timeout of a request that was built with reqwest.
#[cfg(feature = "reqwest")]
#[derive(Clone, Copy)]
pub(crate) struct ReqwestTimeout(pub(crate) Duration);

/// The version of HTTP of a request that was built with reqwest.
#[cfg(feature = "reqwest")]
#[derive(Clone, Copy)]
pub(crate) struct ReqwestVersion(pub(crate) http::Version);

/// A request that was built with reqwest. Its timeout and its version apply to the transport of reqwest only.
#[cfg(feature = "reqwest")]
impl From<reqwest::Request> for HttpRequest {
    fn from(mut request: reqwest::Request) -> Self {
        let mut converted = Self::new(request.method().clone(), request.url().clone());
        converted.headers = std::mem::take(request.headers_mut());
        if let Some(timeout) = request.timeout() {
            converted.extensions.insert(ReqwestTimeout(*timeout));
        }
        if request.version() != http::Version::default() {
            converted.extensions.insert(ReqwestVersion(request.version()));
        }
        if let Some(body) = request.body_mut().take() {
            converted.body = match body.as_bytes() {
                Some(bytes) => Bytes::copy_from_slice(bytes).into(),
                None => HttpBody::wrap(body),
            };
        }
        converted
    }
}

fn invalid(error: impl Into<BodyError>) -> SendError {
    SendError::new(SendErrorKind::Other, error).permanent()
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("operation", &self.called().map(|operation| operation.id))
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
