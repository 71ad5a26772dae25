//! The operations of a client.

use moored_model::api::{
    self, BodyKind, Form, Item, ItemKind, ParameterLocation, PartKind, RequestBody, Style, StyleKind, Types,
};
use moored_model::bounds::Bounds;
use serde::Serialize;

use super::{pages::Pages, responses::Response, servers::Own, type_ref::Type, types::is_false};
use crate::emit::Ways;

/// One operation.
#[derive(Serialize)]
pub(super) struct Operation<'a> {
    id: &'a str,
    origin: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    method: &'a str,
    call: String,
    verb: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "is_false")]
    deprecated: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    security: Vec<Vec<Requirement<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accept: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<Parameter<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body<'a>>,
    responses: Vec<Response<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    server: Option<Own<'a>>,
    #[serde(flatten)]
    ways: &'a Ways,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<Pages<'a>>,
}

#[derive(Serialize)]
struct Requirement<'a> {
    scheme: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    scopes: &'a [String],
}

#[derive(Serialize)]
struct Parameter<'a> {
    name: &'a str,
    argument: &'a str,
    #[serde(rename = "in")]
    location: ParameterLocation,
    #[serde(flatten)]
    style: Written,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<Member<'a>>,
    required: bool,
    #[serde(rename = "type")]
    ty: Type<'a>,
    #[serde(skip_serializing_if = "Bounds::is_empty")]
    bounds: &'a Bounds,
}

/// The serialization of a value.
#[derive(Serialize)]
struct Written {
    style: StyleKind,
    #[serde(skip_serializing_if = "is_false")]
    explode: bool,
    #[serde(skip_serializing_if = "is_false")]
    allow_reserved: bool,
}

#[derive(Serialize)]
struct Body<'a> {
    argument: &'static str,
    required: bool,
    /// The enum of all contents, if there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    choice: Option<String>,
    contents: Vec<Content<'a>>,
}

#[derive(Serialize)]
struct Content<'a> {
    media_type: &'a str,
    /// The variant of the enum, if there are several contents.
    #[serde(skip_serializing_if = "Option::is_none")]
    variant: Option<&'a str>,
    kind: &'static str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    ty: Option<Type<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    members: Vec<Member<'a>>,
    /// The struct of the parts of a form.
    #[serde(skip_serializing_if = "Option::is_none")]
    form: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Part<'a>>,
    /// The field for parts that the document does not name.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_parts: Option<&'a str>,
    #[serde(skip_serializing_if = "Bounds::is_empty")]
    bounds: &'a Bounds,
}

/// A field of a form that has its own style.
#[derive(Serialize)]
struct Member<'a> {
    name: &'a str,
    #[serde(flatten)]
    style: Written,
}

#[derive(Serialize)]
struct Part<'a> {
    name: &'a str,
    field: &'a str,
    kind: &'static str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    ty: Option<Type<'a>>,
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    media_type: Option<&'a str>,
    #[serde(flatten)]
    style: Option<Written>,
}

impl<'a> Operation<'a> {
    pub(super) fn of(operation: &'a api::Operation, ways: &'a Ways, types: &'a Types) -> Self {
        let requirement = |one: &'a api::Requirement| Requirement { scheme: &one.scheme, scopes: &one.scopes };
        let pages = operation.pages.as_ref().zip(ways.pages.as_ref());
        let security = operation.security.iter().map(|all| all.iter().map(requirement).collect());
        Self {
            id: &operation.id,
            origin: operation.origin.to_string(),
            group: operation.group.as_ref().map(|group| group.module.as_str()),
            method: &operation.method,
            call: operation.call_name(),
            verb: &operation.verb,
            path: &operation.path,
            deprecated: operation.deprecated,
            security: security.collect(),
            accept: operation.accept.as_deref(),
            parameters: operation.parameters.iter().map(|parameter| Parameter::of(parameter, types)).collect(),
            body: operation.body.as_ref().map(|body| Body::of(operation, body, types)),
            responses: operation.responses.iter().map(|response| Response::of(response, types)).collect(),
            server: operation.server.as_ref().map(Own::of),
            ways,
            pages: pages.map(|(pages, ways)| Pages::of(pages, ways, types)),
        }
    }
}

impl<'a> Parameter<'a> {
    fn of(parameter: &'a api::Parameter, types: &'a Types) -> Self {
        Self {
            name: &parameter.name,
            argument: &parameter.argument,
            location: parameter.location,
            style: Written::of(parameter.style),
            members: Member::all(&parameter.members),
            required: parameter.required,
            ty: Type::new(&parameter.ty, types),
            bounds: &parameter.bounds,
        }
    }
}

impl Written {
    const fn of(Style { kind, explode, allow_reserved }: Style) -> Self {
        Self { style: kind, explode, allow_reserved }
    }
}

impl<'a> Body<'a> {
    fn of(operation: &'a api::Operation, body: &'a RequestBody, types: &'a Types) -> Self {
        let is_choice = body.contents.len() > 1;
        let content = |content: &'a api::Content| {
            let (kind, ty, members, form): (_, _, &[(String, Style)], Option<&Form>) = match &content.kind {
                BodyKind::Json(ty) => ("json", Some(ty), &[], None),
                BodyKind::Form(ty, styles) => ("form", Some(ty), styles, None),
                BodyKind::Multipart(form) => ("multipart", None, &[], Some(form).filter(|form| !form.parts.is_empty())),
                BodyKind::Items(Item { kind: ItemKind::Value(ty), .. }) => ("items", Some(ty), &[], None),
                BodyKind::Items(_) => ("items", None, &[], None),
                BodyKind::Raw => ("raw", None, &[], None),
            };
            Content {
                media_type: &content.media_type,
                variant: is_choice.then_some(content.variant.as_str()),
                kind,
                ty: ty.map(|ty| Type::new(ty, types)),
                members: Member::all(members),
                form: form.map(|_| operation.form_name(content)),
                parts: form.iter().flat_map(|form| &form.parts).map(|part| Part::of(part, types)).collect(),
                other_parts: form.and_then(|form| form.others.as_deref()),
                bounds: &content.bounds,
            }
        };
        Self {
            argument: "body",
            required: body.required,
            choice: is_choice.then(|| operation.body_name()),
            contents: body.contents.iter().map(content).collect(),
        }
    }
}

impl<'a> Member<'a> {
    fn all(members: &'a [(String, Style)]) -> Vec<Self> {
        members.iter().map(|(name, style)| Self { name, style: Written::of(*style) }).collect()
    }
}

impl<'a> Part<'a> {
    fn of(part: &'a api::Part, types: &'a Types) -> Self {
        let (kind, ty) = match &part.kind {
            PartKind::File => ("file", None),
            PartKind::Files => ("files", None),
            PartKind::Value(ty) => ("value", Some(Type::new(ty, types))),
        };
        Self {
            name: &part.name,
            field: &part.field,
            kind,
            ty,
            required: part.required,
            media_type: part.media_type.as_deref(),
            style: part.style.map(Written::of),
        }
    }
}
