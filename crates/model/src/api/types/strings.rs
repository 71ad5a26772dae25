//! Strings of which the document lists the values.

use serde_json::Value;

use super::{TypeKind, Usage};
use crate::{
    api::text,
    labels::Labels,
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
    /// The description in the document.
    pub description: Option<String>,
}

/// The enum of the listed strings; `None` for any other schema.
pub(super) fn read(schema: &Value, usage: Usage) -> Option<TypeKind> {
    if text(schema, "type") != Some("string") {
        return None;
    }
    let values: Vec<&str> = schema.get("enum")?.as_array()?.iter().filter_map(Value::as_str).collect();
    Some(TypeKind::Enum(listed(&values, schema, usage)))
}

fn listed(values: &[&str], schema: &Value, usage: Usage) -> Enum {
    let labels = Labels::of(schema);
    let mut scope = Scope::default();
    let listed: Vec<Listed<'_>> =
        values.iter().map(|value| Listed { text: (*value).to_owned(), label: labels.get(value, "name") }).collect();
    let names = value_names(&listed, &mut scope);
    let value = |(value, variant): (&&str, String)| EnumValue {
        value: (*value).to_owned(),
        variant,
        description: labels.get(value, "description").map(str::to_owned),
    };
    let values: Vec<EnumValue> = values.iter().zip(names).map(value).collect();
    // A closed enum without values could not be sent at all.
    let is_open = usage.in_responses() || values.is_empty();
    let unlisted = is_open.then(|| scope.take_first(&unlisted()));
    Enum { values, unlisted }
}

/// Names of the variant for other values.
pub(super) fn unlisted() -> [String; 2] {
    ["Unlisted", "UnlistedValue"].map(str::to_owned)
}
