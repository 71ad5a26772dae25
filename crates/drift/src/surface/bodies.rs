//! Bodies of requests: the type that a caller passes, and the types that belong to the call alone.

use moored_model::api::{
    BodyKind, Content, Form, Item, ItemKind, Operation, Part, PartKind, RequestBody, TypeRef, Types,
};

use super::item::{Items, Trait};
use crate::rust;

/// A constructor with more arguments than this is harder to read than the fields.
const MOST_ARGUMENTS: usize = 7;

/// The body of an operation.
pub(super) struct Body<'a> {
    operation: &'a Operation,
    body: &'a RequestBody,
    types: &'a Types,
    passed: Vec<Passed<'a>>,
}

/// What a caller passes for a content.
#[derive(PartialEq)]
enum Passed<'a> {
    Value(&'a TypeRef),
    AnyParts,
    Form(String),
    Items(&'a ItemKind),
    Bytes,
}

impl<'a> Body<'a> {
    pub(super) fn of(operation: &'a Operation, types: &'a Types) -> Option<Self> {
        let body = operation.body.as_ref()?;
        let passed = body.contents.iter().map(|content| Passed::of(operation, content)).collect();
        Some(Self { operation, body, types, passed })
    }

    pub(super) const fn is_required(&self) -> bool {
        self.body.required
    }

    /// The type of the argument.
    pub(super) fn ty(&self) -> String {
        match self.passed.as_slice() {
            [only] => only.text(self.types),
            _ => self.operation.body_name(),
        }
    }

    pub(super) fn accepts_into(&self) -> bool {
        match self.body.contents.as_slice() {
            [only] => matches!(only.kind, BodyKind::Raw),
            _ => self.sources().next().is_some(),
        }
    }

    /// Whether the body is a value, which can be cloned, and not a stream.
    pub(super) fn is_value(&self) -> bool {
        self.body.is_value()
    }

    /// The contents that the type of the body is made `From`: the first of each type, and bytes if no other content is
    /// sent as bytes.
    fn sources(&self) -> impl Iterator<Item = (&Content, &Passed<'a>)> {
        // Two aliases may be names of the same type.
        let is_same = |one: &Passed<'_>, other: &Passed<'_>| match (one, other) {
            (Passed::Value(one), Passed::Value(other)) => self.types.resolved(one) == self.types.resolved(other),
            _ => one == other,
        };
        let contents = self.body.contents.iter().zip(&self.passed);
        contents.enumerate().filter_map(move |(index, (content, passed))| {
            let is_known = self.passed.iter().take(index).any(|other| is_same(other, passed));
            let is_raw = matches!(content.kind, BodyKind::Raw);
            let is_only = self.passed.iter().filter(|other| is_same(other, passed)).count() == 1;
            ((!is_raw && !is_known) || (is_raw && is_only)).then_some((content, passed))
        })
    }
}

impl<'a> Passed<'a> {
    fn of(operation: &Operation, content: &'a Content) -> Self {
        match &content.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) => Self::Value(ty),
            BodyKind::Multipart(form) if form.parts.is_empty() => Self::AnyParts,
            BodyKind::Items(Item { kind, .. }) => Self::Items(kind),
            BodyKind::Multipart(_) => Self::Form(operation.form_name(content)),
            BodyKind::Raw => Self::Bytes,
        }
    }

    fn text(&self, types: &Types) -> String {
        match self {
            Self::Value(ty) => rust::text(ty, types),
            Self::AnyParts => "Multipart".to_owned(),
            Self::Form(name) => name.clone(),
            Self::Items(ItemKind::File) => "Vec<FilePart>".to_owned(),
            Self::Items(ItemKind::Value(ty)) => format!("Vec<{}>", rust::text(ty, types)),
            Self::Bytes => "Body".to_owned(),
        }
    }
}

/// Adds the types of the body that belong to the call: forms, and the enum of several media types.
pub(super) fn add(items: &mut Items<'_>, module: &str, operation: &Operation, body: Option<&Body<'_>>, types: &Types) {
    let Some(body) = body else { return };
    for content in &body.body.contents {
        if let BodyKind::Multipart(form) = &content.kind
            && !form.parts.is_empty()
        {
            self::form(items, &format!("{module}::{}", operation.form_name(content)), form, types);
        }
    }
    if body.passed.len() > 1 {
        let path = format!("{module}::{}", operation.body_name());
        let item =
            items.enumeration(&path, if body.is_value() { &["Clone", "Debug", "PartialEq"] } else { &["Debug"] });
        let from = body.sources().map(|(content, passed)| {
            Trait::of(format!("From<{}>", passed.text(types)), format!("{path}::{}", content.variant))
        });
        item.traits.extend(from);
        for (content, passed) in body.body.contents.iter().zip(&body.passed) {
            items.variant(&path, &content.variant, Some(&passed.text(types)));
        }
    }
}

/// A multipart form: a field for each part.
fn form(items: &mut Items<'_>, path: &str, Form { parts, others }: &Form, types: &Types) {
    let is_default = !parts.iter().any(is_required);
    let all = parts.iter().map(|part| (format!("{path}::{}", part.field), part_type(part, types))).collect();
    items.structure(path, if is_default { &["Debug", "Default"] } else { &["Debug"] }).parts = all;
    for part in parts {
        items.field(path, &part.field, &part_type(part, types), false);
    }
    if let Some(field) = others {
        items.field(path, field, "Multipart", false);
    }
    let required: Vec<&Part> = parts.iter().filter(|part| is_required(part)).collect();
    let are_all_required = required.len() == parts.len() && others.is_none();
    if !required.is_empty() && !are_all_required && required.len() <= MOST_ARGUMENTS {
        let arguments = required.iter().map(|part| {
            let (field, ty) = (&part.field, part_type(part, types));
            let accepts_into = matches!(part.kind, PartKind::File | PartKind::Value(TypeRef::String));
            if accepts_into { format!("{field}: impl Into<{ty}>") } else { format!("{field}: {ty}") }
        });
        let arguments = arguments.collect::<Vec<_>>().join(", ");
        let parts = required.iter().map(|part| (format!("{path}::{}", part.field), part_type(part, types)));
        items.function(path, "new", &format!("({arguments}) -> Self")).parts = parts.collect();
    }
    if let Some(field) = others {
        let part = || vec![(format!("{path}::{field}"), "Multipart".to_owned())];
        items.function(path, "part", "(self, name: impl Into<String>, part: impl Into<FilePart>) -> Self").parts =
            part();
        items.function(path, "value", "(self, name: impl Into<String>, value: &impl Serialize) -> Self").parts = part();
    }
}

/// Whether the caller must provide the part. A list of files may be empty.
fn is_required(part: &Part) -> bool {
    part.required && !matches!(part.kind, PartKind::Files)
}

fn part_type(part: &Part, types: &Types) -> String {
    let ty = match &part.kind {
        PartKind::Files => return "Vec<FilePart>".to_owned(),
        PartKind::File => "FilePart".to_owned(),
        PartKind::Value(ty) => rust::text(ty, types),
    };
    if part.required { ty } else { format!("Option<{ty}>") }
}
