//! The keywords of one schema that bound its values.

use serde_json::{Number, Value};

use crate::{bounds::Bound, pattern};

/// The bounds that `schema` states itself. Those that every value is within are left out, and so are those of other
/// types than its own. `report` is called with the reason why a pattern is not checked.
pub(super) fn read(schema: &Value, report: impl FnOnce(String)) -> Vec<Bound> {
    let ty = schema.get("type").and_then(Value::as_str);
    let is = |types: &[&str]| ty.is_none_or(|ty| types.contains(&ty));
    let mut bounds = Vec::new();
    // The bytes of a file are not text.
    if is(&["string"]) && schema.get("format").and_then(Value::as_str) != Some("binary") {
        bounds.extend(size(schema, "minLength").filter(|least| *least > 0).map(Bound::MinLength));
        bounds.extend(size(schema, "maxLength").map(Bound::MaxLength));
        if let Some(source) = schema.get("pattern").and_then(Value::as_str) {
            match pattern::translate(source) {
                Ok(pattern) => bounds.push(Bound::Pattern(pattern)),
                Err(reason) => report(format!("the pattern is not checked: {reason}")),
            }
        }
    }
    if is(&["integer", "number"]) {
        bounds.extend(limits(schema, ty == Some("integer")));
    }
    if is(&["array"]) {
        bounds.extend(size(schema, "minItems").filter(|least| *least > 0).map(Bound::MinItems));
        bounds.extend(size(schema, "maxItems").map(Bound::MaxItems));
        bounds.extend(schema.get("uniqueItems").filter(|unique| **unique == true).map(|_| Bound::UniqueItems));
    }
    if is(&["object"]) {
        bounds.extend(size(schema, "minProperties").filter(|least| *least > 0).map(Bound::MinProperties));
        bounds.extend(size(schema, "maxProperties").map(Bound::MaxProperties));
    }
    bounds
}

/// A size. Some documents write `5.0`.
fn size(schema: &Value, key: &str) -> Option<u64> {
    let value = schema.get(key)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is a small whole number")]
    let whole = |float: f64| (float.fract() == 0.0 && (0.0..1e15).contains(&float)).then_some(float as u64);
    value.as_u64().or_else(|| value.as_f64().and_then(whole))
}

fn limits(schema: &Value, is_integer: bool) -> Vec<Bound> {
    let number = |key: &str| schema.get(key).and_then(Value::as_number).cloned();
    // In 3.0, `exclusiveMinimum` is a flag that belongs to `minimum`.
    let is_exclusive = |key: &str| schema.get(key) == Some(&Value::Bool(true));
    let mut bounds = Vec::new();
    if let Some(minimum) = number("minimum") {
        bounds.push(if is_exclusive("exclusiveMinimum") {
            Bound::ExclusiveMinimum(minimum)
        } else {
            Bound::Minimum(minimum)
        });
    }
    if let Some(maximum) = number("maximum") {
        bounds.push(if is_exclusive("exclusiveMaximum") {
            Bound::ExclusiveMaximum(maximum)
        } else {
            Bound::Maximum(maximum)
        });
    }
    bounds.extend(number("exclusiveMinimum").map(Bound::ExclusiveMinimum));
    bounds.extend(number("exclusiveMaximum").map(Bound::ExclusiveMaximum));
    bounds.extend(number("multipleOf").filter(is_positive).map(Bound::MultipleOf));
    bounds.retain(|bound| !is_integer || !allows_all_integers(bound));
    bounds
}

fn is_positive(number: &Number) -> bool {
    number.as_f64().is_some_and(|size| size > 0.0)
}

/// Whether every integer that the client can send, an `i64` or an `u64`, is within the bound.
fn allows_all_integers(bound: &Bound) -> bool {
    let size = |number: &Number| number.as_f64().unwrap_or_default();
    match bound {
        Bound::Minimum(limit) => size(limit) <= LEAST,
        Bound::ExclusiveMinimum(limit) => size(limit) < LEAST,
        Bound::Maximum(limit) => size(limit) >= MOST,
        Bound::ExclusiveMaximum(limit) => size(limit) > MOST,
        Bound::MultipleOf(limit) => size(limit) == 1.0,
        _ => false,
    }
}

/// `i64::MIN`.
const LEAST: f64 = -9_223_372_036_854_775_808.0;

/// `u64::MAX`, rounded up.
const MOST: f64 = 18_446_744_073_709_551_616.0;
