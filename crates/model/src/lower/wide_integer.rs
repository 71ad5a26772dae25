//! Widens an integer if the document or `wide_integers` of `moored.toml` states that it is more than an `i64`.
//!
//! ```yaml
//! { type: integer, maximum: 18446744073709551615 }                        # before
//! { type: integer, example: 36893488147419103232 }
//! { type: integer, format: uint256 }
//! ---
//! { type: integer, format: uint64, maximum: 18446744073709551615 }        # after
//! { type: number, example: 36893488147419103232 }
//! { type: number }
//! ```
//!
//! An integer is an `i64`, which could not decode the value that the document shows or that its format allows. A
//! `number` without a format is a `Number` of the runtime, which decodes every number. Integers of JSON Schema have no
//! bounds: [6.1.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1).

use std::collections::BTreeSet;

use moored_document::{document::Document, finding::Findings, pass::Pass};
use serde_json::{Map, Number, Value};

use crate::config::Config;

/// `type_array` leaves single types, and `const_value` and `enum_values` make the lists of values that are read here.
pub(super) const PASS: Pass<Config> = Pass::configured(run).after(&["const_value", "enum_values", "type_array"]);

fn run(document: &mut Document, config: &Config, findings: &mut Findings) {
    let settings = &config.wide_integers;
    let mut used: BTreeSet<String> = BTreeSet::new();
    document.for_each_schema(findings, &mut |schema, site| {
        let Value::Object(members) = schema else { return };
        let origin = (!settings.is_empty()).then(|| site.origin().to_string());
        let named = origin.filter(|origin| settings.iter().any(|setting| setting.get_ref() == origin));
        let declared = if named.is_some() { Width::Unbounded } else { Width::Signed };
        // An integer that has been widened before is a number.
        let is_integer = rewrite(members, declared);
        if is_integer || members.get("type").and_then(Value::as_str) == Some("number") {
            used.extend(named);
        }
    });
    for setting in settings.iter().filter(|setting| !used.contains(setting.get_ref())) {
        findings.push(config.unused(setting, format!("`{}` is not an integer of the document", setting.get_ref())));
    }
}

/// Widens an integer that is declared to have at least the width `declared`. Returns `false` for other schemas.
fn rewrite(members: &mut Map<String, Value>, declared: Width) -> bool {
    if members.get("type").and_then(Value::as_str) != Some("integer") {
        return false;
    }
    let format = members.get("format").and_then(Value::as_str);
    let is_wide = declared == Width::Unbounded || format.is_some_and(|format| WIDE_FORMATS.contains(&format));
    match if is_wide { Width::Unbounded } else { width(members) } {
        Width::Signed => {}
        Width::Unsigned => {
            members.insert("format".to_owned(), "uint64".into());
        }
        Width::Unbounded => {
            members.insert("type".to_owned(), "number".into());
            members.shift_remove("format");
        }
    }
    true
}

/// Formats of integers with more than 64 bits.
const WIDE_FORMATS: &[&str] =
    &["bigint", "big-integer", "biginteger", "int128", "uint128", "int256", "uint256", "bignumber"];

/// The type that holds all values of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    /// `i64`.
    Signed,
    /// `u64`.
    Unsigned,
    /// Neither of them.
    Unbounded,
}

/// Keywords whose value is a bound.
const BOUNDS: &[&str] = &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

/// Keywords whose value is a value of the integer.
const VALUES: &[&str] = &["const", "default", "example"];

/// Keywords with a list of values of the integer.
const LISTS: &[&str] = &["enum", "examples"];

/// The type that holds the values that the document names.
fn width(members: &Map<String, Value>) -> Width {
    let single = |keys: &'static [&str]| keys.iter().filter_map(|key| members.get(*key)).filter_map(Value::as_number);
    let lists = LISTS.iter().filter_map(|key| members.get(*key)?.as_array()).flatten().filter_map(Value::as_number);
    let values = single(VALUES).chain(lists).map(|value| (value, Role::Value));
    let named: Vec<(&Number, Role)> = single(BOUNDS).map(|bound| (bound, Role::Bound)).chain(values).collect();
    let size = |number: &Number| number.as_f64().unwrap_or_default();
    let has_negative = named.iter().any(|(number, _)| size(number) < 0.0);
    let mut width = Width::Signed;
    for (number, role) in named {
        let size = size(number).abs();
        let is_bound = role == Role::Bound;
        // `1.0` and `1e3` are integers as well. A bound that is exactly the power of two is how JavaScript writes the
        // integer before it.
        let is_signed = number.is_i64() || number.is_f64() && size < SIGNED_END || is_bound && size == SIGNED_END;
        let is_unsigned = number.is_u64() || is_bound && size == UNSIGNED_END;
        match () {
            () if is_signed => {}
            () if is_unsigned && !has_negative => width = Width::Unsigned,
            () => return Width::Unbounded,
        }
    }
    width
}

/// What a number in a schema is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Bound,
    Value,
}

/// The first number above the range of `i64`.
const SIGNED_END: f64 = 9_223_372_036_854_775_808.0;

/// The first number above the range of `u64`.
const UNSIGNED_END: f64 = 18_446_744_073_709_551_616.0;
