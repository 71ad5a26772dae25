//! Whether a client decodes a JSON value, by the model of its types. It is stricter than the client: a union has to
//! have a variant for the value.

use moored_document::pointer::Pointer;
use moored_model::api::{Enum, Native, NumberEnum, Struct, TypeKind, TypeRef, Types, Union, Variant, Width};
use serde_json::Value;

/// How deep a value is checked.
const DEEPEST: usize = 100;

/// Returns nothing if `value` decodes as `ty`.
///
/// # Errors
/// Where it does not, and why.
pub(super) fn decodes(types: &Types, ty: &TypeRef, value: &Value) -> Result<(), String> {
    Decoding { types }.check(ty, value, &At { parent: None, key: "", depth: 0 })
}

struct Decoding<'a> {
    types: &'a Types,
}

/// Where a value stands.
struct At<'a> {
    parent: Option<&'a Self>,
    key: &'a str,
    depth: usize,
}

impl<'a> At<'a> {
    fn below(&'a self, key: &'a str) -> Self {
        Self { parent: Some(self), key, depth: self.depth + 1 }
    }

    fn path(&self) -> Pointer {
        self.parent.map_or_else(Pointer::root, |parent| parent.path().join(self.key))
    }

    fn is_no(&self, what: &str) -> Result<(), String> {
        Err(format!("`{}` is no {what}", self.path()))
    }
}

type Checked = Result<(), String>;

impl Decoding<'_> {
    fn check(&self, ty: &TypeRef, value: &Value, at: &At<'_>) -> Checked {
        if at.depth > DEEPEST {
            return Err(format!("`{}` is too deep", at.path()));
        }
        let is = |holds: bool, what: &str| if holds { Ok(()) } else { at.is_no(what) };
        match ty {
            TypeRef::Json => Ok(()),
            TypeRef::JsonObject => is(value.is_object(), "object"),
            TypeRef::Bool => is(value.is_boolean(), "boolean"),
            TypeRef::String => is(value.is_string(), "string"),
            TypeRef::Integer(Width::Signed) => is(value.is_i64(), "integer of 64 bits"),
            TypeRef::Integer(Width::Unsigned) => is(value.is_u64(), "unsigned integer of 64 bits"),
            TypeRef::Float | TypeRef::Native(Native::Number) => is(value.is_number(), "number"),
            TypeRef::Native(Native::Decimal) => is(value.is_number() || value.is_string(), "decimal number"),
            TypeRef::Native(_) => is(value.is_string(), "string"),
            TypeRef::Option(inner) if !value.is_null() => self.check(inner, value, at),
            TypeRef::Option(_) => Ok(()),
            TypeRef::List(item) => match value {
                Value::Array(items) => items
                    .iter()
                    .enumerate()
                    .try_for_each(|(index, one)| self.check(item, one, &at.below(&index.to_string()))),
                _ => at.is_no("array"),
            },
            TypeRef::Map(inner) => match value {
                Value::Object(members) => {
                    members.iter().try_for_each(|(name, one)| self.check(inner, one, &at.below(name)))
                }
                _ => at.is_no("object"),
            },
            TypeRef::Named(id) => match self.types.get(*id).map(|ty| &ty.kind) {
                Some(kind) => self.named(kind, value, at),
                None => Ok(()),
            },
        }
    }

    fn named(&self, kind: &TypeKind, value: &Value, at: &At<'_>) -> Checked {
        match kind {
            TypeKind::Struct(definition) => self.members(definition, value, at),
            TypeKind::Union(definition) => self.variant(definition, value, at),
            TypeKind::Enum(Enum { values, unlisted }) => match value.as_str() {
                Some(text) if unlisted.is_some() || values.iter().any(|one| one.value == text) => Ok(()),
                Some(_) => at.is_no("listed value"),
                None => at.is_no("string"),
            },
            TypeKind::NumberEnum(NumberEnum { ty, values, unlisted }) => {
                self.check(ty, value, at)?;
                let is_listed = values.iter().any(|one| Some(&one.value) == value.as_number());
                if is_listed || unlisted.is_some() { Ok(()) } else { at.is_no("listed value") }
            }
            TypeKind::Tuple(items) => match value {
                Value::Array(values) if values.len() >= items.len() => items
                    .iter()
                    .zip(values)
                    .enumerate()
                    .try_for_each(|(index, (item, one))| self.check(&item.ty, one, &at.below(&index.to_string()))),
                _ => at.is_no(&format!("array of {} items", items.len())),
            },
            TypeKind::Alias(inner) | TypeKind::Wrapper(inner) => self.check(inner, value, at),
        }
    }

    fn members(&self, definition: &Struct, value: &Value, at: &At<'_>) -> Checked {
        let Value::Object(members) = value else { return at.is_no("object") };
        for field in &definition.fields {
            let below = at.below(&field.wire_name);
            match members.get(&field.wire_name) {
                None if field.is_required() => return Err(format!("`{}` is missing", below.path())),
                Some(Value::Null) if field.presence.is_nullable() || !field.is_required() => {}
                Some(member) => self.check(&field.ty, member, &below)?,
                None => {}
            }
        }
        let Some(additional) = &definition.additional else { return Ok(()) };
        let is_other = |name: &str| definition.fields.iter().all(|field| field.wire_name != name);
        let mut others = members.iter().filter(|(name, _)| is_other(name));
        others.try_for_each(|(name, one)| self.check(&additional.ty, one, &at.below(name)))
    }

    fn variant(&self, definition: &Union, value: &Value, at: &At<'_>) -> Checked {
        let tag = definition.tag.as_ref().and_then(|tag| match value.get(tag)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        });
        let tagged = |variant: &&Variant| tag.as_ref().is_some_and(|tag| variant.tags.contains(tag));
        if let Some(variant) = definition.variants.iter().find(tagged) {
            return self.check(&variant.ty, value, at);
        }
        match definition.variants.iter().any(|variant| self.check(&variant.ty, value, at).is_ok()) {
            true => Ok(()),
            false => at.is_no("variant of its union"),
        }
    }
}
