//! Requests that a fake provider has received.

use std::fmt;

use bytes::Bytes;
use http::Method;
use http::header::HeaderMap;
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use url::Url;

use crate::path_parameters::parameters;
use crate::{HttpRequest, Operation, SendError};

/// A request as the client has sent it: each retry and each followed redirect is one.
///
/// `Debug` shows the operation, and neither values of parameters and headers nor the content of the body.
#[derive(Clone)]
pub struct ReceivedRequest {
    operation: Option<&'static Operation>,
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Bytes,
}

impl ReceivedRequest {
    /// Reads the body of `request`, which may be a stream.
    pub(super) async fn read(mut request: HttpRequest) -> Result<Self, SendError> {
        let body = std::mem::take(request.body_mut()).read(usize::MAX).await?;
        Ok(Self {
            operation: request.called(),
            method: request.method().clone(),
            url: request.url().clone(),
            headers: request.headers().clone(),
            body,
        })
    }

    /// The operation that was called; `None` for a token request.
    #[must_use]
    pub fn operation(&self) -> Option<&'static Operation> {
        self.operation
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The address. It may contain a credential.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The path, percent-encoded as it was sent.
    #[must_use]
    pub fn path(&self) -> &str {
        self.url.path()
    }

    /// The path parameter `name`, decoded.
    #[must_use]
    pub fn path_parameter(&self, name: &str) -> Option<String> {
        let (_, at) = parameters(self.operation?.path, self.path()).into_iter().find(|(found, _)| *found == name)?;
        Some(percent_decode_str(self.path().get(at)?).decode_utf8_lossy().into_owned())
    }

    /// The query parameters in their order, decoded.
    #[must_use]
    pub fn query_pairs(&self) -> Vec<(String, String)> {
        self.url.query_pairs().into_owned().collect()
    }

    /// The query parameter `name`, decoded; the first one of several.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<String> {
        self.query_pairs().into_iter().find(|(found, _)| found == name).map(|(_, value)| value)
    }

    /// The headers, with credentials.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The header `name` as text; the first one of several.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The JSON body, decoded.
    ///
    /// # Panics
    /// If the body is not a `T`.
    #[must_use]
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        let decoded = serde_json::from_slice(&self.body);
        decoded.unwrap_or_else(|error| panic!("the body of the request to {self} is something else: {error}"))
    }

    /// The fields of a form (`application/x-www-form-urlencoded`), decoded.
    #[must_use]
    pub fn form(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(&self.body).into_owned().collect()
    }
}

/// The operation, as in `GET /users/{id} (get-user)`.
impl fmt::Display for ReceivedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.operation {
            Some(operation) => operation.fmt(f),
            None => f.write_str("the token endpoint"),
        }
    }
}

impl fmt::Debug for ReceivedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceivedRequest")
            .field("method", &self.method)
            .field("operation", &self.to_string())
            .field("body_size", &self.body.len())
            .finish_non_exhaustive()
    }
}
