//! Strings with constraints.

use serde_json::Value;

use super::{TypeKind, Usage};
use crate::{
    api::text,
    naming::{Listed, value_names},
};
use moored_document::scope::Scope;

/// One of several strings.
#[derive(Clone, Debug)]
pub struct Enum {
    /// The listed values, in the order of the document.
    pub values: Vec<EnumValue>,
    /// The variant for any other value; `None` if only requests contain the type, so that only listed values can be
    /// sent.
    pub unlisted: Option<String>,
}

/// A listed value.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The value in JSON.
    pub value: String,
    /// The variant in Rust.
    pub variant: String,
}

/// A string of limited length, in characters.
#[derive(Clone, Debug)]
pub struct Text {
    /// The minimum.
    pub min_length: Option<u64>,
    /// The maximum.
    pub max_length: Option<u64>,
    /// Whether `Debug` and logs hide the value.
    pub secret: bool,
}

/// The type of a string with constraints; `None` for any other schema.
pub(super) fn read(schema: &Value, usage: Usage) -> Option<TypeKind> {
    if text(schema, "type") != Some("string") {
        return None;
    }
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        let values: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
        return Some(TypeKind::Enum(listed(&values, usage)));
    }
    let length = |key: &str| schema.get(key).and_then(Value::as_u64);
    let (min_length, max_length) = (length("minLength"), length("maxLength"));
    (min_length.is_some() || max_length.is_some()).then(|| {
        let secret = text(schema, "format") == Some("password");
        TypeKind::Text(Text { min_length, max_length, secret })
    })
}

fn listed(values: &[&str], usage: Usage) -> Enum {
    let mut scope = Scope::default();
    let listed: Vec<Listed<'_>> =
        values.iter().map(|value| Listed { text: (*value).to_owned(), label: None }).collect();
    let names = value_names(&listed, &mut scope);
    let value = |(value, variant): (&&str, String)| EnumValue { value: (*value).to_owned(), variant };
    let values: Vec<EnumValue> = values.iter().zip(names).map(value).collect();
    // A closed enum without values could not be sent at all.
    let is_open = usage.in_responses() || values.is_empty();
    let unlisted = is_open.then(|| scope.take_first(&["Unlisted".to_owned(), "UnlistedValue".to_owned()]));
    Enum { values, unlisted }
}
