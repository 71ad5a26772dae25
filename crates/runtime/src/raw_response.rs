//! An answer as it came, before its status and its body are understood.

mod representation;

use std::fmt;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::{CONTENT_TYPE, HeaderMap};

use crate::operation::Operation;
use crate::response::Response;

/// A whole answer of the provider: status, headers, and the body as bytes.
///
/// A generated client looks at [`status`](Self::status) and calls the one consuming method that fits what the document says
/// of it. `Debug` shows the status and the size of the body, never headers or content.
#[derive(Clone)]
pub struct Answer {
    operation: &'static Operation,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// How many bytes `body` had when it came.
    body_size: usize,
    requests: u32,
}

/// How much of a body an error keeps. Enough for a message, and errors may be kept by the thousand.
const MAX_KEPT_BODY: usize = 64 * 1024;

impl Answer {
    pub(crate) fn new(operation: &'static Operation, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self { operation, status, headers, body_size: body.len(), body, requests: 1 }
    }

    /// The same answer, which was the one to the last of `requests`.
    pub(crate) fn with_requests(self, requests: u32) -> Self {
        Self { requests, ..self }
    }

    /// As an error keeps it.
    pub(crate) fn truncated(mut self) -> Self {
        if let Some(kept) = self.body.get(..MAX_KEPT_BODY).filter(|kept| kept.len() < self.body.len()) {
            // A copy, for a slice would hold on to the whole.
            self.body = Bytes::copy_from_slice(kept);
        }
        self
    }

    /// The operation that was answered.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The status of the answer.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came. In an error it is cut after 64 KiB, see [`is_body_cut`](Self::is_body_cut).
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    pub(crate) fn body_bytes(&self) -> Bytes {
        self.body.clone()
    }

    /// How many bytes of the body were read, whether or not all of them were kept.
    #[must_use]
    pub fn body_size(&self) -> usize {
        self.body_size
    }

    /// Whether more of the body was read than [`body`](Self::body) has: an error keeps 64 KiB of it.
    #[must_use]
    pub fn is_body_cut(&self) -> bool {
        self.body.len() < self.body_size
    }

    /// How many requests the call has sent: more than one where it was repeated. Redirects do not count.
    #[must_use]
    pub fn requests(&self) -> u32 {
        self.requests
    }

    /// The media type alone, if it is one: parameters and whatever else a header may hold are left out.
    pub(crate) fn media_type(&self) -> Option<&str> {
        let media_type = self.headers.get(CONTENT_TYPE)?.to_str().ok()?.split(';').next()?.trim();
        let plausible = |byte: u8| byte.is_ascii_alphanumeric() || b"/+-._".contains(&byte);
        (media_type.contains('/') && media_type.bytes().all(plausible)).then_some(media_type)
    }

    pub(crate) fn with_body<T>(self, body: T) -> Response<T> {
        Response::new(self.operation, self.status, self.headers, body)
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("operation", &self.operation.id)
            .field("status", &self.status)
            .field("body_size", &self.body_size)
            .finish_non_exhaustive()
    }
}
