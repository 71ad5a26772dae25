//! Responses to operations that have no expectation.

use http::header::{ACCEPT, CONTENT_TYPE};

use super::received::ReceivedRequest;
use super::response::FakeResponse;
use crate::media_type::{essence, fits};

/// A token that never expires during a test.
const TOKEN: &str = r#"{"access_token":"fake-token","token_type":"Bearer","expires_in":86400}"#;

/// Responses by the id of the operation.
#[derive(Default)]
pub(super) struct Stubs {
    responses: Vec<(String, FakeResponse)>,
}

impl Stubs {
    pub(super) fn add(&mut self, operation: String, response: FakeResponse) {
        self.responses.push((operation, response));
    }

    /// The response to `request`: of several, the first one that the client accepts. A token request gets a token.
    pub(super) fn find(&self, request: &ReceivedRequest) -> Option<FakeResponse> {
        let Some(operation) = request.operation() else {
            return Some(FakeResponse::new(200).bytes(TOKEN).media_type("application/json"));
        };
        let of_operation = || self.responses.iter().filter(|(id, _)| id == operation.id).map(|(_, response)| response);
        let accepted = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or("*/*");
        let is_accepted = |response: &&FakeResponse| match response.headers().get(CONTENT_TYPE) {
            None => true,
            Some(media_type) => {
                let media_type = essence(&String::from_utf8_lossy(media_type.as_bytes()));
                accepted.split(',').any(|range| fits(&media_type, range))
            }
        };
        of_operation().find(is_accepted).or_else(|| of_operation().next()).cloned()
    }
}
