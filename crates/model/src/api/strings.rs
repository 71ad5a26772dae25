//! Strings with rules, which get types of our own.

use serde_json::Value;

use super::text;
use crate::usage::answered;
use moored_document::{document::Document, pointer::Pointer, schemas::members};

/// A string with rules.
#[derive(Clone, Debug)]
pub struct StringType {
    /// The type.
    pub name: String,
    /// The document's words.
    pub description: Option<String>,
    /// The rules.
    pub rules: StringRules,
}

/// The rules of a string.
#[derive(Clone, Debug)]
pub enum StringRules {
    /// One of these; any other is kept where answers hold it, and cannot be said where requests alone do.
    Enum {
        /// The values.
        values: Vec<String>,
        /// Whether answers hold it.
        open: bool,
    },
    /// So many characters.
    Length {
        /// At least.
        min: Option<u64>,
        /// At most.
        max: Option<u64>,
        /// Whether it never shows.
        secret: bool,
    },
}

impl StringType {
    /// Whether it shows what it holds.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !matches!(self.rules, StringRules::Length { secret: true, .. })
    }
}

/// Those among the components of a lowered document.
pub(super) fn read(document: &Document) -> Vec<StringType> {
    let answered = answered(document);
    let at = Pointer::root().join("components").join("schemas");
    let mut found = Vec::new();
    for (name, schema) in members(at.get(&document.value)) {
        if text(schema, "type") != Some("string") {
            continue;
        }
        let length = |key: &str| schema.get(key).and_then(Value::as_u64);
        let rules = if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            let values = values.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            StringRules::Enum { values, open: answered.contains(name) }
        } else if length("minLength").is_some() || length("maxLength").is_some() {
            let secret = text(schema, "format") == Some("password");
            StringRules::Length { min: length("minLength"), max: length("maxLength"), secret }
        } else {
            continue;
        };
        found.push(StringType {
            name: name.clone(),
            description: text(schema, "description").map(str::to_owned),
            rules,
        });
    }
    found
}
