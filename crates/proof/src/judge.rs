//! An independent word on whether a sample is what its schema asks for: the `jsonschema` crate's.

use std::fmt;

use jsonschema::{Draft, PatternOptions, Registry, Validator};
use moored_document::pointer::Pointer;
use serde_json::{Map, Value, json};

use crate::samples::Dialect;

/// Where the document stands for the judge.
const DOCUMENT: &str = "urn:document";

/// The judge of one document's schemas.
pub struct Judge {
    registry: Registry<'static>,
    draft: Draft,
}

/// Why there is no verdict on a schema's samples: the schema's own fault as a rule.
#[derive(Clone, Debug)]
pub struct NoVerdict(pub String);

impl Judge {
    /// A judge of what is in `document`.
    ///
    /// # Errors
    /// Where the document as a whole cannot be taken.
    pub fn new(document: &Value, dialect: Dialect) -> Result<Self, NoVerdict> {
        let (draft, document) = match dialect {
            Dialect::New => (Draft::Draft202012, as_meant(document.clone(), Keys::Keywords)),
            // 3.0 and 2.0 build on a draft that is as good as number 4, where `exclusiveMinimum` is a boolean.
            Dialect::Old => (Draft::Draft4, as_meant(document.clone(), Keys::Keywords)),
        };
        let refused = |error: &dyn fmt::Display| NoVerdict(error.to_string());
        let registry = Registry::new()
            .draft(draft)
            .add(DOCUMENT, document)
            .map_err(|error| refused(&error))?
            .prepare()
            .map_err(|error| refused(&error))?;
        Ok(Self { registry, draft })
    }

    /// The judge of the schema at `at`.
    ///
    /// # Errors
    /// Where the schema is none.
    pub fn of(&self, at: &Pointer) -> Result<Validator, NoVerdict> {
        let fragment: String = at.to_string().bytes().map(escaped).collect();
        let schema = json!({ "$ref": format!("{DOCUMENT}#{fragment}") });
        jsonschema::options()
            .with_draft(self.draft)
            .with_registry(&self.registry)
            .offline()
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true)
            .with_pattern_options(PatternOptions::fancy_regex())
            .build(&schema)
            .map_err(|error| NoVerdict(error.to_string()))
    }
}

/// What is wrong with `value`, in one line.
#[must_use]
pub fn objection(validator: &Validator, value: &Value) -> Option<String> {
    let error = validator.iter_errors(value).next()?;
    let mut text = error.to_string();
    if text.chars().count() > 160 {
        text = text.chars().take(160).chain("…".chars()).collect();
    }
    Some(format!("{} at `{}`", text, error.instance_path()))
}

/// RFC 3986, section 3.5.
fn escaped(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    }
}

/// What the keys of an object are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Words of the specification.
    Keywords,
    /// Names that the document's author chose.
    Names,
}

/// `value` with what its author meant said as JSON Schema does: `nullable`, and that what has properties is an object. Without a `type` any
/// text would be one of it too.
fn as_meant(value: Value, keys: Keys) -> Value {
    let mut members = match value {
        Value::Object(members) => members,
        Value::Array(items) => return items.into_iter().map(|item| as_meant(item, Keys::Keywords)).collect(),
        scalar => return scalar,
    };
    if keys == Keys::Keywords {
        let nullable = ["nullable", "x-nullable"].iter().any(|key| members.get(*key) == Some(&Value::Bool(true)));
        members = members
            .into_iter()
            .map(|(key, value)| {
                let inner = match key.as_str() {
                    "example" | "examples" | "enum" | "default" | "not" | "if" => return (key, value),
                    "properties" | "patternProperties" | "definitions" | "schemas" => Keys::Names,
                    _ => Keys::Keywords,
                };
                (key, as_meant(value, inner))
            })
            .collect();
        let kinds = ["type", "$ref", "oneOf", "anyOf", "enum", "const"];
        if members.get("properties").is_some_and(Value::is_object)
            && kinds.iter().all(|key| !members.contains_key(*key))
        {
            members.insert("type".to_owned(), "object".into());
        }
        if nullable && !members.contains_key("$ref") {
            return or_null(members);
        }
        return members.into();
    }
    members.into_iter().map(|(name, value)| (name, as_meant(value, Keys::Keywords))).collect()
}

/// By the letter of 3.0.3 `nullable` counts beside a `type` alone; what is meant without one is the same.
fn or_null(mut members: Map<String, Value>) -> Value {
    if let Some(Value::String(kind)) = members.get("type").cloned()
        && !members.contains_key("enum")
        && ["allOf", "oneOf", "anyOf", "not"].iter().all(|key| !members.contains_key(*key))
    {
        members.insert("type".to_owned(), json!([kind, "null"]));
        return members.into();
    }
    json!({ "anyOf": [{ "type": "null" }, members] })
}
