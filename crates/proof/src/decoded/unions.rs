//! Which variant of a union a value belongs to.

use serde_json::Value;

use super::Decoded;
use crate::client::{
    Type,
    types::{Shape, TypeDef, Variant},
};

/// A union, and the variant that a value was decoded as; `None` if it is not listed.
struct Chosen<'a> {
    name: &'a str,
    variant: Option<&'a str>,
}

impl Chosen<'_> {
    fn is(&self, variant: &Variant) -> bool {
        self.variant == Some(variant.name.as_str())
    }

    /// A message, because the value at `at` belongs to `wanted`.
    fn instead_of(&self, wanted: &str, at: &str, why: &str) -> String {
        let chosen = match self.variant {
            Some(variant) => format!("`{}::{variant}`", self.name),
            None => format!("an unlisted value of `{}`", self.name),
        };
        format!("`{at}` was decoded as {chosen} instead of {wanted}: {why}")
    }
}

impl Decoded<'_> {
    pub(super) fn of_union(&self, at: &str, value: &Value, ty: &TypeDef, variant: Option<&str>) -> Option<String> {
        let Shape::Union { tag, variants, .. } = &ty.shape else { return None };
        let chosen = Chosen { name: &ty.name, variant };
        if variants.is_empty() {
            return Some(format!("`{at}` was decoded as `{}`, which lists no variant", ty.name));
        }
        if let (Some(property), Some(members)) = (tag, value.as_object()) {
            let tag = members.get(property).and_then(text);
            match self.by_tag(at, &ty.origin, property, tag.as_deref(), variants, &chosen) {
                ByTag::Decided(difference) => return difference,
                ByTag::Undecided => {}
            }
        }
        self.by_validity(at, value, ty, variants, &chosen)
    }

    /// The discriminator decides which variant a value belongs to, even if it is valid for others.
    fn by_tag(
        &self,
        at: &str,
        origin: &str,
        property: &str,
        tag: Option<&str>,
        variants: &[Variant],
        chosen: &Chosen<'_>,
    ) -> ByTag {
        let why = match tag {
            Some(tag) => format!("`{property}` is `{tag}`"),
            None => format!("it has no `{property}`"),
        };
        if let Some(target) = self.schemas.selected(origin, tag) {
            let of_target = |variant: &&Variant| {
                let origin = self.origin(&variant.ty).map(|origin| self.schemas.resolved(origin));
                origin.as_ref() == Some(&target)
            };
            return ByTag::Decided(match variants.iter().find(of_target) {
                Some(wanted) if chosen.is(wanted) => None,
                Some(wanted) => Some(chosen.instead_of(&format!("`{}`", wanted.name), at, &why)),
                // The schema may be a variant under another origin, such as the base of a parent.
                None if chosen.variant.is_some() => None,
                None => Some(chosen.instead_of(&format!("`{target}`"), at, &why)),
            });
        }
        let Some(tag) = tag else { return ByTag::Undecided };
        let has_tag = |variant: &&Variant| variant.tags.iter().any(|known| known == tag);
        match (variants.iter().find(has_tag), chosen.variant) {
            (Some(_), _) if variants.iter().filter(has_tag).any(|variant| chosen.is(variant)) => ByTag::Decided(None),
            (Some(wanted), _) => ByTag::Decided(Some(chosen.instead_of(&format!("`{}`", wanted.name), at, &why))),
            // A value of the discriminator that the document does not list.
            (None, None) if variants.iter().any(|variant| !variant.tags.is_empty()) => ByTag::Decided(None),
            (None, _) => ByTag::Undecided,
        }
    }

    fn by_validity(
        &self,
        at: &str,
        value: &Value,
        ty: &TypeDef,
        variants: &[Variant],
        chosen: &Chosen<'_>,
    ) -> Option<String> {
        let fitting: Vec<&Variant> =
            variants.iter().filter(|variant| self.fits(&variant.ty, value) == Some(true)).collect();
        let invalid = |variant: &Variant| self.fits(&variant.ty, value) == Some(false);
        match (chosen.variant, fitting.as_slice()) {
            (Some(_), [first, ..]) if variants.iter().any(|variant| chosen.is(variant) && invalid(variant)) => {
                Some(chosen.instead_of(&format!("`{}`", first.name), at, "it is valid only there"))
            }
            (None, [only]) => Some(chosen.instead_of(&format!("`{}`", only.name), at, "it is valid there")),
            (None, []) => {
                let entry = self.schemas.entry(&ty.origin, value)?;
                Some(chosen.instead_of(&format!("`{entry}`"), at, "it is valid there, and no variant is"))
            }
            // The document does not decide between several.
            _ => None,
        }
    }

    /// Whether `value` is valid for a type; `None` if that is not known.
    fn fits(&self, ty: &Type, value: &Value) -> Option<bool> {
        match ty {
            Type::Named(_) => self.schemas.allows(self.origin(ty)?, value),
            Type::Native(_) | Type::Json => None,
            Type::Float => Some(value.is_number()),
            Type::String => Some(value.is_string()),
            Type::Boolean => Some(value.is_boolean()),
            Type::Integer | Type::UnsignedInteger => Some(value.as_f64().is_some_and(|number| number.fract() == 0.0)),
            Type::JsonObject => Some(value.is_object()),
            Type::Option(_) if value.is_null() => Some(true),
            Type::Option(inner) => self.fits(inner, value),
            Type::List(item) => match value.as_array() {
                Some(items) => self.all_fit(item, items.iter()),
                None => Some(false),
            },
            Type::Map(inner) => match value.as_object() {
                Some(members) => self.all_fit(inner, members.values()),
                None => Some(false),
            },
        }
    }

    fn all_fit<'v>(&self, ty: &Type, mut values: impl Iterator<Item = &'v Value>) -> Option<bool> {
        values.try_fold(true, |all, value| Some(all && self.fits(ty, value)?))
    }

    /// The schema of a named type.
    fn origin(&self, ty: &Type) -> Option<&str> {
        match ty {
            Type::Named(name) => self.ty(name).map(|ty| ty.origin.as_str()),
            _ => None,
        }
    }
}

/// Whether the discriminator decides, and the difference that it shows.
enum ByTag {
    Decided(Option<String>),
    Undecided,
}

/// A discriminator value as text.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        _ => None,
    }
}
