//! What a response states about the page after it.

use bytes::Bytes;
use http::header::{HeaderMap, LINK};

use super::link;
use super::pagination::{PageSource, PageTarget, Pagination, Style};
use super::request::text_of;
use crate::JsonValue;
use crate::error::PageReason;
use crate::json::pointer::names;
use crate::json::{Document, Kind, ROOT};

/// What a response states about the pages.
pub(super) struct Stated {
    pub(super) next: StatedNext,
    pub(super) has_more: Option<bool>,
    pub(super) total_pages: Option<u64>,
    pub(super) total_items: Option<u64>,
}

/// What a response states about the next page.
pub(super) enum StatedNext {
    /// Nothing, or there is none.
    Nothing,
    /// Its address, which may be relative.
    Address(String),
    Cursor(JsonValue),
}

impl Stated {
    pub(super) fn read(pagination: &Pagination, headers: &HeaderMap, body: &Bytes) -> Result<Self, PageReason> {
        let mut values = Values { headers, body, document: None };
        Ok(Self {
            next: values.next(pagination.style)?,
            has_more: pagination.has_more.and_then(|source| boolean(&values.get(source).ok()??)),
            total_pages: pagination.total_pages.and_then(|source| number(&values.get(source).ok()??)),
            total_items: pagination.total_items.and_then(|source| number(&values.get(source).ok()??)),
        })
    }
}

/// The values of a response. Its body is scanned at most once, and only if a value stands there.
struct Values<'a> {
    headers: &'a HeaderMap,
    body: &'a Bytes,
    document: Option<Document>,
}

impl Values<'_> {
    fn next(&mut self, style: Style) -> Result<StatedNext, PageReason> {
        match style {
            Style::LinkHeader => {
                let mut links =
                    self.headers.get_all(LINK).iter().filter_map(|link| str::from_utf8(link.as_bytes()).ok());
                let address = links.find_map(link::next).map(str::to_owned);
                Ok(address.map_or(StatedNext::Nothing, StatedNext::Address))
            }
            Style::NextUrl(source) => match self.position(source)? {
                None => Ok(StatedNext::Nothing),
                Some(JsonValue::String(address)) => Ok(StatedNext::Address(address)),
                Some(other) => Err(unexpected(source, &other)),
            },
            Style::Cursor { target, source } => match self.position(source)? {
                None => Ok(StatedNext::Nothing),
                Some(other) if !matches!(target, PageTarget::Body(_)) && text_of(&other).is_none() => {
                    Err(unexpected(source, &other))
                }
                Some(cursor) => Ok(StatedNext::Cursor(cursor)),
            },
            Style::Number { .. } | Style::Offset { .. } => Ok(StatedNext::Nothing),
        }
    }

    /// The value of a position; `None` for what means that there is none.
    fn position(&mut self, source: PageSource) -> Result<Option<JsonValue>, PageReason> {
        let value = self.get(source)?;
        Ok(value.filter(|value| match value {
            JsonValue::Null | JsonValue::Bool(false) => false,
            JsonValue::String(text) => !text.trim().is_empty(),
            JsonValue::Array(elements) => !elements.is_empty(),
            JsonValue::Object(object) => !object.is_empty(),
            JsonValue::Bool(true) | JsonValue::Number(_) => true,
        }))
    }

    fn get(&mut self, source: PageSource) -> Result<Option<JsonValue>, PageReason> {
        let pointer = match source {
            PageSource::Header(name) => {
                let value = self.headers.get(name).and_then(|value| str::from_utf8(value.as_bytes()).ok());
                return Ok(value.map(|text| JsonValue::from(text.trim())));
            }
            PageSource::Body(pointer) => pointer,
        };
        let not_json =
            || PageReason::UnexpectedType { location: shown(source), problem: "is in a body that is not JSON" };
        let document = match self.document.take() {
            Some(document) => document,
            None => {
                let (document, outcome) = Document::read(self.body.clone(), usize::MAX);
                outcome.map_err(|_| not_json())?;
                document
            }
        };
        let value = find(&document, pointer).map(|at| crate::decode(document.bytes(at)));
        self.document = Some(document);
        value.transpose().map_err(|_| not_json())
    }
}

/// The value at a JSON pointer, in which `-1` is the last element of an array.
fn find(document: &Document, pointer: &str) -> Option<usize> {
    let mut at = ROOT;
    for name in names(pointer) {
        at = match document.kind(at) {
            Kind::Object => {
                let is_name = |key: usize| document.string(key).is_ok_and(|found| found == name.as_str());
                document.members(at).find(|(key, _)| is_name(*key))?.1
            }
            Kind::Array if name == "-1" => document.elements(at).last()?,
            Kind::Array => document.elements(at).nth(name.parse().ok()?)?,
            _ => return None,
        };
    }
    Some(at)
}

fn number(value: &JsonValue) -> Option<u64> {
    match value {
        JsonValue::String(text) => text.trim().parse().ok(),
        other => other.as_u64(),
    }
}

fn boolean(value: &JsonValue) -> Option<bool> {
    match value {
        JsonValue::Bool(value) => Some(*value),
        JsonValue::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
        JsonValue::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// The error of a position that is `value`.
fn unexpected(source: PageSource, value: &JsonValue) -> PageReason {
    let problem = match value {
        JsonValue::Number(_) => "is a number instead of a text",
        JsonValue::Array(_) => "is an array instead of a text",
        JsonValue::Object(_) => "is an object instead of a text",
        _ => "is a boolean instead of a text",
    };
    PageReason::UnexpectedType { location: shown(source), problem }
}

fn shown(source: PageSource) -> String {
    match source {
        PageSource::Body(pointer) => format!("at `{pointer}` of the body"),
        PageSource::Header(name) => format!("the header `{name}`"),
    }
}
