//! Schemas that list their values.

use serde_json::{Map, Value};

/// The values of a schema that allows no others, after `enum_values`.
#[derive(Clone, Debug)]
pub(crate) struct Constants {
    pub(crate) ty: Type,
    pub(crate) values: Vec<Value>,
    /// Names and descriptions by value; see `enum_values`.
    labels: Map<String, Value>,
    is_unsigned: bool,
    pub(crate) is_nullable: bool,
}

/// The type of the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Type {
    Text,
    Integer,
    Number,
    Boolean,
}

/// Keywords with which a schema is more than a list of values.
const OTHERS: &[&str] =
    &["$ref", "oneOf", "anyOf", "allOf", "not", "properties", "items", "additionalProperties", "discriminator"];

/// The key of the names and descriptions of values.
const LABELS: &str = "x-moored-values";

impl Constants {
    /// Those of `schema`; `None` if it allows other values, or has none. The title and the description of a schema of
    /// one value are those of the value.
    pub(crate) fn of(schema: &Value) -> Option<Self> {
        let members = schema.as_object().filter(|members| !OTHERS.iter().any(|key| members.contains_key(*key)))?;
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        let (ty, key): (Type, &str) = match text("type")? {
            "string" => (Type::Text, "enum"),
            "integer" => (Type::Integer, "x-moored-enum"),
            "number" => (Type::Number, "x-moored-enum"),
            "boolean" => (Type::Boolean, "x-moored-enum"),
            _ => return None,
        };
        let values = members.get(key)?.as_array().filter(|values| !values.is_empty())?.clone();
        let is_of_type = |value: &Value| match ty {
            Type::Text => value.is_string(),
            Type::Integer | Type::Number => value.is_number(),
            Type::Boolean => value.is_boolean(),
        };
        if !values.iter().all(is_of_type) {
            return None;
        }
        let mut labels = members.get(LABELS).and_then(Value::as_object).cloned().unwrap_or_default();
        if let [only] = values.as_slice() {
            let title = text("x-moored-title").filter(|title| !title.trim().is_empty());
            // `enum_values` writes a list of booleans into the description.
            let description = text("description").filter(|_| ty != Type::Boolean);
            let entry = labels.entry(key_of(only)).or_insert_with(|| Value::Object(Map::new()));
            for (part, text) in [("name", title), ("description", description)] {
                if let (Some(text), Value::Object(entry)) = (text, &mut *entry) {
                    entry.entry(part).or_insert_with(|| text.into());
                }
            }
        }
        labels.retain(|_, label| label.as_object().is_none_or(|label| !label.is_empty()));
        let is_unsigned = text("format") == Some("uint64");
        let is_nullable = members.get("nullable") == Some(&Value::Bool(true));
        Some(Self { ty, values, labels, is_unsigned, is_nullable })
    }

    /// Whether a schema may list the values of both.
    pub(crate) fn can_join(&self, other: &Self) -> bool {
        let is_number = |ty: Type| matches!(ty, Type::Integer | Type::Number);
        self.ty == other.ty || (is_number(self.ty) && is_number(other.ty))
    }

    /// Adds the values of `other`.
    pub(crate) fn join(&mut self, other: Self) {
        if other.ty == Type::Number {
            self.ty = Type::Number;
        }
        for value in other.values {
            if !self.values.contains(&value) {
                self.values.push(value);
            }
        }
        self.add_labels(other.labels);
        self.is_unsigned |= other.is_unsigned;
        self.is_nullable |= other.is_nullable;
    }

    fn add_labels(&mut self, labels: Map<String, Value>) {
        for (key, label) in labels {
            self.labels.entry(key).or_insert(label);
        }
    }

    /// The keywords of a schema of these values.
    pub(crate) fn into_keywords(self) -> Map<String, Value> {
        let (ty, key) = match self.ty {
            Type::Text => ("string", "enum"),
            Type::Integer => ("integer", "x-moored-enum"),
            Type::Number => ("number", "x-moored-enum"),
            Type::Boolean => ("boolean", "x-moored-enum"),
        };
        let mut members = Map::from_iter([("type".to_owned(), ty.into())]);
        if self.ty == Type::Integer {
            members.insert("format".to_owned(), if self.is_unsigned { "uint64" } else { "int64" }.into());
        }
        members.insert(key.to_owned(), Value::Array(self.values));
        if !self.labels.is_empty() {
            members.insert(LABELS.to_owned(), Value::Object(self.labels));
        }
        members
    }

    /// Adds the names and descriptions to `members`, a schema that lists these values itself.
    pub(crate) fn label(self, members: &mut Map<String, Value>) {
        if self.labels.is_empty() {
            return;
        }
        let labels = members.entry(LABELS).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(own) = labels {
            for (key, label) in self.labels {
                own.entry(key).or_insert(label);
            }
        }
    }
}

/// The key of the label of `value`: the text itself, or the number as it is written.
pub(crate) fn key_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
