//! Validates samples against their schemas with the `jsonschema` crate, independently of the generator.

use std::fmt;

use jsonschema::{Draft, PatternOptions, Registry, Validator};
use moored_document::pointer::Pointer;
use serde_json::{Map, Value, json};

use moored_samples::{Dialect, meant_type};

/// The URI of the document in the validator.
const DOCUMENT: &str = "urn:document";

/// A validator for the schemas of one document.
pub struct Validators {
    registry: Registry<'static>,
    draft: Draft,
}

/// Why the samples of a schema cannot be validated; usually the schema is invalid.
#[derive(Clone, Debug)]
pub struct NoValidator(pub String);

impl Validators {
    /// A validator for `document`.
    ///
    /// # Errors
    /// If the document as a whole cannot be processed.
    pub fn new(document: &Value, dialect: Dialect) -> Result<Self, NoValidator> {
        let (draft, document) = match dialect {
            Dialect::New => (Draft::Draft202012, as_meant(document.clone(), Keys::Keywords)),
            // OpenAPI 3.0 and Swagger 2.0 extend a draft similar to draft 4, where `exclusiveMinimum` is a boolean.
            Dialect::Old => (Draft::Draft4, as_meant(document.clone(), Keys::Keywords)),
        };
        let rejected = |error: &dyn fmt::Display| NoValidator(error.to_string());
        let registry = Registry::new()
            .draft(draft)
            .add(DOCUMENT, document)
            .map_err(|error| rejected(&error))?
            .prepare()
            .map_err(|error| rejected(&error))?;
        Ok(Self { registry, draft })
    }

    /// The validator of the schema at `at`.
    ///
    /// # Errors
    /// If the schema is invalid.
    pub fn of(&self, at: &Pointer) -> Result<Validator, NoValidator> {
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
            .map_err(|error| NoValidator(error.to_string()))
    }
}

/// The errors of `value`, on one line.
#[must_use]
pub fn objection(validator: &Validator, value: &Value) -> Option<String> {
    let error = validator.iter_errors(value).next()?;
    let mut text = error.to_string();
    if text.chars().count() > 160 {
        text = text.chars().take(160).chain("…".chars()).collect();
    }
    Some(format!("{} at `{}`", text, error.instance_path()))
}

/// `byte` of a reference: names of components may have characters that no address has (RFC 3986, section 3.5).
fn reserved(byte: u8) -> String {
    match byte {
        b'#' | b'%' | b':' | b'?' | b'=' | b'&' | b'+' | b'@' | b'!' | b'$' | b'(' | b')' | b'*' | b',' | b';' => {
            char::from(byte).to_string()
        }
        other => escaped(other),
    }
}

/// RFC 3986, section 3.5.
fn escaped(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    }
}

/// The kind of an object's keys.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Keywords of the specification.
    Keywords,
    /// Names that the author of the document chose.
    Names,
}

/// `value` with the intended meaning expressed in JSON Schema: `nullable` is replaced, and a schema with properties is
/// an object. Without a `type`, any string would be valid. Of the variants of a discriminator, several may be valid.
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
                match (key.as_str(), value) {
                    // Programs in PHP write an empty map like this.
                    (_, Value::Array(items)) if inner == Keys::Names && items.is_empty() => (key, json!({})),
                    ("$ref", Value::String(reference)) => {
                        (key, reference.bytes().map(reserved).collect::<String>().into())
                    }
                    ("type", Value::String(written)) => (key, meant_type(&written).into()),
                    ("oneOf" | "anyOf", Value::Array(variants)) => {
                        let is_only_null = |variant: &Value| variants.len() > 1 && is_null_before_3_1(variant);
                        let meant = variants.iter().map(|variant| match is_only_null(variant) {
                            true => json!({ "type": "null" }),
                            false => as_meant(variant.clone(), Keys::Keywords),
                        });
                        (key, meant.collect())
                    }
                    (_, value) => (key, as_meant(value, inner)),
                }
            })
            .collect();
        // The discriminator decides between variants that are valid for the same values.
        if members.contains_key("discriminator")
            && !members.contains_key("anyOf")
            && let Some(variants) = members.remove("oneOf")
        {
            members.insert("anyOf".to_owned(), variants);
        }
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

/// Whether a variant stands for `null` in OpenAPI 3.0, which has no type for it: an object that may be `null` and has
/// no member.
fn is_null_before_3_1(variant: &Value) -> bool {
    let allowed = ["type", "nullable", "additionalProperties", "title", "description"];
    let is = |key: &str, value: Value| variant.get(key) == Some(&value);
    is("type", "object".into())
        && is("nullable", true.into())
        && is("additionalProperties", false.into())
        && variant.as_object().is_some_and(|members| members.keys().all(|key| allowed.contains(&key.as_str())))
}

/// According to 3.0.3, `nullable` has an effect only beside a `type`; the intended meaning without one is the same.
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
