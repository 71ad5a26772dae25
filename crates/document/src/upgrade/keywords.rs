//! The keywords of a schema that 2.0 writes into a parameter or a header itself.

use serde_json::{Map, Value};

use crate::{pointer::Pointer, site::Site};

/// Those of 2.0 ([items](https://spec.openapis.org/oas/v2.0.html#items-object)), and others that documents use.
const KEYWORDS: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "enum",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
    "title",
    "properties",
    "additionalProperties",
    "allOf",
    "x-nullable",
];

/// A schema that has been taken out of a parameter.
pub(super) struct Schema {
    /// Its keywords.
    pub(super) value: Map<String, Value>,
    taken: Vec<Taken>,
}

/// A member of a parameter that has become a part of its schema.
enum Taken {
    /// `schema`, which 2.0 has in bodies only.
    Schema,
    Keyword(&'static str),
}

/// Takes the keywords and the `schema` out of a parameter; `None` where it has neither, or a `schema` that is not an
/// object, which stays.
pub(super) fn take(members: &mut Map<String, Value>) -> Option<Schema> {
    let mut schema = match members.shift_remove("schema") {
        Some(Value::Object(schema)) => Schema { value: schema, taken: vec![Taken::Schema] },
        Some(other) => {
            members.insert("schema".to_owned(), other);
            return None;
        }
        None => Schema { value: Map::new(), taken: Vec::new() },
    };
    for key in KEYWORDS {
        if let Some(value) = members.shift_remove(*key)
            && !schema.value.contains_key(*key)
        {
            schema.value.insert((*key).to_owned(), value);
            schema.taken.push(Taken::Keyword(key));
        }
    }
    (!schema.taken.is_empty()).then_some(schema)
}

impl Schema {
    /// Records that the schema of the parameter at `parameter` is now at `to`.
    pub(super) fn record(&self, parameter: &Pointer, to: &Pointer, site: &mut Site<'_>) {
        for taken in &self.taken {
            match taken {
                Taken::Schema => site.record_move(&parameter.join("schema"), to),
                Taken::Keyword(key) => site.record_move(&parameter.join(key), &to.join(key)),
            }
        }
    }
}
