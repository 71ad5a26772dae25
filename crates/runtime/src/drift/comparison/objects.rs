//! Objects with properties.

use std::borrow::Cow;

use super::super::description::{Field, TypeDef};
use super::super::deviation::DeviationKind;
use super::super::names::{self, ANY};
use super::super::shape;
use super::expected;
use super::origin::Origin;
use super::values::Walk;
use crate::json::Kind;

/// The most undocumented members of an object whose names are shown. With more, the object is a map, and its names are
/// data.
const MAX_UNKNOWN: usize = 32;

impl<'a> Walk<'a> {
    /// Compares the object `at` with a struct. The member `tag` may be there as well.
    pub(super) fn object(&mut self, at: usize, definition: &'a TypeDef<'a>, tag: Option<&str>, origin: &Origin<'_>) {
        let mut unknown = Vec::new();
        let mut is_present = vec![false; definition.fields.len()];
        for (key, value) in self.json.members(at) {
            let Ok(name) = self.json.string(key) else { continue };
            let field = definition.field(&name).and_then(|index| {
                if let Some(is_present) = is_present.get_mut(index) {
                    *is_present = true;
                }
                definition.fields.get(index)
            });
            match (field, &definition.additional) {
                (Some(field), _) => self.field(value, field, origin),
                (None, Some(additional)) => {
                    let origin = Origin::Keyword(origin, "additionalProperties");
                    self.below(Cow::Borrowed(ANY), |walk| walk.value(value, &additional.ty, &origin));
                }
                (None, None) if tag == Some(&*name) => {}
                (None, None) => unknown.push((name, value)),
            }
        }
        let is_map = unknown.len() > MAX_UNKNOWN;
        for (name, value) in unknown {
            let name = if is_map { Cow::Borrowed(ANY) } else { names::shown(name) };
            let found = shape::of(self.json, value);
            let kind = DeviationKind::UndocumentedMember;
            self.below(name, |walk| walk.differs(kind, origin, "no such property".to_owned(), found));
        }
        for (field, _) in definition.fields.iter().zip(is_present).filter(|(_, is_present)| !is_present) {
            if field.presence.is_required() {
                let expected = expected::of(self.description, &field.ty);
                let kind = DeviationKind::MissingMember;
                self.below(Cow::Borrowed(&*field.wire_name), |walk| walk.differs(kind, origin, expected, "absent"));
            }
        }
    }

    fn field(&mut self, value: usize, field: &'a Field<'a>, schema: &Origin<'_>) {
        if field.presence.is_nullable() && self.json.kind(value) == Kind::Null {
            return;
        }
        let origin = match &field.origin {
            Some(origin) => Origin::of(origin),
            None => Origin::Property(schema, &field.wire_name),
        };
        self.below(Cow::Borrowed(&*field.wire_name), |walk| walk.value(value, &field.ty, &origin));
    }
}
