//! The requests of pages: the first one, with another position. Everything else of `pages` leaves requests as they are.

use http::Method;
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use url::Url;

use super::pagination::{PageTarget, Style};
use super::position::At;
use crate::error::PageReason;
use crate::json::encode;
use crate::json::pointer::names;
use crate::options::is_idempotency_key;
use crate::request::{query_value, set_query};
use crate::{CallOptions, Core, HttpRequest, InvalidRequest, JsonObject, JsonValue, Operation};

/// The request of a call, which is copied for each page.
pub(super) struct Template {
    operation: &'static Operation,
    request: HttpRequest,
    /// Where it is sent to: its address, unless the options of the call have another base address.
    url: Url,
    fingerprint: u64,
}

impl Template {
    pub(super) fn new(operation: &'static Operation, request: HttpRequest, core: &Core, options: &CallOptions) -> Self {
        let url = core.sent_to(request.url(), options);
        Self { operation, fingerprint: fingerprint(&request, core), request, url }
    }

    /// The address that the request is sent to.
    pub(super) fn url(&self) -> &Url {
        &self.url
    }

    /// A hash of the method, the path below the base address, the query and the body, the same in all versions of this
    /// crate and for all orders of the query. It is that of another call with a probability of 1 in 2^64.
    pub(super) fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// The position that the call itself has, in the terms of its later pages.
    pub(super) fn position(&self, style: Style) -> Option<At> {
        match style {
            Style::LinkHeader | Style::NextUrl(_) => Some(At::Address(self.url().as_str().to_owned())),
            Style::Cursor { target, .. } => Some(At::Cursor(self.text_at(target)?.into())),
            Style::Number { first, .. } => self.number(style).ok().map(|number| At::Number(number.unwrap_or(first))),
            Style::Offset { .. } => self.number(style).ok().map(|number| At::Number(number.unwrap_or(0))),
        }
    }

    /// The number of the page or the offset of the call, if it sets one.
    pub(super) fn number(&self, style: Style) -> Result<Option<u64>, PageReason> {
        let Some(target) = style.target() else { return Ok(None) };
        let number = self.text_at(target).map(|text| text.parse().ok());
        number.map_or(Ok(None), |number| number.map(Some).ok_or_else(|| not_a_number(target)))
    }

    /// What the request has at `target`, as text.
    fn text_at(&self, target: PageTarget) -> Option<String> {
        match target {
            PageTarget::Query(name) => query_value(self.request.url(), name),
            PageTarget::Header(name) => Some(self.request.headers().get(name)?.to_str().ok()?.trim().to_owned()),
            PageTarget::Body(pointer) => {
                let body: JsonValue = crate::decode(bytes_of(&self.request)).ok()?;
                text_of(body.pointer(pointer)?)
            }
        }
    }

    /// The request of the first page.
    pub(super) fn first(&self) -> Result<HttpRequest, PageReason> {
        self.request.try_clone().ok_or(PageReason::Stream)
    }

    /// The request of a page with `position` at `target`. It has no idempotency key, because it is not the same request
    /// as the first one.
    pub(super) fn at(&self, target: PageTarget, position: &JsonValue) -> Result<HttpRequest, Invalid> {
        let mut request = self.first()?;
        remove_idempotency_key(request.headers_mut());
        let text = text_of(position).unwrap_or_default();
        match target {
            PageTarget::Query(name) => set_query(request.url_mut(), name, &text),
            PageTarget::Header(name) => {
                let header = HeaderName::from_bytes(name.as_bytes()).ok();
                let (Some(header), Ok(mut value)) = (header, HeaderValue::from_str(&text)) else {
                    return Err(InvalidRequest::header(name).into());
                };
                value.set_sensitive(true);
                request.headers_mut().insert(header, value);
            }
            PageTarget::Body(pointer) => {
                let mut body = match bytes_of(&self.request) {
                    [] => JsonValue::from(JsonObject::new()),
                    body => crate::decode(body).map_err(|_| PageReason::NotJson(pointer))?,
                };
                if !set_member(&mut body, names(pointer), position) {
                    return Err(PageReason::NotJson(pointer).into());
                }
                let body = encode(&body).map_err(|_| InvalidRequest::json_body())?;
                request.headers_mut().remove(CONTENT_LENGTH);
                *request.body_mut() = body.into();
                let json = HeaderValue::from_static("application/json");
                request.headers_mut().entry(CONTENT_TYPE).or_insert(json);
            }
        }
        Ok(request)
    }

    /// The request to an address of the provider: a GET with the headers of the call that do not belong to a body.
    pub(super) fn follow(&self, url: Url) -> HttpRequest {
        let mut request = HttpRequest::new(Method::GET, url).with_operation(self.operation);
        let headers = self.request.headers().iter().filter(|(name, _)| !is_of_body(name));
        request.headers_mut().extend(headers.map(|(name, value)| (name.clone(), value.clone())));
        remove_idempotency_key(request.headers_mut());
        request
    }

    /// The request to an address of the provider on a host that gets nothing of the call but its `Accept`.
    pub(super) fn follow_without_credentials(&self, url: Url) -> HttpRequest {
        let mut request = HttpRequest::new(Method::GET, url).for_other_host(self.operation);
        if let Some(accept) = self.request.headers().get(ACCEPT) {
            request.headers_mut().insert(ACCEPT, accept.clone());
        }
        request
    }
}

/// The bytes of the body; empty if there is none, or a stream.
fn bytes_of(request: &HttpRequest) -> &[u8] {
    request.body().as_bytes().unwrap_or_default()
}

/// FNV-1a. The hashes of the standard library are not the same in all versions.
fn fingerprint(request: &HttpRequest, core: &Core) -> u64 {
    let mut query: Vec<&str> = request.url().query().unwrap_or_default().split('&').collect();
    query.sort_unstable();
    let path = core.path_below(request.url()).unwrap_or_default();
    let parts = [request.method().as_str(), path].into_iter().chain(query).map(str::as_bytes);
    let bytes = parts.chain([bytes_of(request)]).flat_map(|part| part.iter().chain(b"\0"));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn not_a_number(target: PageTarget) -> PageReason {
    let location = match target {
        PageTarget::Query(name) => format!("the query parameter `{name}` of the call"),
        PageTarget::Header(name) => format!("the header `{name}` of the call"),
        PageTarget::Body(pointer) => format!("at `{pointer}` of the body of the call"),
    };
    PageReason::UnexpectedType { location, problem: "is no number" }
}

/// Why there is no request of a page.
pub(super) enum Invalid {
    Page(PageReason),
    Request(InvalidRequest),
}

impl From<PageReason> for Invalid {
    fn from(reason: PageReason) -> Self {
        Self::Page(reason)
    }
}

impl From<InvalidRequest> for Invalid {
    fn from(invalid: InvalidRequest) -> Self {
        Self::Request(invalid)
    }
}

/// The text of a string or a number.
pub(super) fn text_of(value: &JsonValue) -> Option<String> {
    match value {
        JsonValue::String(text) => Some(text.clone()),
        JsonValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Whether a header describes the body (RFC 9110, section 8).
fn is_of_body(name: &HeaderName) -> bool {
    name.as_str().starts_with("content-")
}

fn remove_idempotency_key(headers: &mut HeaderMap) {
    let keys: Vec<HeaderName> = headers.keys().filter(|name| is_idempotency_key(name.as_str())).cloned().collect();
    for key in keys {
        headers.remove(key);
    }
}

/// Sets the member that has these `names` from one object to the next. Returns whether all of them are objects.
fn set_member(value: &mut JsonValue, mut names: impl Iterator<Item = String>, new: &JsonValue) -> bool {
    let Some(name) = names.next() else {
        *value = new.clone();
        return true;
    };
    if value.is_null() {
        *value = JsonObject::new().into();
    }
    let JsonValue::Object(object) = value else { return false };
    if !object.contains_key(&name) {
        object.insert(name.as_str(), JsonValue::Null);
    }
    object.get_mut(&name).is_some_and(|value| set_member(value, names, new))
}
