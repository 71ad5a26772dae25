//! A response that waits to be compared.

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::media_type::essence;
use crate::operation::Operation;

/// A response that waits to be compared. It shares the bytes of the body with the response of the caller.
pub(super) struct Observation {
    pub(super) document: &'static str,
    pub(super) operation: &'static Operation,
    pub(super) status: StatusCode,
    content_type: Option<HeaderValue>,
    /// `None` if the caller reads the body as a stream.
    pub(super) body: Option<Bytes>,
}

/// What a response without a body is counted as, so that these are limited as well.
const OVERHEAD: usize = 256;

impl Observation {
    pub(super) fn new(
        document: &'static str,
        operation: &'static Operation,
        status: StatusCode,
        headers: &HeaderMap,
        body: Option<Bytes>,
    ) -> Self {
        Self { document, operation, status, content_type: headers.get(CONTENT_TYPE).cloned(), body }
    }

    /// The bytes of memory that it keeps.
    pub(super) fn size(&self) -> usize {
        self.body.as_ref().map_or(0, Bytes::len).saturating_add(OVERHEAD)
    }

    /// The media type without parameters, in lower case.
    pub(super) fn media_type(&self) -> Option<String> {
        self.content_type.as_ref().map(|value| essence(&String::from_utf8_lossy(value.as_bytes())))
    }
}
