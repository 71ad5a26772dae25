//! Bounds of what requests contain: of lengths, sizes and numbers, and patterns.
//!
//! `request_bounds` reads them before passes rewrite the schemas. A client checks them in the JSON that it sends, so
//! that they do not depend on the types that the schemas become.

use serde::Serialize;
use serde_json::Number;

pub use crate::pattern::Pattern;

/// The key of schemas with bounds, of which a value has to be within those of one. They are no variants: each has the
/// type of the schema that has the key. `choice_siblings` writes it, and `bounds` removes it.
pub(crate) const ALTERNATIVES: &str = "x-moored-alternatives";

/// The keywords that bound values.
pub(crate) const KEYWORDS: &[&str] = &[
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "pattern",
    "uniqueItems",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minLength",
    "maxLength",
];

/// Bounds of a value and of the values in it, all of which have to hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Bounds(pub Vec<Bound>);

/// One bound.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "their names are those of the keywords")]
pub enum Bound {
    MinLength(u64),
    MaxLength(u64),
    Pattern(Pattern),
    Minimum(Number),
    ExclusiveMinimum(Number),
    Maximum(Number),
    ExclusiveMaximum(Number),
    MultipleOf(Number),
    MinItems(u64),
    MaxItems(u64),
    UniqueItems,
    MinProperties(u64),
    MaxProperties(u64),
    /// Bounds of the member of this name.
    Member(String, Bounds),
    /// Bounds of the members with other names than these.
    OtherMembers(Vec<String>, Bounds),
    /// Bounds of the item of this number.
    Item(usize, Bounds),
    /// Bounds of the items from this number on.
    Items(usize, Bounds),
    /// The bounds of a component.
    Component(String),
    /// The bounds of at least one alternative that the value can be.
    AnyOf(Vec<Alternative>),
}

/// An alternative of a choice.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Alternative {
    /// The type of its values; `None` if they can be of any type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub ty: Option<JsonType>,
    /// The strings that it allows; empty if it allows any value of its type.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The members that its objects have.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
    /// Members that are one of these strings if they are there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<(String, Vec<String>)>,
    /// The bounds.
    pub bounds: Bounds,
}

/// A type of JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "their names are those of the types")]
pub enum JsonType {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Bounds {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bounds of the member `name`.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        let own = self.0.iter().filter_map(|bound| match bound {
            Bound::Member(member, bounds) if member == name => Some(bounds.0.clone()),
            _ => None,
        });
        Self(own.flatten().collect())
    }

    /// The bounds of the number of items, without those of the items.
    #[must_use]
    pub fn of_count(&self) -> Self {
        let is_count = |bound: &&Bound| matches!(bound, Bound::MinItems(_) | Bound::MaxItems(_));
        Self(self.0.iter().filter(is_count).cloned().collect())
    }

    /// Calls `visit` with each bound, those within others included.
    pub fn each(&self, visit: &mut dyn FnMut(&Bound)) {
        for bound in &self.0 {
            visit(bound);
            match bound {
                Bound::Member(_, bounds)
                | Bound::OtherMembers(_, bounds)
                | Bound::Item(_, bounds)
                | Bound::Items(_, bounds) => bounds.each(visit),
                Bound::AnyOf(alternatives) => {
                    alternatives.iter().for_each(|alternative| alternative.bounds.each(visit));
                }
                _ => {}
            }
        }
    }
}
