//! Where the document describes a value.

use crate::json::pointer::escaped;

/// A JSON pointer into the document, which is put together only if something differs.
pub(super) enum Origin<'a> {
    /// The pointer of a schema.
    Schema(&'a str),
    /// A keyword of the schema: `items`, `additionalProperties`.
    Keyword(&'a Self, &'static str),
    /// A property of the schema.
    Property(&'a Self, &'a str),
}

impl<'a> Origin<'a> {
    pub(super) const fn of(pointer: &'a str) -> Self {
        Self::Schema(pointer)
    }

    pub(super) fn to_text(&self) -> String {
        match self {
            Self::Schema(pointer) => (*pointer).to_owned(),
            Self::Keyword(schema, keyword) => format!("{}/{keyword}", schema.to_text()),
            Self::Property(schema, name) => format!("{}/properties/{}", schema.to_text(), escaped(name)),
        }
    }
}
