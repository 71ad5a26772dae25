//! The keywords of a schema that 2.0 writes straight into a parameter or a header.

use serde_json::{Map, Value};

use crate::{document::Document, pointer::Pointer};

/// Those of 2.0 ([items](https://spec.openapis.org/oas/v2.0.html#items-object)), and those that documents use besides.
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

/// Takes the keywords out of the parameter `members`, which stands at `at`: the schema, and for each keyword where it stood. A `schema`, which
/// 2.0 knows in bodies alone, counts; `None` where there is neither.
pub(super) fn take(at: &Pointer, members: &mut Map<String, Value>) -> Option<Schema> {
    let written = members.shift_remove("schema");
    let mut schema = match written {
        Some(Value::Object(schema)) => Schema { value: schema, moved: vec![(at.join("schema"), None)] },
        Some(other) => {
            members.insert("schema".to_owned(), other);
            return None;
        }
        None => Schema { value: Map::new(), moved: Vec::new() },
    };
    for key in KEYWORDS {
        if let Some(value) = members.shift_remove(*key)
            && !schema.value.contains_key(*key)
        {
            schema.value.insert((*key).to_owned(), value);
            schema.moved.push((at.join(key), Some(*key)));
        }
    }
    (!schema.moved.is_empty()).then_some(schema)
}

/// A schema that is to be put somewhere.
pub(super) struct Schema {
    /// Its keywords.
    pub(super) value: Map<String, Value>,
    /// Where they stood, and the keyword; none for the whole.
    moved: Vec<(Pointer, Option<&'static str>)>,
}

impl Schema {
    /// Records that the schema now stands at `to`.
    pub(super) fn record_moves(&self, document: &mut Document, to: &Pointer) {
        for (from, key) in &self.moved {
            let to = key.map_or_else(|| to.clone(), |key| to.join(key));
            document.record_move(from, &to);
        }
    }
}
