//! Walking through a body beside its type.

use std::borrow::Cow;

use super::super::description::{Description, Kind as TypeKind, Native, Type, TypeDef};
use super::super::deviation::DeviationKind;
use super::super::names::ANY;
use super::super::shape;
use super::expected;
use super::origin::Origin;
use super::{Difference, texts};
use crate::json::pointer::escaped;
use crate::json::{DEFAULT_MAX_DEPTH, Document, Kind};

/// The most values that are compared in a body, each time that a variant of a union is tried.
const MAX_STEPS: usize = 500_000;

/// The most differences of a body. Those of the items of an array are the same, as their pointers are.
const MAX_DIFFERENCES: usize = 1000;

/// The state of comparing a body.
pub(super) struct Walk<'a> {
    pub(super) description: &'a Description,
    pub(super) json: &'a Document,
    /// The names on the way to the current value.
    pub(super) path: Vec<Cow<'a, str>>,
    pub(super) differences: Vec<Difference>,
    steps: usize,
    is_complete: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(description: &'a Description, json: &'a Document) -> Self {
        Self { description, json, path: Vec::new(), differences: Vec::new(), steps: 0, is_complete: true }
    }

    /// The differences, each once, and whether everything was compared.
    pub(super) fn finish(self) -> (Vec<Difference>, bool) {
        (self.differences, self.is_complete)
    }

    /// Compares the value `at` with `ty`, which `origin` describes.
    pub(super) fn value(&mut self, at: usize, ty: &'a Type<'a>, origin: &Origin<'_>) {
        self.steps += 1;
        if self.steps > MAX_STEPS || self.path.len() > DEFAULT_MAX_DEPTH {
            self.is_complete = false;
            return;
        }
        let kind = self.json.kind(at);
        let is_string = matches!(kind, Kind::String | Kind::EscapedString);
        let is_fitting = match ty {
            Type::Json => true,
            Type::JsonObject => kind == Kind::Object,
            Type::Option(_) if kind == Kind::Null => true,
            Type::Option(inner) => return self.value(at, inner, origin),
            Type::String | Type::Native(Native::Secret) => is_string,
            Type::Boolean => matches!(kind, Kind::True | Kind::False),
            Type::Float | Type::Native(Native::Number) => kind == Kind::Number,
            Type::Integer | Type::UnsignedInteger => kind == Kind::Number && shape::is_integer(self.json.number(at)),
            Type::Native(Native::Decimal) => is_string || kind == Kind::Number,
            Type::Native(_) => is_string,
            Type::List(item) if kind == Kind::Array => return self.items(at, item, origin),
            Type::Map(value) if kind == Kind::Object => return self.map(at, value, origin),
            Type::List(_) | Type::Map(_) => false,
            Type::Named(name) => match self.description.ty(name) {
                Some(definition) => return self.named(at, definition, ty),
                None => true,
            },
        };
        if !is_fitting {
            self.other_type(at, ty, origin);
        } else if !texts::has_format(self.json, at, ty) {
            self.differs(
                DeviationKind::OtherFormat,
                origin,
                expected::of(self.description, ty),
                shape::of(self.json, at),
            );
        }
    }

    /// The type whose definition is `definition` as `ty`.
    fn named(&mut self, at: usize, definition: &'a TypeDef<'a>, ty: &'a Type<'a>) {
        let origin = Origin::of(&definition.origin);
        match (definition.kind, self.json.kind(at)) {
            (TypeKind::Alias | TypeKind::Wrapper, _) => {
                if let Some(ty) = &definition.ty {
                    self.value(at, ty, &origin);
                }
            }
            (TypeKind::Union, _) => self.union(at, definition, &origin),
            (TypeKind::Struct, Kind::Object) => self.object(at, definition, None, &origin),
            (TypeKind::Tuple, Kind::Array) => self.tuple(at, &definition.items, &origin),
            (TypeKind::Enum, Kind::String | Kind::EscapedString) | (TypeKind::NumberEnum, Kind::Number) => {
                if !texts::is_listed(self.json, at, &definition.values) {
                    let expected = expected::of(self.description, ty);
                    self.differs(DeviationKind::UnlistedValue, &origin, expected, shape::of(self.json, at));
                }
            }
            _ => self.other_type(at, ty, &origin),
        }
    }

    fn items(&mut self, at: usize, item: &'a Type<'a>, origin: &Origin<'_>) {
        let origin = Origin::Keyword(origin, "items");
        for element in self.json.elements(at) {
            self.below(Cow::Borrowed(ANY), |walk| walk.value(element, item, &origin));
        }
    }

    /// An array may have more items than the tuple.
    fn tuple(&mut self, at: usize, types: &'a [Type<'a>], origin: &Origin<'_>) {
        for (index, (element, ty)) in self.json.elements(at).zip(types).enumerate() {
            self.below(Cow::Owned(index.to_string()), |walk| walk.value(element, ty, origin));
        }
    }

    /// The names of a map are data.
    fn map(&mut self, at: usize, value_type: &'a Type<'a>, origin: &Origin<'_>) {
        let origin = Origin::Keyword(origin, "additionalProperties");
        for (_, value) in self.json.members(at) {
            self.below(Cow::Borrowed(ANY), |walk| walk.value(value, value_type, &origin));
        }
    }

    /// Runs `walk` one level below, at `name`.
    pub(super) fn below(&mut self, name: Cow<'a, str>, walk: impl FnOnce(&mut Self)) {
        self.path.push(name);
        walk(self);
        self.path.pop();
    }

    pub(super) fn other_type(&mut self, at: usize, ty: &Type<'_>, origin: &Origin<'_>) {
        self.differs(DeviationKind::OtherType, origin, expected::of(self.description, ty), shape::of(self.json, at));
    }

    /// Records a difference of the current value.
    pub(super) fn differs(&mut self, kind: DeviationKind, origin: &Origin<'_>, expected: String, found: &str) {
        let pointer = self.path.iter().map(|name| format!("/{}", escaped(name))).collect();
        self.add(Difference { kind, pointer, origin: origin.to_text(), expected, found: found.to_owned() });
    }

    /// Adds a difference, unless it is there.
    pub(super) fn add(&mut self, difference: Difference) {
        if self.differences.contains(&difference) {
            return;
        }
        if self.differences.len() < MAX_DIFFERENCES {
            self.differences.push(difference);
        } else {
            self.is_complete = false;
        }
    }
}
