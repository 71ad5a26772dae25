//! What calls return.

use moored_document::{scope::Scope, status::Status};
use moored_model::{
    api::{Framing, Items as Sequence, Operation, Representation, Response, ResponseBody, Types},
    naming::status_variant,
};

use super::item::Items;
use crate::rust;

/// What the methods of a call return.
pub(super) struct Plan<'a> {
    operation: &'a Operation,
    types: &'a Types,
    successes: Vec<&'a Response>,
    errors: Vec<&'a Response>,
    alternatives: Vec<Representation>,
}

impl<'a> Plan<'a> {
    pub(super) fn of(operation: &'a Operation, types: &'a Types) -> Self {
        let successes = operation.successes();
        let alternatives = Response::alternatives_of(&successes);
        Self { operation, types, errors: operation.errors(), successes, alternatives }
    }

    /// The type of a success.
    pub(super) fn success(&self) -> String {
        match self.successes.as_slice() {
            [] if self.is_open() => "Bytes".to_owned(),
            [] => "()".to_owned(),
            [only] => text(&only.negotiated().body, self.types),
            _ => self.operation.success_name(),
        }
    }

    /// The type of an error response.
    pub(super) fn error(&self) -> String {
        if self.errors.is_empty() { "NoErrorBody".to_owned() } else { self.operation.error_name() }
    }

    /// Whether no success is documented at all, so that its body is left open.
    fn is_open(&self) -> bool {
        self.successes.is_empty() && self.operation.may_have_body(Status::Code(200))
    }

    /// Whether a success may be large or endless.
    pub(super) fn is_streamable(&self) -> bool {
        let is_streamed = |response: &&Response| match response.negotiated().body {
            ResponseBody::Empty => self.operation.may_have_body(response.status),
            ResponseBody::Json(_) => false,
            ResponseBody::Text | ResponseBody::Bytes => true,
        };
        self.is_open() || self.successes.iter().any(is_streamed)
    }

    /// The type of the items of a success.
    pub(super) fn item(&self) -> Option<String> {
        let items = self.successes.iter().find_map(|response| response.negotiated().items)?;
        Some(item(&items, self.types))
    }

    /// The other representations that a caller can request, each with its media type, its body and its items.
    pub(super) fn alternatives(&self) -> impl Iterator<Item = (Option<String>, String, Option<String>)> {
        self.alternatives.iter().map(|one| {
            let items = one.items.as_ref().map(|items| item(items, self.types));
            (one.media_types.first().cloned(), text(&one.body, self.types), items)
        })
    }
}

/// Adds the enums of several successes and of error responses.
pub(super) fn add(items: &mut Items<'_>, module: &str, operation: &Operation, plan: &Plan<'_>, types: &Types) {
    const TRAITS: &[&str] = &["Clone", "Debug", "PartialEq"];
    let held = |body: &ResponseBody| (*body != ResponseBody::Empty).then(|| text(body, types));
    if plan.successes.len() > 1 {
        let path = format!("{module}::{}", operation.success_name());
        items.enumeration(&path, TRAITS);
        let mut scope = Scope::default();
        for response in &plan.successes {
            let name = scope.take_first(&[status_variant(response.status)]);
            items.variant(&path, &name, held(&response.negotiated().body).as_deref());
        }
    }
    if !plan.errors.is_empty() {
        let path = format!("{module}::{}", operation.error_name());
        items.enumeration(&path, TRAITS);
        for response in &plan.errors {
            let mut bodies: Vec<ResponseBody> = response.possible().into_iter().map(|one| one.body).collect();
            if bodies.is_empty() {
                bodies.push(ResponseBody::Empty);
            }
            for (body, name) in bodies.iter().zip(&response.variants) {
                items.variant(&path, name, held(body).as_deref());
            }
        }
    }
}

/// The type of a body.
fn text(body: &ResponseBody, types: &Types) -> String {
    match body {
        ResponseBody::Empty => "()".to_owned(),
        ResponseBody::Json(ty) => rust::text(ty, types),
        ResponseBody::Text => "String".to_owned(),
        ResponseBody::Bytes => "Bytes".to_owned(),
    }
}

/// The type of an item of a sequential body.
fn item(Sequence { framing, ty }: &Sequence, types: &Types) -> String {
    match framing {
        Framing::TextEvents => "Event<String>".to_owned(),
        Framing::Events => format!("Event<{}>", rust::text(ty, types)),
        Framing::WholeEvents | Framing::JsonLines | Framing::JsonSequence => rust::text(ty, types),
    }
}
