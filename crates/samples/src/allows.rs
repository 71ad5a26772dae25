//! Whether an example obeys its schemas: a validator of what samples are made from. Patterns and formats are not
//! checked.

use serde_json::{Number, Value};

use super::Sampler;
use super::build::implied;
use super::flat::{Flat, Reached};

/// How deep a value is checked. Deeper values are not allowed.
const DEEPEST: usize = 60;

impl<'a> Sampler<'a> {
    /// Whether the schemas in `flat` allow `value`.
    pub(super) fn allows(&self, flat: &Flat<'a>, value: &Value, depth: usize) -> bool {
        let lists = |kind: &str| flat.types.as_ref().is_some_and(|types| types.contains(&kind));
        if value.is_null() && (flat.nullable || lists("null")) {
            return true;
        }
        let is_listed = flat.choices.as_ref().is_none_or(|choices| choices.contains(&value));
        let is_constant = flat.constant.is_none_or(|constant| constant == value);
        depth < DEEPEST
            && is_listed
            && is_constant
            && has_type(flat, value)
            && self.obeys(flat, value, depth)
            && flat
                .groups
                .iter()
                .all(|group| group.variants.iter().any(|variant| self.allowed_by(&[variant], value, depth + 1)))
    }

    fn allowed_by(&self, schemas: &[&'a Value], value: &Value, depth: usize) -> bool {
        let mut flat = Flat::default();
        schemas.iter().all(|schema| flat.add(self, schema, Reached::Itself).is_ok()) && self.allows(&flat, value, depth)
    }

    /// Whether the keywords for the type of `value` allow it.
    fn obeys(&self, flat: &Flat<'a>, value: &Value, depth: usize) -> bool {
        let sizes = &flat.sizes;
        match value {
            Value::Null | Value::Bool(_) => true,
            Value::Number(number) => is_within(flat, number),
            Value::String(text) => is_size(text.chars().count(), sizes.min_length, sizes.max_length),
            Value::Array(items) => {
                is_size(items.len(), sizes.min_items, sizes.max_items)
                    && !(flat.distinct && (1..items.len()).any(|index| is_repeated(items, index)))
                    && items.iter().enumerate().all(|(index, item)| match flat.tuple.get(index) {
                        Some(schema) => self.allowed_by(&[schema], item, depth + 1),
                        None => self.allowed_by(&flat.items, item, depth + 1),
                    })
            }
            Value::Object(members) => {
                is_size(members.len(), sizes.min_properties, sizes.max_properties)
                    && flat.required.iter().all(|name| members.contains_key(*name))
                    && members.iter().all(|(name, member)| match flat.properties.get(name.as_str()) {
                        Some(schemas) => self.allowed_by(schemas, member, depth + 1),
                        None if !flat.patterns.is_empty() => true,
                        None => self.allowed_by(&flat.additional, member, depth + 1),
                    })
            }
        }
    }
}

fn is_repeated(items: &[Value], index: usize) -> bool {
    let (before, rest) = items.split_at(index);
    rest.first().is_some_and(|item| before.contains(item))
}

fn is_size(size: usize, least: Option<u64>, most: Option<u64>) -> bool {
    let size = size as u64;
    least.is_none_or(|least| size >= least) && most.is_none_or(|most| size <= most)
}

fn is_within(flat: &Flat<'_>, number: &Number) -> bool {
    let Some(number) = number.as_f64() else { return true };
    flat.least.is_none_or(|bound| number >= bound)
        && flat.most.is_none_or(|bound| number <= bound)
        && flat.above.is_none_or(|bound| number > bound)
        && flat.below.is_none_or(|bound| number < bound)
        && flat.multiple.is_none_or(|step| step <= 0.0 || number % step == 0.0)
}

/// Whether `value` has a type that the schemas list, or that their keywords imply.
fn has_type(flat: &Flat<'_>, value: &Value) -> bool {
    let is = |kind: &str| match value {
        Value::Null => kind == "null",
        Value::Bool(_) => kind == "boolean",
        Value::Number(number) => kind == "number" || kind == "integer" && !number.is_f64(),
        Value::String(_) => kind == "string",
        Value::Array(_) => kind == "array",
        Value::Object(_) => kind == "object",
    };
    match &flat.types {
        Some(types) => types.iter().any(|kind| is(kind)),
        None => Some(implied(flat)).filter(|kind| *kind != "any").is_none_or(is),
    }
}
