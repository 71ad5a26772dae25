//! Choosing a variant of a union by trying all of them.
//!
//! A variant is tried by decoding the value and encoding it again; what is missing then was lost. An optional property
//! that is `null` against the document is missing as well, so a lost `null` only decides between variants that lose
//! nothing else. A nested union does the same for each variant around it. Two facts must therefore cross from an
//! inner union to the outer ones:
//!
//! - how many unlisted values it kept: a variant that fits only by such values is a worse choice;
//! - how much work it did: the number of trials is exponential in the depth, so all unions of a value share one budget,
//!   counted in bytes of JSON. What exceeds it is kept as [`Unlisted`](super::Unlisted).
//!
//! Neither can be a parameter or a result: between two unions are the `Deserialize` implementations of generated
//! structs, `Vec` and `Option`, which pass nothing on, and a seed (`DeserializeSeed`) would need an implementation for
//! each of these. So the facts are kept in a thread-local [`context`](super::context). Decoding is synchronous and runs
//! on one thread from the outermost union to the innermost. The outermost union sets the budget, and of the counter
//! only differences are used, so that one value never affects the next.

use std::collections::BTreeSet;

use super::context::{count_unlisted, counting_unlisted, withdraw};
use super::{Json, Union, Variant};
use crate::json::Missing;
use crate::value::JsonValue;

/// A variant that the value can be decoded as.
struct Trial<U> {
    value: U,
    lost: Lost,
    unlisted: usize,
    missing: Vec<Missing>,
}

/// What a value does not have any more.
#[derive(Default)]
struct Lost {
    /// The paths of values other than `null`.
    values: BTreeSet<String>,
    /// The number of members that were `null`.
    nulls: usize,
}

/// The best of `variants` for `json`; `None` if each loses a member that another one keeps, or the budget is exceeded.
pub(super) fn best<U: Union>(json: &Json, variants: &[&Variant<U>]) -> Option<U> {
    let original = json.value().ok()?;
    let mut trials: Vec<Trial<U>> = Vec::new();
    for variant in variants {
        if !withdraw(json.size()) {
            return None;
        }
        let ((value, unlisted), missing) = json.apart(|| counting_unlisted(|| (variant.read)(json)));
        let Some(value) = value else { continue };
        let encoded = JsonValue::of(&value)?;
        let mut lost = Lost::default();
        lost.collect(&original, &encoded, &mut String::new());
        if lost.values.is_empty() && lost.nulls == 0 && unlisted == 0 {
            json.add_missing(missing);
            return Some(value);
        }
        trials.push(Trial { value, lost, unlisted, missing });
    }
    // Members that all variants lose are not in the document.
    let mut lost_by_all = trials.first()?.lost.values.clone();
    for trial in &trials {
        lost_by_all.retain(|path| trial.lost.values.contains(path));
    }
    let complete = trials.into_iter().filter(|trial| trial.lost.values.len() == lost_by_all.len());
    // `min_by_key` returns the first of several minima.
    let chosen = complete.min_by_key(|trial| (trial.unlisted, trial.lost.nulls))?;
    count_unlisted(chosen.unlisted);
    json.add_missing(chosen.missing);
    Some(chosen.value)
}

impl Lost {
    /// Adds the values in `original`, below `at`, that `encoded` does not have.
    fn collect(&mut self, original: &JsonValue, encoded: &JsonValue, at: &mut String) {
        let mut below = |key: &str, original: &JsonValue, encoded: Option<&JsonValue>| {
            let length = at.len();
            at.push('/');
            at.push_str(key);
            match encoded {
                Some(encoded) => self.collect(original, encoded, at),
                None if *original == JsonValue::Null => self.nulls += 1,
                None => {
                    self.values.insert(at.clone());
                }
            }
            at.truncate(length);
        };
        match (original, encoded) {
            (JsonValue::Object(members), JsonValue::Object(encoded)) => {
                for (name, value) in members {
                    below(name, value, encoded.get(name));
                }
            }
            (JsonValue::Array(items), JsonValue::Array(encoded)) => {
                for (index, item) in items.iter().enumerate() {
                    below(&index.to_string(), item, encoded.get(index));
                }
            }
            _ if original == encoded => {}
            _ => {
                self.values.insert(at.clone());
            }
        }
    }
}
