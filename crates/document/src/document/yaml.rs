//! YAML as JSON, read from the events of the parser.
//!
//! Keys that YAML reads as numbers (`200:`) become strings, integers that fit no machine word become floating-point
//! numbers, the last of two equal keys counts, a merge key (`<<`) becomes what it merges, and a tag is ignored.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{self, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor},
};
use serde_json::{Map, Number, Value};

/// A JSON value from a YAML text.
pub(super) struct Yaml(pub(super) Value);

impl<'de> Deserialize<'de> for Yaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any).map(Self)
    }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON readers read such a number the same way")]
    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "JSON readers read such a number the same way")]
    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        // JSON has no `.nan` and no `.inf`.
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (_tag, tagged) = data.variant::<String>()?;
        tagged.newtype_variant::<Yaml>().map(|yaml| yaml.0)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Yaml(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        let mut merged: Vec<Value> = Vec::new();
        while let Some((Yaml(key), Yaml(value))) = members.next_entry()? {
            let key = match key {
                Value::String(key) => key,
                Value::Array(_) | Value::Object(_) => {
                    return Err(de::Error::custom("a key of a mapping is a collection; expected a scalar"));
                }
                scalar => scalar.to_string(),
            };
            if key == "<<" && (value.is_object() || value.is_array()) {
                merged.push(value);
            } else {
                // The reader of positions finds a key that the mapping has twice.
                object.insert(key, value);
            }
        }
        let merged = merged.into_iter().flat_map(|value| match value {
            Value::Array(list) => list,
            one => vec![one],
        });
        for source in merged {
            for (key, value) in source.as_object().into_iter().flatten() {
                object.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
        Ok(Value::Object(object))
    }
}
