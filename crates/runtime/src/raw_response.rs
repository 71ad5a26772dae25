//! Responses whose body is not decoded yet.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap};

use crate::decode::Decoder;
use crate::media_type::parameter;
use crate::messages::{Messages, Shown};
use crate::operation::Operation;
use crate::response::Response;

/// A response of the provider: status, headers, and the body as bytes.
///
/// A generated client reads [`status`](Self::status) and then calls the decoding method that the document asks for.
/// `Debug` shows the status and the size of the body, never headers or content.
#[derive(Clone)]
pub struct RawResponse {
    decoder: Decoder,
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    /// The size of the received body in bytes; more than `body` has if that is truncated.
    body_size: usize,
    requests: u32,
    messages: Messages,
}

/// The most bytes of a body that an error keeps: enough for a message, and small because programs may store many
/// errors.
const MAX_KEPT_BODY: usize = 64 * 1024;

impl RawResponse {
    pub(crate) fn new(operation: &'static Operation, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self {
            decoder: Decoder::new(operation),
            status,
            headers,
            body_size: body.len(),
            body,
            requests: 1,
            messages: Messages::default(),
        }
    }

    /// The same response, decoded with the settings of the client.
    pub(crate) fn with_decoder(self, decoder: Decoder) -> Self {
        Self { decoder, ..self }
    }

    /// The same response, whose message is found and shown by these settings of the client.
    pub(crate) fn with_messages(self, messages: Messages) -> Self {
        Self { messages, ..self }
    }

    /// The message of the provider in the body, without the credentials of the client.
    pub(crate) fn message(&self) -> Option<String> {
        self.messages.find(&self.body)
    }

    /// The message, if errors show it.
    pub(crate) fn shown_message(&self) -> Option<String> {
        (self.messages.shown == Shown::Yes).then(|| self.message()).flatten()
    }

    /// The identifier of the request.
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.messages.request_id(&self.headers)
    }

    pub(crate) fn decoder(&self) -> &Decoder {
        &self.decoder
    }

    /// The same response, to the last of `requests` requests of the call.
    pub(crate) fn with_requests(self, requests: u32) -> Self {
        Self { requests, ..self }
    }

    /// The same response with at most [`MAX_KEPT_BODY`] bytes of its body, for an error.
    pub(crate) fn truncated(mut self) -> Self {
        if let Some(kept) = self.body.get(..MAX_KEPT_BODY).filter(|kept| kept.len() < self.body.len()) {
            // Copied, because a slice would keep the whole body in memory.
            self.body = Bytes::copy_from_slice(kept);
        }
        self
    }

    /// The operation that was called.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.decoder.operation()
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body. In an error it is truncated to 64 KiB, see [`is_body_truncated`](Self::is_body_truncated).
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    pub(crate) fn body_bytes(&self) -> Bytes {
        self.body.clone()
    }

    /// How many bytes of the body were received, including those that [`body`](Self::body) no longer has.
    #[must_use]
    pub fn body_size(&self) -> usize {
        self.body_size
    }

    /// Whether the body is truncated: an error keeps 64 KiB of it.
    #[must_use]
    pub fn is_body_truncated(&self) -> bool {
        self.body.len() < self.body_size
    }

    /// How many requests the call has sent, including retries. Redirects do not count.
    #[must_use]
    pub fn request_count(&self) -> u32 {
        self.requests
    }

    /// The media type without parameters; `None` if the header has none, or contains other characters than a media
    /// type.
    pub(crate) fn media_type(&self) -> Option<&str> {
        let media_type = self.headers.get(CONTENT_TYPE)?.to_str().ok()?.split(';').next()?.trim();
        let plausible = |byte: u8| byte.is_ascii_alphanumeric() || b"/+-._".contains(&byte);
        (media_type.contains('/') && media_type.bytes().all(plausible)).then_some(media_type)
    }

    /// The parameter `charset` of the `Content-Type`, in lower case.
    pub(crate) fn charset(&self) -> Option<String> {
        parameter(self.headers.get(CONTENT_TYPE)?.to_str().ok()?, "charset").map(str::to_ascii_lowercase)
    }

    pub(crate) fn with_body<T>(self, body: T) -> Response<T> {
        Response::new(self.operation(), self.status, self.headers, self.body, body)
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("operation", &self.operation().id)
            .field("status", &self.status)
            .field("body_size", &self.body_size)
            .finish_non_exhaustive()
    }
}
