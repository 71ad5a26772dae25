//! The responses of an operation.

use moored_model::api::{self, Framing, Header, ResponseBody, Types};
use serde::Serialize;

use super::type_ref::Type;

/// One documented response.
#[derive(Serialize)]
pub(super) struct Response<'a> {
    status: String,
    origin: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    representations: Vec<Representation<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    headers: Vec<ResponseHeader<'a>>,
}

#[derive(Serialize)]
struct ResponseHeader<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    ty: &'a str,
}

#[derive(Serialize)]
struct Representation<'a> {
    media_types: &'a [String],
    origin: String,
    kind: &'static str,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    ty: Option<Type<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<Items<'a>>,
}

#[derive(Serialize)]
struct Items<'a> {
    framing: Framing,
    #[serde(rename = "type")]
    ty: Type<'a>,
}

impl<'a> Response<'a> {
    pub(super) fn of(response: &'a api::Response, types: &'a Types) -> Self {
        let header = |Header { name, ty, .. }: &'a Header| ResponseHeader { name, ty };
        Self {
            status: response.status.to_string(),
            origin: response.origin.to_string(),
            representations: response.representations.iter().map(|one| Representation::of(one, types)).collect(),
            headers: response.headers.iter().map(header).collect(),
        }
    }
}

impl<'a> Representation<'a> {
    fn of(one: &'a api::Representation, types: &'a Types) -> Self {
        let (kind, ty) = match &one.body {
            ResponseBody::Empty => ("empty", None),
            ResponseBody::Json(ty) => ("json", Some(Type::new(ty, types))),
            ResponseBody::Text => ("text", None),
            ResponseBody::Bytes => ("bytes", None),
        };
        let items = one.items.as_ref();
        Self {
            media_types: &one.media_types,
            origin: one.origin.to_string(),
            kind,
            ty,
            items: items.map(|items| Items { framing: items.framing, ty: Type::new(&items.ty, types) }),
        }
    }
}
