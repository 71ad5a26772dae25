//! The meaning of a value that does not have the form of its field.

use serde_json::{Map, Value, json};

use crate::grammar::{Form, Kind};

/// How a value is read.
pub(super) enum Reading {
    /// As it is: it is right.
    Fits,
    /// As another value, without a finding, because so many documents have it: `version: 1.0`.
    Usual(Value),
    /// As the one value that it can mean, and what is unusual about it.
    Meant(Value, String),
    /// As if there was no value.
    Nothing,
    /// Not at all, and why.
    Lost(String),
}

/// Reads the `value` of the field `key`.
pub(super) fn read(key: &str, form: Form, value: &Value) -> Reading {
    if value.is_null() && form != Form::Data {
        return Reading::Nothing;
    }
    let lost = |wanted: &str| Reading::Lost(format!("`{key}` is malformed; expected {wanted}"));
    match form {
        Form::Data => Reading::Fits,
        Form::Text => match value {
            Value::String(_) => Reading::Fits,
            Value::Number(_) | Value::Bool(_) => Reading::Usual(value.to_string().into()),
            _ => lost("a string"),
        },
        Form::Flag => flag(value).unwrap_or_else(|| lost("`true` or `false`")),
        Form::Number => number(key, value).unwrap_or_else(|| lost("a number")),
        Form::Texts => texts(key, value).unwrap_or_else(|| lost("a list of strings")),
        Form::Values => match value {
            Value::Array(_) => Reading::Fits,
            Value::Object(_) => lost("a list"),
            one => Reading::Meant(json!([one]), format!("`{key}` is a single value; interpreted as a list")),
        },
        Form::One(kind) => one(key, kind, value).unwrap_or_else(|| lost(kind.word())),
        Form::List(kind) => list(key, kind, value).unwrap_or_else(|| lost("a list")),
        Form::Named(_) => mapping(key, value).unwrap_or_else(|| lost("a mapping")),
    }
}

fn flag(value: &Value) -> Option<Reading> {
    let meant = match value {
        Value::Bool(_) => return Some(Reading::Fits),
        Value::String(text) => text.trim().to_ascii_lowercase().parse::<bool>().ok()?,
        Value::Number(number) => match number.as_u64()? {
            0 => false,
            1 => true,
            _ => return None,
        },
        _ => return None,
    };
    Some(Reading::Meant(meant.into(), format!("`{value}` is not a boolean; interpreted as `{meant}`")))
}

fn number(key: &str, value: &Value) -> Option<Reading> {
    // The two exclusive bounds are numbers in 3.1 and flags in 3.0, so that they have no form here.
    let is_length = key.starts_with("min") && key != "minimum" || key.starts_with("max") && key != "maximum";
    match value {
        Value::Number(number) if !is_length || number.is_u64() => Some(Reading::Fits),
        Value::Number(number) => {
            let whole = number.as_f64().filter(|number| number.fract() == 0.0 && *number >= 0.0 && *number < 1e15)?;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and in range")]
            Some(Reading::Usual((whole as u64).into()))
        }
        Value::String(text) => {
            let read: serde_json::Number = text.trim().parse().ok()?;
            (!is_length || read.is_u64()).then(|| {
                Reading::Meant(
                    Value::Number(read),
                    format!("the value of `{key}` is a string; interpreted as a number"),
                )
            })
        }
        _ => None,
    }
}

fn texts(key: &str, value: &Value) -> Option<Reading> {
    match value {
        Value::Array(_) => Some(Reading::Fits),
        Value::String(text) if key == "required" && ["true", "false"].contains(&text.as_str()) => {
            Some(Reading::Meant(json!([]), "`required` is not a list of property names; ignored".to_owned()))
        }
        // `required: true` of a property has been read where its schema was.
        Value::Bool(_) if key == "required" => {
            Some(Reading::Meant(json!([]), "`required` is not a list of property names; ignored".to_owned()))
        }
        Value::String(text) => {
            Some(Reading::Meant(json!([text]), format!("`{key}` is a string; interpreted as a list")))
        }
        // `apiKey: {}` instead of `apiKey: []`, in a security requirement.
        Value::Object(members) if members.is_empty() => Some(Reading::Usual(json!([]))),
        _ => None,
    }
}

fn one(key: &str, kind: Kind, value: &Value) -> Option<Reading> {
    if kind.fits(value) || (kind == Kind::Schema && key == "items" && value.is_array()) {
        return Some(Reading::Fits);
    }
    match value {
        // The form of 2.0.
        Value::String(name) if kind == Kind::Discriminator => Some(Reading::Meant(
            json!({ "propertyName": name }),
            "`discriminator` is a string; interpreted as its `propertyName`".to_owned(),
        )),
        Value::String(_) | Value::Array(_) => {
            let read = replacement(kind, value).filter(|read| read.as_object().is_some_and(|read| !read.is_empty()))?;
            Some(Reading::Meant(read, format!("`{key}` is malformed; interpreted as {}", kind.word())))
        }
        _ => None,
    }
}

fn list(key: &str, kind: Kind, value: &Value) -> Option<Reading> {
    let members = match value {
        Value::Array(_) => return Some(Reading::Fits),
        Value::Object(members) => members,
        _ => return None,
    };
    let is_one = match kind {
        Kind::Parameter => ["name", "in", "$ref"].iter().any(|key| members.get(*key).is_some_and(Value::is_string)),
        Kind::Requirement => true,
        Kind::Server => members.contains_key("url"),
        _ => members.values().any(|value| !value.is_object()) || kind == Kind::Schema,
    };
    let read = if is_one {
        json!([members])
    } else if kind == Kind::Parameter {
        let named = members.iter().map(|(name, parameter)| match parameter {
            Value::Object(parameter) if !parameter.contains_key("$ref") => {
                let mut parameter = parameter.clone();
                parameter.entry("name").or_insert_with(|| name.clone().into());
                Value::Object(parameter)
            }
            other => other.clone(),
        });
        Value::Array(named.collect())
    } else {
        Value::Array(members.values().cloned().collect())
    };
    Some(Reading::Meant(read, format!("`{key}` is a mapping; interpreted as a list")))
}

/// Reads a list of mappings, or of objects with their names among their members, as a mapping.
fn mapping(key: &str, value: &Value) -> Option<Reading> {
    let items = match value {
        Value::Object(_) => return Some(Reading::Fits),
        Value::Array(items) => items,
        _ => return None,
    };
    let mut read = Map::new();
    for item in items {
        let members = item.as_object()?;
        match members.get("name") {
            Some(Value::String(name)) => {
                let mut members = members.clone();
                members.shift_remove("name");
                read.insert(name.clone(), Value::Object(members));
            }
            _ => read.extend(members.clone()),
        }
    }
    Some(Reading::Meant(Value::Object(read), format!("`{key}` is a list; interpreted as a mapping")))
}

/// The object that replaces `value`, which is not a `kind`; `None` where nothing can.
pub(super) fn replacement(kind: Kind, value: &Value) -> Option<Value> {
    match (kind, value) {
        (Kind::Schema, Value::String(name)) if is_type(name) => Some(json!({ "type": name })),
        (Kind::Response, Value::String(text)) => Some(json!({ "description": text })),
        (Kind::Requirement, Value::String(scheme)) => Some(json!({ scheme: [] })),
        (Kind::Server, Value::String(address)) => Some(json!({ "url": address })),
        (Kind::ServerVariable, Value::String(default)) => Some(json!({ "default": default })),
        (Kind::PathItem, Value::Array(_)) | (Kind::RequestBody, _) => None,
        (Kind::Schema | Kind::Operation | Kind::Response | Kind::MediaType | Kind::Header, _) => Some(json!({})),
        _ => None,
    }
}

fn is_type(name: &str) -> bool {
    ["string", "number", "integer", "boolean", "array", "object", "null"].contains(&name)
}
