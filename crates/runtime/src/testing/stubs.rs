//! Responses to operations that have no expectation.

use http::header::{ACCEPT, CONTENT_TYPE};
use serde_json::Value;

use super::received::ReceivedRequest;
use super::response::FakeResponse;
use crate::media_type::{essence, fits};
use crate::stubs::{EmptyPages, PagePart, StubResponse, Stubs as Documented};

/// A token that never expires during a test.
const TOKEN: &str = r#"{"access_token":"fake-token","token_type":"Bearer","expires_in":86400}"#;

/// Responses by the id of the operation.
#[derive(Default)]
pub(super) struct Stubs {
    responses: Vec<(String, FakeResponse)>,
    /// Those of the document, for all other operations.
    documented: Option<&'static Documented>,
}

impl Stubs {
    pub(super) fn add(&mut self, operation: String, response: FakeResponse) {
        self.responses.push((operation, response));
    }

    pub(super) fn of_document(documented: &'static Documented) -> Self {
        Self { responses: Vec::new(), documented: Some(documented) }
    }

    /// The response to `request`: of several, the first one that the client accepts. A token request gets a token.
    pub(super) fn find(&self, request: &ReceivedRequest) -> Option<FakeResponse> {
        let Some(operation) = request.operation() else {
            return Some(FakeResponse::new(200).bytes(TOKEN).media_type("application/json"));
        };
        let own = self.responses.iter().filter(|(id, _)| id == operation.id).map(|(_, response)| response.clone());
        let mut responses: Vec<FakeResponse> = own.collect();
        if let (true, Some(documented)) = (responses.is_empty(), self.documented) {
            responses = successes(documented, operation.id, request);
        }
        let accepted = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or("*/*");
        let is_accepted = |response: &&FakeResponse| match response.headers().get(CONTENT_TYPE) {
            None => true,
            Some(media_type) => {
                let media_type = essence(&String::from_utf8_lossy(media_type.as_bytes()));
                accepted.split(',').any(|range| fits(&media_type, range))
            }
        };
        responses.iter().find(is_accepted).or(responses.first()).cloned()
    }
}

/// The documented success, in each of its media types.
fn successes(documented: &Documented, operation: &str, request: &ReceivedRequest) -> Vec<FakeResponse> {
    let responses = documented.responses(operation);
    let status = responses.first().map(|first| first.status);
    let of_status = responses.iter().filter(|response| Some(response.status) == status);
    let empty = documented.empty_pages(operation).filter(|empty| is_behind(empty, request));
    of_status.map(|response| fake(documented, response, empty)).collect()
}

/// The response `stub`, without items if it is for an empty page.
fn fake(documented: &Documented, stub: &StubResponse<'static>, empty: Option<&EmptyPages>) -> FakeResponse {
    let mut response = FakeResponse::new(stub.status);
    let body = documented.body(stub);
    if !body.is_empty() {
        let emptied = empty.and_then(|empty| without_items(body, &empty.items));
        response = response.bytes(emptied.unwrap_or_else(|| body.to_owned()));
    }
    if let Some(media_type) = &stub.media_type {
        response = response.header("content-type", media_type);
    }
    stub.headers.iter().fold(response, |response, (name, value)| response.header(name, value))
}

/// Whether `request` is for a page behind the last one.
fn is_behind(empty: &EmptyPages, request: &ReceivedRequest) -> bool {
    let position = match &empty.target {
        PagePart::Query(name) => request.query(name),
        PagePart::Header(name) => request.header(name).map(str::to_owned),
        PagePart::Body(pointer) => {
            let body: Option<Value> = serde_json::from_slice(request.body()).ok();
            body.as_ref().and_then(|body| match body.pointer(pointer)? {
                Value::Null => None,
                Value::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            })
        }
    };
    position.is_some_and(|position| match empty.from {
        Some(from) => position.trim().parse().is_ok_and(|position: u64| position >= from),
        None => !position.is_empty(),
    })
}

/// The JSON `body` with nothing in its list at `items`; `None` if it has no such list.
fn without_items(body: &str, items: &str) -> Option<String> {
    let mut body: Value = serde_json::from_str(body).ok()?;
    body.pointer_mut(items)?.as_array_mut()?.clear();
    Some(body.to_string())
}
