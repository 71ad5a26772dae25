//! Schemas that list their values.

use serde_json::{Map, Value};

use crate::labels::{self, Labels};

/// The values of a schema that allows no others, after `enum_values`.
#[derive(Clone, Debug)]
pub(crate) struct Constants {
    pub(crate) ty: Type,
    pub(crate) values: Vec<Value>,
    labels: Labels,
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

impl Constants {
    /// Those of `schema`; `None` if it allows other values, or has none. The title and the description of a schema of
    /// one value are those of the value.
    pub(crate) fn of(schema: &Value) -> Option<Self> {
        let members = schema.as_object().filter(|members| !OTHERS.iter().any(|key| members.contains_key(*key)))?;
        let text = |key: &str| members.get(key).and_then(Value::as_str);
        let ty = match text("type")? {
            "string" => Type::Text,
            "integer" => Type::Integer,
            "number" => Type::Number,
            "boolean" => Type::Boolean,
            _ => return None,
        };
        let values = members.get("enum")?.as_array().filter(|values| !values.is_empty())?.clone();
        let is_of_type = |value: &Value| match ty {
            Type::Text => value.is_string(),
            Type::Integer | Type::Number => value.is_number(),
            Type::Boolean => value.is_boolean(),
        };
        if !values.iter().all(is_of_type) {
            return None;
        }
        let mut labels = Labels::of(schema);
        if let [only] = values.as_slice() {
            labels.add(only, "name", text("title"));
            // `enum_values` writes a list of booleans into the description.
            labels.add(only, "description", text("description").filter(|_| ty != Type::Boolean));
        }
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
        self.labels.extend(other.labels);
        self.is_unsigned |= other.is_unsigned;
        self.is_nullable |= other.is_nullable;
    }

    /// The keywords of a schema of these values.
    pub(crate) fn into_keywords(self) -> Map<String, Value> {
        let ty = match self.ty {
            Type::Text => "string",
            Type::Integer => "integer",
            Type::Number => "number",
            Type::Boolean => "boolean",
        };
        let mut members = Map::from_iter([("type".to_owned(), ty.into())]);
        if self.ty == Type::Integer {
            members.insert("format".to_owned(), if self.is_unsigned { "uint64" } else { "int64" }.into());
        }
        // Every boolean is one of two.
        if self.ty != Type::Boolean || self.values.len() < 2 {
            members.insert("enum".to_owned(), Value::Array(self.values));
            self.labels.insert(&mut members);
        }
        members
    }

    /// Adds the names and descriptions to `members`, a schema that lists these values itself.
    pub(crate) fn label(self, members: &mut Map<String, Value>) {
        let mut labels = members.get(labels::KEY).map(Labels::read).unwrap_or_default();
        labels.extend(self.labels);
        labels.insert(members);
    }
}

/// Whether `list`, the `enum` of a schema, has `null` alone.
pub(crate) fn lists_null(list: Option<&Value>) -> bool {
    matches!(list.and_then(Value::as_array).map(Vec::as_slice), Some([Value::Null]))
}
