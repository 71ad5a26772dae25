//! An exchange as it was sent and received, before anything is left out.

use ::http::header::CONTENT_TYPE;
use ::http::{HeaderMap, StatusCode};

use super::content::Content;
use super::exchange::{Ending, Exchange, Failure, Request, Response};
use super::redaction::{Redaction, Side};
use crate::{HttpRequest, Operation};

/// An exchange while it goes on.
pub(super) struct Kept {
    pub(super) operation: &'static Operation,
    pub(super) request: HttpRequest,
    pub(super) request_body: Vec<u8>,
    pub(super) response: Option<(StatusCode, HeaderMap)>,
    pub(super) response_body: Vec<u8>,
    pub(super) error: Option<Failure>,
    pub(super) ending: Ending,
}

impl Kept {
    /// The exchange without what `redaction` leaves out.
    pub(super) fn exchange(&self, mut redaction: Redaction<'_>) -> Exchange {
        let request_type = media_type(self.request.headers());
        let request = Request {
            method: self.request.method().to_string(),
            path: redaction.path(self.request.url()),
            query: redaction.query(self.request.url()),
            headers: redaction.request_headers(self.request.headers()),
            body: Content::of_request(&request_type, &self.request_body)
                .map(|content| redaction.content(content, Side::Request)),
        };
        let response = self.response.as_ref().map(|(status, headers)| {
            let content = Content::of_response(&media_type(headers), &self.response_body);
            Response {
                status: status.as_u16(),
                headers: redaction.response_headers(headers),
                body: content.map(|content| redaction.content(content, Side::Response)),
                ending: self.ending,
            }
        });
        Exchange { operation: self.operation.id.to_owned(), request, response, error: self.error.clone() }
    }
}

pub(super) fn media_type(headers: &HeaderMap) -> String {
    headers.get(CONTENT_TYPE).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).unwrap_or_default()
}
