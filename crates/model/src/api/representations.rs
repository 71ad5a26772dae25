//! The representations of a response. Each media type has its own kind of body, or several media types share one.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    Response,
    type_ref::{TypeRef, is_bytes},
    types::Components,
};
use moored_document::{
    media_type::{self, essence, framing, is_json, is_sequential, is_text},
    pointer::Pointer,
    schemas::of_media_type,
    status::Status,
};

/// A representation of a response (RFC 9110, section 3.2).
#[derive(Clone, Debug)]
pub struct Representation {
    /// The location of its schema in the published document, or of its media type if it has none.
    pub origin: Pointer,
    /// The media types, the preferred one first. Empty if the document declares none that can be requested.
    pub media_types: Vec<String>,
    /// The body.
    pub body: ResponseBody,
    /// The items of a sequential media type, if they have a type.
    pub items: Option<Items>,
}

/// Values that follow each other in a body that is not a single JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Items {
    /// How items are separated.
    pub framing: Framing,
    /// The type of an item.
    pub ty: TypeRef,
}

/// How the items of a sequential media type are separated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// Server-sent events whose data is JSON.
    Events,
    /// Server-sent events whose data is text.
    TextEvents,
    /// Server-sent events as objects.
    WholeEvents,
    /// Each item is a line.
    JsonLines,
    /// A record separator precedes each item.
    JsonSequence,
}

impl Items {
    /// Those of the media type `name`, as `lower::item_schema` leaves it; `None` if they have no type.
    pub(super) fn read(name: &str, media: &Value, components: &Components<'_>) -> Option<Self> {
        let framing = framing(name)?;
        let (key, schema) = of_media_type(media)?;
        let framing = match framing {
            media_type::Framing::Lines => Framing::JsonLines,
            media_type::Framing::Sequence => Framing::JsonSequence,
            media_type::Framing::Events if key == "schema" => Framing::Events,
            media_type::Framing::Events if components.is_string(schema) => Framing::TextEvents,
            media_type::Framing::Events => Framing::WholeEvents,
        };
        Some(Self { framing, ty: components.type_ref(schema) })
    }
}

impl Framing {
    /// Whether the items are server-sent events.
    #[must_use]
    pub const fn is_event(self) -> bool {
        matches!(self, Self::Events | Self::TextEvents | Self::WholeEvents)
    }
}

/// The body of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponseBody {
    /// The document declares no body.
    Empty,
    /// JSON of this type.
    Json(TypeRef),
    /// Text.
    Text,
    /// Any bytes.
    Bytes,
}

impl ResponseBody {
    /// Whether the body has a type of the client.
    #[must_use]
    pub fn names_type(&self) -> bool {
        matches!(self, Self::Json(ty) if ty.is_named())
    }
}

impl Representation {
    /// Whether the body or its items have a type of the client.
    #[must_use]
    pub fn names_type(&self) -> bool {
        let of_items = |items: &Items| items.framing != Framing::TextEvents && items.ty.is_named();
        self.body.names_type() || self.items.as_ref().is_some_and(of_items)
    }
}

impl Response {
    /// The representation that a call requests by default: the first JSON one, if there is one. Otherwise any
    /// representation, as text if all of them are text.
    #[must_use]
    pub fn negotiated(&self) -> Representation {
        let first = self.representations.first();
        match first {
            None => Representation {
                origin: self.origin.clone(),
                media_types: Vec::new(),
                body: ResponseBody::Empty,
                items: None,
            },
            Some(Representation { origin, media_types, body: body @ ResponseBody::Json(_), .. }) => {
                let media_types = media_types.iter().take(1).cloned().collect();
                Representation { origin: origin.clone(), media_types, body: body.clone(), items: None }
            }
            Some(one) => {
                let is_text = self.representations.iter().all(|one| one.body == ResponseBody::Text);
                Representation {
                    origin: one.origin.clone(),
                    media_types: self.representations.iter().flat_map(|one| one.media_types.clone()).collect(),
                    body: if is_text { ResponseBody::Text } else { ResponseBody::Bytes },
                    // If there are several, it is not known which one the server sends.
                    items: first.and_then(|first| first.items.clone()).filter(|_| self.representations.len() == 1),
                }
            }
        }
    }

    /// The other representations that a call can request.
    #[must_use]
    pub fn alternatives(&self) -> &[Representation] {
        match self.representations.split_first() {
            Some((first, others)) if matches!(first.body, ResponseBody::Json(_)) => others,
            Some((_, others)) if !others.is_empty() => &self.representations,
            _ => &[],
        }
    }

    /// The representations of all of `successes` that a call can request instead of the default one.
    #[must_use]
    pub fn alternatives_of(successes: &[&Self]) -> Vec<Representation> {
        let mut found: Vec<Representation> = Vec::new();
        for one in successes.iter().flat_map(|response| response.alternatives()) {
            match found.iter_mut().find(|other| other.media_types.first() == one.media_types.first()) {
                // Each status has its own body type; bytes are what they have in common.
                Some(other) => {
                    if other.body != one.body {
                        other.body = ResponseBody::Bytes;
                    }
                    other.items = other.items.take().filter(|items| one.items.as_ref() == Some(items));
                }
                None => found.push(one.clone()),
            }
        }
        found.retain(|one| !one.media_types.is_empty());
        found
    }

    /// The representations that the server may send by default. Those that are the same in Rust are merged, with the
    /// media types of all.
    #[must_use]
    pub fn possible(&self) -> Vec<Representation> {
        let mut found: Vec<Representation> = Vec::new();
        for one in &self.representations {
            match found.iter_mut().find(|other| other.body == one.body) {
                Some(other) => other.media_types.extend(one.media_types.clone()),
                None => found.push(one.clone()),
            }
        }
        found
    }
}

/// Whether HTTP allows a body (RFC 9110, sections 9.3.2 and 15).
pub(super) fn may_have_body(verb: &str, status: Status) -> bool {
    verb != "head" && !matches!(status, Status::Code(100..=199 | 204 | 205 | 304) | Status::Range(1))
}

/// The body for `media_type` and its schema.
pub(super) fn body_of(media_type: &str, schema: Option<&Value>, components: &Components<'_>) -> ResponseBody {
    if is_sequential(media_type) {
        ResponseBody::Text
    } else if schema.is_some_and(|schema| is_binary_json(media_type, schema)) {
        ResponseBody::Bytes
    } else if is_json(media_type) {
        ResponseBody::Json(schema.map_or(TypeRef::Json, |schema| components.type_ref(schema)))
    } else if is_text(media_type) {
        ResponseBody::Text
    } else {
        ResponseBody::Bytes
    }
}

/// Whether a response of `media_type` has a JSON media type and a binary schema; the schema takes precedence.
pub(super) fn is_binary_json(media_type: &str, schema: &Value) -> bool {
    is_json(media_type) && !is_sequential(media_type) && is_bytes(schema)
}

/// `media_type` as a header value: `type/subtype` in lower case. Parameters are kept if they alone distinguish it from
/// another key of `content`.
pub(super) fn name_of(media_type: &str, content: &Map<String, Value>) -> Option<String> {
    let essence = essence(media_type);
    let is_token_char = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+*-".contains(&byte);
    let is_token = |part: &str| !part.is_empty() && part.bytes().all(is_token_char);
    let (kind, subtype) = essence.split_once('/')?;
    if !is_token(kind) || !is_token(subtype) {
        return None;
    }
    let schema = |media_type: &str| of_media_type(content.get(media_type)?);
    let is_ambiguous =
        content.keys().any(|other| media_type::essence(other) == essence && schema(other) != schema(media_type));
    let whole = media_type.trim();
    let is_sayable = whole.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    Some(if is_ambiguous && is_sayable { whole.to_owned() } else { essence })
}
