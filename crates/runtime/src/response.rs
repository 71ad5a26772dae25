//! Decoded responses.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use crate::Operation;

/// A documented success: the decoded body with the status and headers of the response.
///
/// Dereferences to the body, so `response.name` works. [`raw`](Self::raw) has the body as it was received. `Debug`
/// shows status and body, never headers.
#[derive(Clone)]
pub struct Response<T> {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    raw: Bytes,
    body: T,
}

impl<T> Response<T> {
    pub(crate) fn new(
        operation: &'static Operation,
        status: StatusCode,
        headers: HeaderMap,
        raw: Bytes,
        body: T,
    ) -> Self {
        Self { operation, status, headers, raw, body }
    }

    /// The operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The status of the response.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the response.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The header `name`, parsed: `response.header::<u64>("x-total-count")`. `None` if the response has no such header
    /// or it cannot be parsed as an `H`. Its text is read as UTF-8, or else as ISO 8859-1 (RFC 9110, section 5.5).
    pub fn header<H: FromStr>(&self, name: &str) -> Option<H> {
        let value = self.headers.get(name)?.as_bytes();
        match str::from_utf8(value) {
            Ok(text) => text.trim().parse().ok(),
            Err(_) => value.iter().map(|byte| char::from(*byte)).collect::<String>().trim().parse().ok(),
        }
    }

    /// The body as it was received: to verify a signature, for members that the document does not name, or if the
    /// document does not describe the body. Empty if the body is a stream.
    pub fn raw(&self) -> &Bytes {
        &self.raw
    }

    /// The decoded body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The decoded body, by value.
    pub fn into_body(self) -> T {
        self.body
    }

    /// The same response with its body replaced by `change(body)`.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response::new(self.operation, self.status, self.headers, self.raw, change(self.body))
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).field("body", &self.body).finish_non_exhaustive()
    }
}
