//! Request bodies: their media types, and how the caller passes each.

use serde_json::Value;

use super::{
    Style,
    parameters::{explicit_style, member_styles},
    text,
    type_ref::{TypeRef, is_bytes},
    types::Components,
};
use crate::{
    bounds::Bounds,
    lower::{content_type, item_content_type},
    naming::{argument_order, snake_name, variant_name},
    request_bounds::RequestBounds,
};
use moored_document::{
    document::Document,
    media_type::{MediaKind, essence, sent_media_type},
    pointer::Pointer,
    schemas::members,
    scope::Scope,
};

/// The request body of an operation.
#[derive(Clone, Debug)]
pub struct RequestBody {
    /// Whether the body is required.
    pub required: bool,
    /// The description in the document.
    pub description: String,
    /// The media types in which it can be sent: at least one; JSON first, then forms, then all others.
    pub contents: Vec<Content>,
}

impl RequestBody {
    /// Whether it is a value, which can be cloned and sent again, and not a stream.
    #[must_use]
    pub fn is_value(&self) -> bool {
        self.contents.iter().all(|content| match &content.kind {
            BodyKind::Json(_) | BodyKind::Form(..) => true,
            BodyKind::Items(item) => item.kind != ItemKind::File,
            BodyKind::Multipart(_) | BodyKind::Raw => false,
        })
    }
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The value of `Content-Type`.
    pub media_type: String,
    /// The name of the variant, if there are several.
    pub variant: String,
    /// How the caller passes it.
    pub kind: BodyKind,
    /// The bounds of its value.
    pub bounds: Bounds,
}

/// How the caller passes a request body.
#[derive(Clone, Debug)]
pub enum BodyKind {
    /// A value of this type, sent as JSON.
    Json(TypeRef),
    /// A value of this type, sent as a form; the list has the properties with a style of their own.
    Form(TypeRef, Vec<(String, Style)>),
    /// A multipart form.
    Multipart(Form),
    /// A multipart body of any number of parts without names: files, or values of a type.
    Items(Item),
    /// Bytes.
    Raw,
}

/// A multipart form.
#[derive(Clone, Debug)]
pub struct Form {
    /// The parts that the document names. If it names none, the caller passes any parts.
    pub parts: Vec<Part>,
    /// The field in Rust for all other parts; `None` if the document forbids them.
    pub others: Option<String>,
}

/// The parts of a multipart body without names.
#[derive(Clone, Debug)]
pub struct Item {
    /// The kind of each part.
    pub kind: ItemKind,
    /// The media type in the document.
    pub media_type: Option<String>,
}

/// The kind of a part without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemKind {
    /// A file.
    File,
    /// A value of this type.
    Value(TypeRef),
}

/// A part of a multipart form.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name in the form.
    pub name: String,
    /// The field in Rust.
    pub field: String,
    /// The kind of the part.
    pub kind: PartKind,
    /// Whether the part is required.
    pub required: bool,
    /// The media type in the document.
    pub media_type: Option<String>,
    /// The style, if the document declares one. It takes precedence over the media type.
    pub style: Option<Style>,
    /// The description in the document.
    pub description: String,
}

/// The kind of a part.
#[derive(Clone, Debug)]
pub enum PartKind {
    /// A file.
    File,
    /// Any number of files.
    Files,
    /// A value of this type, without `null` if it may be missing.
    Value(TypeRef),
}

/// The body at `at`; `None` if it has no content.
pub(super) fn read(
    document: &Document,
    at: &Pointer,
    components: &Components<'_>,
    bounds: &RequestBounds,
) -> Option<RequestBody> {
    let body = at.get(&document.value)?;
    let content = at.join("content");
    let mut names: Vec<&String> = members(body.get("content")).map(|(name, _)| name).collect();
    names.sort_by_key(|name| match MediaKind::of(name) {
        MediaKind::Json if essence(name) == "application/json" => 0,
        MediaKind::Json => 1,
        MediaKind::Form | MediaKind::Multipart => 2,
        MediaKind::Raw => 3,
    });
    let mut scope = Scope::default();
    let contents: Vec<Content> = names
        .into_iter()
        .map(|name| Content {
            media_type: sent_media_type(name),
            variant: scope.take_first(&variants(name)),
            kind: kind(document, &content.join(name), name, components),
            bounds: bounds.of(document, &content.join(name)),
        })
        .collect();
    let required = body.get("required") == Some(&Value::Bool(true));
    let description = text(body, "description").unwrap_or_default().trim().to_owned();
    (!contents.is_empty()).then_some(RequestBody { required, description, contents })
}

/// Names for the variant of a media type: `application/xml` → `Xml`, `image/png` → `ImagePng`. The second candidate
/// includes the parameters.
fn variants(media_type: &str) -> [String; 2] {
    let essence = essence(media_type);
    let own = match essence.as_str() {
        "application/json" | "*/*" => "Json".to_owned(),
        "application/x-www-form-urlencoded" => "Form".to_owned(),
        "multipart/form-data" => "Multipart".to_owned(),
        "application/octet-stream" => "Bytes".to_owned(),
        "text/plain" => "Text".to_owned(),
        _ => of_subtype(&essence),
    };
    [own, of_subtype(media_type)]
}

fn of_subtype(media_type: &str) -> String {
    let name = match media_type.split_once('/') {
        Some(("application" | "text", subtype)) if !subtype.starts_with('*') => subtype,
        _ => media_type,
    };
    variant_name(&name.replace('+', " "))
}

fn kind(document: &Document, at: &Pointer, name: &str, components: &Components<'_>) -> BodyKind {
    let ty = || at.join("schema").get(&document.value).map_or(TypeRef::Json, |schema| components.type_ref(schema));
    match MediaKind::of(name) {
        MediaKind::Json => BodyKind::Json(ty()),
        MediaKind::Form => BodyKind::Form(ty(), member_styles(at.join("encoding").get(&document.value))),
        MediaKind::Multipart => match item(document, at, components) {
            Some(item) => BodyKind::Items(item),
            None => BodyKind::Multipart(form(document, at, components)),
        },
        MediaKind::Raw => BodyKind::Raw,
    }
}

/// The parts of a body without names.
fn item(document: &Document, at: &Pointer, components: &Components<'_>) -> Option<Item> {
    let media = at.get(&document.value)?;
    let schema = media.get("itemSchema")?;
    Some(Item {
        kind: if is_bytes(schema) { ItemKind::File } else { ItemKind::Value(components.type_ref(schema)) },
        media_type: item_content_type(document, at),
    })
}

fn form(document: &Document, at: &Pointer, components: &Components<'_>) -> Form {
    let schema = at.join("schema").get(&document.value);
    let required = |name: &str| {
        let list = schema.and_then(|schema| schema.get("required")?.as_array());
        list.into_iter().flatten().any(|required| required == name)
    };
    let properties: Vec<(&String, &Value)> = members(schema.and_then(|schema| schema.get("properties"))).collect();
    let mut scope = Scope::default();
    let mut fields = vec![String::new(); properties.len()];
    for index in argument_order(properties.iter().map(|(name, _)| name.as_str()).collect()) {
        if let (Some(field), Some((name, _))) = (fields.get_mut(index), properties.get(index)) {
            *field = scope.take_first(&[snake_name(name)]);
        }
    }
    let part = |((name, schema), field): ((&String, &Value), String)| {
        let ty = components.type_ref(schema);
        let ty = if required(name) { ty } else { ty.not_null() };
        Part {
            name: name.clone(),
            field,
            kind: match schema {
                _ if is_bytes(schema) => PartKind::File,
                _ if schema.get("items").is_some_and(is_bytes) => PartKind::Files,
                _ => PartKind::Value(ty),
            },
            required: required(name),
            media_type: content_type(document, at, name),
            style: at.join("encoding").join(name).get(&document.value).and_then(explicit_style),
            description: text(schema, "description").unwrap_or_default().trim().to_owned(),
        }
    };
    let parts = properties.into_iter().zip(fields).map(part).collect();
    let is_closed = schema.is_some_and(|schema| schema.get("additionalProperties") == Some(&Value::Bool(false)));
    Form { parts, others: (!is_closed).then(|| scope.take_first(&["other_parts".to_owned()])) }
}
