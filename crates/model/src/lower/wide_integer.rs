//! Integers of which the document names a value that is no `i64`.
//!
//! ```yaml
//! { type: integer, maximum: 18446744073709551615 }                        # before
//! { type: integer, example: 36893488147419103232 }
//! ---
//! { type: integer, format: uint64, maximum: 18446744073709551615 }        # after
//! { type: number, example: 36893488147419103232 }
//! ```
//!
//! An integer is an `i64`, which would refuse the value that the document itself shows; a JSON number, `serde_json::Number`, refuses none. JSON Schema's
//! integers have no bounds ([6.1.1](https://json-schema.org/draft/2020-12/json-schema-validation#section-6.1.1)).

use serde_json::{Map, Number, Value};

use crate::config::Config;
use moored_document::{document::Document, finding::Findings, pass::Pass, schemas::for_each_mut};

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, _: &mut Findings) {
    for_each_mut(&mut document.value, &mut |_, schema| {
        let Value::Object(members) = schema else { return };
        if members.get("type").and_then(Value::as_str) != Some("integer") {
            return;
        }
        match width(members) {
            Width::Signed => {}
            Width::Unsigned => {
                members.insert("format".to_owned(), "uint64".into());
            }
            Width::Any => {
                members.insert("type".to_owned(), "number".into());
                members.shift_remove("format");
            }
        }
    });
}

/// What holds all values of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Width {
    /// `i64`.
    Signed,
    /// `u64`.
    Unsigned,
    /// Neither of them.
    Any,
}

/// Keywords with the end of the values.
const BOUNDS: &[&str] = &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];

/// Keywords with a value.
const VALUES: &[&str] = &["const", "default", "example"];

/// Keywords with several values.
const LISTS: &[&str] = &["enum", "x-moored-enum", "examples"];

/// What holds the values that the document names.
fn width(members: &Map<String, Value>) -> Width {
    let single = |keys: &'static [&str]| keys.iter().filter_map(|key| members.get(*key)).filter_map(Value::as_number);
    let lists = LISTS.iter().filter_map(|key| members.get(*key)?.as_array()).flatten().filter_map(Value::as_number);
    let values = single(VALUES).chain(lists).map(|value| (value, false));
    let named: Vec<(&Number, bool)> = single(BOUNDS).map(|bound| (bound, true)).chain(values).collect();
    let size = |number: &Number| number.as_f64().unwrap_or_default();
    let has_negative = named.iter().any(|(number, _)| size(number) < 0.0);
    let mut width = Width::Signed;
    for (number, is_bound) in named {
        let size = size(number).abs();
        // 1.0 and 1e3 are integers as well. A bound that is the power of two itself is what JavaScript makes of the number before it.
        let is_signed = number.is_i64() || number.is_f64() && size < SIGNED_END || is_bound && size == SIGNED_END;
        let is_unsigned = number.is_u64() || is_bound && size == UNSIGNED_END;
        match () {
            () if is_signed => {}
            () if is_unsigned && !has_negative => width = Width::Unsigned,
            () => return Width::Any,
        }
    }
    width
}

/// The first number behind `i64`.
const SIGNED_END: f64 = 9_223_372_036_854_775_808.0;

/// The first number behind `u64`.
const UNSIGNED_END: f64 = 18_446_744_073_709_551_616.0;
