//! Values of another type than that of their schema.

use std::collections::BTreeMap;

use moored_document::{document::Document, pointer::Pointer, site::Site};
use serde_json::{Map, Number, Value};

/// What the text of the document has where a schema of strings lists numbers: YAML reads `1.10` as 1.1.
pub(super) struct Coercion(BTreeMap<Pointer, Vec<Option<String>>>);

/// How many values are looked up in the text of a document. Each takes a search for its line.
const MOST_LOOKUPS: usize = 1000;

impl Coercion {
    /// Reads the texts of the lists at `fractions`.
    pub(super) fn read(document: &Document, fractions: &[Pointer]) -> Self {
        let mut left = MOST_LOOKUPS;
        let mut read = |pointer: &Pointer| {
            let list = pointer.join("enum");
            let values = list.get(&document.value).and_then(Value::as_array);
            let text = |(index, value): (usize, &Value)| {
                left = left.checked_sub(1)?;
                written(document, &list.join(index), value.as_number()?)
            };
            (pointer.clone(), values.into_iter().flatten().enumerate().map(text).collect())
        };
        Self(fractions.iter().map(&mut read).collect())
    }

    /// Makes `values` values of the type of `schema`, where that is one type, and where a value can only be meant so.
    pub(super) fn apply(&self, schema: &mut Map<String, Value>, values: &mut [Value], site: &Site<'_>) {
        match only_type(schema) {
            Some("string") => {
                let written = self.0.get(&site.pointer());
                for (index, value) in values.iter_mut().enumerate() {
                    if !matches!(value, Value::Number(_) | Value::Bool(_)) {
                        continue;
                    }
                    let text = written.and_then(|texts| texts.get(index)?.clone());
                    *value = text.unwrap_or_else(|| value.to_string()).into();
                }
            }
            Some(ty @ ("integer" | "number")) => {
                let is_integer = ty == "integer";
                let numbers: Option<Vec<Value>> = values.iter().map(number).collect();
                let Some(numbers) = numbers else { return };
                values.clone_from_slice(&numbers);
                // `1.5` is listed, so that it is a value.
                if is_integer && values.iter().any(Value::is_f64) {
                    schema.insert("type".to_owned(), "number".into());
                    schema.shift_remove("format");
                }
            }
            _ => {}
        }
    }
}

/// Whether `schema` is a schema of strings that lists numbers with a fraction.
pub(super) fn has_fractions_for_texts(schema: &Value) -> bool {
    let is_text = schema.as_object().is_some_and(|schema| only_type(schema) == Some("string"));
    is_text && schema.get("enum").and_then(Value::as_array).is_some_and(|values| values.iter().any(Value::is_f64))
}

/// The type of a schema that has one, beside `null`.
fn only_type(schema: &Map<String, Value>) -> Option<&str> {
    match schema.get("type")? {
        Value::String(name) => Some(name),
        Value::Array(names) => {
            let mut names = names.iter().filter_map(Value::as_str).filter(|name| *name != "null");
            let first = names.next()?;
            names.next().is_none().then_some(first)
        }
        _ => None,
    }
}

/// The number for a value of a schema of numbers: itself, `1` for `1.0`, or that of a text. `null` stays.
fn number(value: &Value) -> Option<Value> {
    let number: Number = match value {
        Value::Null => return Some(Value::Null),
        Value::Number(number) => number.clone(),
        Value::String(text) => text.parse().ok()?,
        _ => return None,
    };
    Some(Value::Number(whole(&number).unwrap_or(number)))
}

/// 2^53: up to here an `f64` represents every integer.
const MOST_EXACT: f64 = 9_007_199_254_740_992.0;

/// The integer for a number such as `2.0`.
fn whole(number: &Number) -> Option<Number> {
    let float = number.as_f64().filter(|float| number.is_f64() && float.fract() == 0.0 && float.abs() < MOST_EXACT)?;
    format!("{float:.0}").parse().ok()
}

/// The text of the number at `pointer`, if it is `number`.
fn written(document: &Document, pointer: &Pointer, number: &Number) -> Option<String> {
    let location = document.locate(pointer);
    let line = location.source.text().lines().nth(location.position.line.checked_sub(1)?)?;
    let rest = line.chars().skip(location.position.column.checked_sub(1)?);
    let text: String = rest.take_while(|end| end.is_ascii_alphanumeric() || ['.', '+', '-'].contains(end)).collect();
    (text.parse::<f64>().ok() == number.as_f64()).then_some(text)
}
