//! Request bodies: their media types, and how the caller passes each.

use serde_json::Value;

use super::{
    ParameterLocation, Style, StyleKind, text,
    type_ref::{TypeRef, is_bytes},
    types::Components,
};
use crate::{
    lower::content_type,
    naming::{argument_order, snake_name, variant_name},
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

/// A body in one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The value of `Content-Type`.
    pub media_type: String,
    /// The name of the variant, if there are several.
    pub variant: String,
    /// How the caller passes it.
    pub kind: BodyKind,
}

/// How the caller passes a request body.
#[derive(Clone, Debug)]
pub enum BodyKind {
    /// A value of this type, sent as JSON.
    Json(TypeRef),
    /// A value of this type, sent as a form; the list has the properties with a style of their own.
    Form(TypeRef, Vec<(String, Style)>),
    /// A multipart form of these parts, or of any parts if the document declares none.
    Multipart(Vec<Part>),
    /// Bytes.
    Raw,
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
pub(super) fn read(document: &Document, at: &Pointer, components: &Components<'_>) -> Option<RequestBody> {
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
        MediaKind::Form => BodyKind::Form(ty(), styles(at.join("encoding").get(&document.value))),
        MediaKind::Multipart => BodyKind::Multipart(parts(document, at, components)),
        MediaKind::Raw => BodyKind::Raw,
    }
}

/// The properties of a form that are not encoded by default: those with a style and those sent as JSON.
fn styles(encoding: Option<&Value>) -> Vec<(String, Style)> {
    let read = |encoding: &Value| {
        let is_json = text(encoding, "contentType").is_some_and(|kind| MediaKind::of(kind) == MediaKind::Json);
        match (own_style(encoding), is_json) {
            (Some(style), _) => Some(style),
            (None, true) => Some(Style { kind: StyleKind::Json, explode: false, allow_reserved: false }),
            (None, false) => None,
        }
    };
    members(encoding).filter_map(|(name, encoding)| Some((name.clone(), read(encoding)?))).collect()
}

/// The style of an encoding object.
fn own_style(encoding: &Value) -> Option<Style> {
    let has_style = ["style", "explode", "allowReserved"].into_iter().any(|key| encoding.get(key).is_some());
    has_style.then(|| Style::read(encoding, ParameterLocation::Query.style()))
}

fn parts(document: &Document, at: &Pointer, components: &Components<'_>) -> Vec<Part> {
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
            style: at.join("encoding").join(name).get(&document.value).and_then(own_style),
            description: text(schema, "description").unwrap_or_default().trim().to_owned(),
        }
    };
    properties.into_iter().zip(fields).map(part).collect()
}
