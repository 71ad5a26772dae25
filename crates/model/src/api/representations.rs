//! What a response holds, and how often: one kind of body for each media type, or several media types for one.

use serde_json::{Map, Value};

use super::Answer;
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
    pub body: AnswerBody,
    /// The values that it holds one after the other, where they have a type.
    pub items: Option<Items>,
}

/// Values that follow each other in a body that is no JSON as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Items {
    /// How one is told from the next.
    pub framing: Framing,
    /// What each of them is.
    pub schema: Value,
}

/// How values follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    pub(super) fn read(media: &Value) -> Option<Self> {
        let framing = match media.get(ITEMS)?.as_str()? {
            "texts" => Framing::TextEvents,
            "whole" => Framing::WholeEvents,
            "lines" => Framing::JsonLines,
            "sequence" => Framing::JsonSequence,
            _ => Framing::Events,
        };
        Some(Self { framing, schema: media.get("schema")?.clone() })
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
#[derive(Clone, Debug, PartialEq)]
pub enum AnswerBody {
    /// Nothing that the document names.
    Empty,
    /// JSON of this schema.
    Json(Value),
    /// Text.
    Text,
    /// Any bytes.
    Bytes,
}

impl Answer {
    /// What a call asks for that is not told otherwise: JSON where there is any, the first of several; else whatever comes, which is
    /// text where all of it is text.
    #[must_use]
    pub fn asked(&self) -> Representation {
        let first = self.representations.first();
        match first {
            None => Representation { media_types: Vec::new(), body: AnswerBody::Empty, items: None },
            Some(Representation { media_types, body: body @ AnswerBody::Json(_), .. }) => {
                let media_types = media_types.iter().take(1).cloned().collect();
                Representation { media_types, body: body.clone(), items: None }
            }
            Some(_) => {
                let is_text = self.representations.iter().all(|one| one.body == AnswerBody::Text);
                Representation {
                    media_types: self.representations.iter().flat_map(|one| one.media_types.clone()).collect(),
                    body: if is_text { AnswerBody::Text } else { AnswerBody::Bytes },
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
            Some((first, others)) if matches!(first.body, AnswerBody::Json(_)) => others,
            Some((_, others)) if !others.is_empty() => &self.representations,
            _ => &[],
        }
    }

    /// What may come where nobody asked: of the representations that are the same in Rust, one with the media types of all.
    #[must_use]
    pub fn unasked(&self) -> Vec<Representation> {
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
pub(super) fn body_of(media_type: &str, schema: Option<&Value>) -> AnswerBody {
    if is_sequential(media_type) {
        AnswerBody::Text
    } else if is_json(media_type) {
        AnswerBody::Json(schema.cloned().unwrap_or_default())
    } else if is_text(media_type) {
        AnswerBody::Text
    } else {
        AnswerBody::Bytes
    }
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
