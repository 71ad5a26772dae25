//! Unions: a value is compared with the variant that it fits best.

use std::borrow::Cow;

use super::super::description::{Kind as TypeKind, Shape, Type, TypeDef, Variant};
use super::super::deviation::DeviationKind;
use super::super::shape;
use super::Difference;
use super::expected;
use super::origin::Origin;
use super::values::Walk;
use crate::json::Kind;

impl<'a> Walk<'a> {
    /// Compares the value `at` with the variants of a union, as decoding does: those that its tag selects, else all of
    /// its JSON type. Of several, the one with the least differences counts.
    pub(super) fn union(&mut self, at: usize, definition: &'a TypeDef<'a>, origin: &Origin<'_>) {
        let kind = self.json.kind(at);
        let mut candidates: Vec<&'a Variant<'a>> =
            definition.variants.iter().filter(|variant| fits(variant.shape, kind)).collect();
        if candidates.is_empty() {
            let expected = expected::one_of(definition.variants.iter().map(|variant| variant.shape.as_str()));
            self.differs(DeviationKind::OtherType, origin, expected, shape::of(self.json, at));
            return;
        }
        let tag = definition.tag.as_deref().filter(|_| kind == Kind::Object);
        if let Some(tag) = tag {
            let value = self.tag_value(at, tag);
            let is_selected = |one: &&Variant<'_>| value.as_ref().is_some_and(|(tag, _)| one.tags.contains(tag));
            if candidates.iter().any(is_selected) {
                candidates.retain(is_selected);
            } else if candidates.iter().any(|one| one.default) {
                candidates.retain(|one| one.default);
            } else if let Some((_, at)) = value {
                candidates.retain(|one| one.tags.is_empty());
                if candidates.is_empty() {
                    let expected =
                        expected::one_of(definition.variants.iter().flat_map(|one| &one.tags).map(String::as_str));
                    let (kind, found) = (DeviationKind::UnlistedValue, shape::of(self.json, at));
                    self.below(Cow::Borrowed(tag), |walk| walk.differs(kind, origin, expected, found));
                    return;
                }
            }
        }
        let before = std::mem::take(&mut self.differences);
        let mut best: Option<Vec<Difference>> = None;
        for candidate in candidates {
            self.variant(at, &candidate.ty, tag, origin);
            let found = std::mem::take(&mut self.differences);
            let is_perfect = found.is_empty();
            if best.as_ref().is_none_or(|best| weight(&found) < weight(best)) {
                best = Some(found);
            }
            if is_perfect {
                break;
            }
        }
        self.differences = before;
        for difference in best.unwrap_or_default() {
            self.add(difference);
        }
    }

    fn variant(&mut self, at: usize, ty: &'a Type<'a>, tag: Option<&str>, origin: &Origin<'_>) {
        let definition = match ty {
            Type::Named(name) => self.description.ty(name),
            _ => None,
        };
        match definition.filter(|one| matches!(one.kind, TypeKind::Struct) && self.json.kind(at) == Kind::Object) {
            // The tag may be in the union alone.
            Some(definition) => self.object(at, definition, tag, &Origin::of(&definition.origin)),
            None => self.value(at, ty, origin),
        }
    }

    /// The value of the member `tag` as text, and where it is.
    fn tag_value(&self, at: usize, tag: &str) -> Option<(String, usize)> {
        let is_tag = |(key, _): &(usize, usize)| self.json.string(*key).is_ok_and(|name| name == tag);
        let (_, value) = self.json.members(at).find(is_tag)?;
        let text = match self.json.kind(value) {
            Kind::String | Kind::EscapedString => self.json.string(value).ok()?.into_owned(),
            Kind::Number | Kind::True | Kind::False => self.json.number(value).to_owned(),
            _ => return None,
        };
        Some((text, value))
    }
}

/// Whether a variant of the shape may have a value of the kind.
fn fits(shape: Shape, kind: Kind) -> bool {
    let is_string = matches!(kind, Kind::String | Kind::EscapedString);
    match shape {
        Shape::Object => kind == Kind::Object,
        Shape::Array => kind == Kind::Array,
        Shape::String => is_string,
        Shape::Number => kind == Kind::Number,
        Shape::Decimal => is_string || kind == Kind::Number,
        Shape::Boolean => matches!(kind, Kind::True | Kind::False),
        Shape::Any => true,
    }
}

/// How much a value differs from a variant: another type more than a missing member, and that more than an unknown one.
fn weight(differences: &[Difference]) -> usize {
    let one = |difference: &Difference| match difference.kind {
        DeviationKind::UndocumentedStatus | DeviationKind::UndocumentedMediaType | DeviationKind::OtherType => 16,
        DeviationKind::MissingMember | DeviationKind::UnlistedValue => 8,
        DeviationKind::UndocumentedMember => 2,
        DeviationKind::OtherFormat => 1,
    };
    differences.iter().map(one).sum()
}
