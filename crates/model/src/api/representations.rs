//! What a response holds, and how often: one kind of body for each media type, or several media types for one.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    Response,
    type_ref::{TypeRef, is_bytes},
    types::Components,
};
use moored_document::{
    media_type::{essence, is_json, is_sequential, is_text},
    schemas::ITEMS,
    status::Status,
};

/// One way in which a response comes (RFC 9110, section 3.2).
#[derive(Clone, Debug)]
pub struct Representation {
    /// The media types that it comes as, the one to ask for first. None where the document names none that could be asked for.
    pub media_types: Vec<String>,
    /// What it holds.
    pub body: ResponseBody,
    /// The values that it holds one after the other, where they have a type.
    pub items: Option<Items>,
}

/// Values that follow each other in a body that is no JSON as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Items {
    /// How one is told from the next.
    pub framing: Framing,
    /// The type of each.
    pub ty: TypeRef,
}

/// How values follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// Events whose data is JSON.
    Events,
    /// Events whose data is text.
    TextEvents,
    /// Events as objects.
    WholeEvents,
    /// A line for each.
    JsonLines,
    /// A record separator before each.
    JsonSequence,
}

impl Items {
    /// What `lower::item_schema` says of a media type.
    pub(super) fn read(media: &Value, components: &Components<'_>) -> Option<Self> {
        let framing = match media.get(ITEMS)?.as_str()? {
            "texts" => Framing::TextEvents,
            "whole" => Framing::WholeEvents,
            "lines" => Framing::JsonLines,
            "sequence" => Framing::JsonSequence,
            _ => Framing::Events,
        };
        Some(Self { framing, ty: components.type_ref(media.get("schema")?) })
    }
}

impl Framing {
    /// Whether the runtime needs to know events.
    #[must_use]
    pub const fn is_event(self) -> bool {
        matches!(self, Self::Events | Self::TextEvents | Self::WholeEvents)
    }
}

/// What a response holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResponseBody {
    /// Nothing that the document names.
    Empty,
    /// JSON of this type.
    Json(TypeRef),
    /// Text.
    Text,
    /// Any bytes.
    Bytes,
}

impl ResponseBody {
    /// Whether it has a type of the client.
    #[must_use]
    pub fn names_type(&self) -> bool {
        matches!(self, Self::Json(ty) if ty.is_named())
    }
}

impl Representation {
    /// Whether it, or one of its items, has a type of the client.
    #[must_use]
    pub fn names_type(&self) -> bool {
        let of_items = |items: &Items| items.framing != Framing::TextEvents && items.ty.is_named();
        self.body.names_type() || self.items.as_ref().is_some_and(of_items)
    }
}

impl Response {
    /// What a call asks for that is not told otherwise: JSON where there is any, the first of several; else whatever comes, which is
    /// text where all of it is text.
    #[must_use]
    pub fn negotiated(&self) -> Representation {
        let first = self.representations.first();
        match first {
            None => Representation { media_types: Vec::new(), body: ResponseBody::Empty, items: None },
            Some(Representation { media_types, body: body @ ResponseBody::Json(_), .. }) => {
                let media_types = media_types.iter().take(1).cloned().collect();
                Representation { media_types, body: body.clone(), items: None }
            }
            Some(_) => {
                let is_text = self.representations.iter().all(|one| one.body == ResponseBody::Text);
                Representation {
                    media_types: self.representations.iter().flat_map(|one| one.media_types.clone()).collect(),
                    body: if is_text { ResponseBody::Text } else { ResponseBody::Bytes },
                    // Of several, nobody knows which one comes.
                    items: first.and_then(|first| first.items.clone()).filter(|_| self.representations.len() == 1),
                }
            }
        }
    }

    /// What a call can ask for instead.
    #[must_use]
    pub fn alternatives(&self) -> &[Representation] {
        match self.representations.split_first() {
            Some((first, others)) if matches!(first.body, ResponseBody::Json(_)) => others,
            Some((_, others)) if !others.is_empty() => &self.representations,
            _ => &[],
        }
    }

    /// What may come where nobody asked: of the representations that are the same in Rust, one with the media types of all.
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

/// Whether HTTP has a body there at all (RFC 9110, sections 9.3.2 and 15).
pub(super) fn may_have_body(verb: &str, status: Status) -> bool {
    verb != "head" && !matches!(status, Status::Code(100..=199 | 204 | 205 | 304) | Status::Range(1))
}

/// What a body of `media_type` is, with the schema that the document has for it.
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

/// Whether a response of `media_type` is JSON by its name, and bytes by its schema, which decides.
pub(super) fn is_binary_json(media_type: &str, schema: &Value) -> bool {
    is_json(media_type) && !is_sequential(media_type) && is_bytes(schema)
}

/// `media_type` as a header can say it: `type/subtype` in lower case, with its parameters where they alone tell it from another of `content`.
pub(super) fn name_of(media_type: &str, content: &Map<String, Value>) -> Option<String> {
    let essence = essence(media_type);
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+*-".contains(&byte);
    let is_token = |part: &str| !part.is_empty() && part.bytes().all(is_letter);
    let (kind, subtype) = essence.split_once('/')?;
    if !is_token(kind) || !is_token(subtype) {
        return None;
    }
    let schema = |media_type: &str| content.get(media_type)?.get("schema");
    let is_ambiguous = content
        .keys()
        .any(|other| moored_document::media_type::essence(other) == essence && schema(other) != schema(media_type));
    let whole = media_type.trim();
    let is_sayable = whole.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    Some(if is_ambiguous && is_sayable { whole.to_owned() } else { essence })
}
