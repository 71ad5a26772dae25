//! Trying one variant after the other.

use std::collections::BTreeSet;

use serde_json::Value;

use super::context::{count_unlisted, counting_unlisted, withdraw};
use super::{Json, Union, Variant};

/// A variant that decodes.
struct Trial<U> {
    value: U,
    lost: BTreeSet<String>,
    unlisted: usize,
}

/// The one of `variants` that says most of `json`; `None` where each of them leaves out what another one says.
pub(super) fn best<U: Union>(json: &Json<'_>, variants: &[&Variant<U>]) -> Option<U> {
    let original = json.value().ok()?;
    let mut trials: Vec<Trial<U>> = Vec::new();
    for variant in variants {
        if !withdraw(json.text().len()) {
            return None;
        }
        let (value, unlisted) = counting_unlisted(|| (variant.read)(json));
        let Some(value) = value else { continue };
        let encoded = serde_json::to_value(&value).ok()?;
        let mut lost = BTreeSet::new();
        collect_lost_paths(&original, &encoded, &mut String::new(), &mut lost);
        if lost.is_empty() && unlisted == 0 {
            return Some(value);
        }
        trials.push(Trial { value, lost, unlisted });
    }
    // What all of them lose is nothing that the document names.
    let mut lost_by_all = trials.first()?.lost.clone();
    for trial in &trials {
        lost_by_all.retain(|path| trial.lost.contains(path));
    }
    let complete = trials.into_iter().filter(|trial| trial.lost.len() == lost_by_all.len());
    // The first of equals.
    let chosen = complete.min_by_key(|trial| trial.unlisted)?;
    count_unlisted(chosen.unlisted);
    Some(chosen.value)
}

/// Adds the paths below `at` whose values `encoded` does not have.
fn collect_lost_paths(original: &Value, encoded: &Value, at: &mut String, lost: &mut BTreeSet<String>) {
    let mut below = |key: &str, original: &Value, encoded: Option<&Value>| {
        let length = at.len();
        at.push('/');
        at.push_str(key);
        match encoded {
            Some(encoded) => collect_lost_paths(original, encoded, at, lost),
            None => {
                lost.insert(at.clone());
            }
        }
        at.truncate(length);
    };
    match (original, encoded) {
        (Value::Object(members), Value::Object(encoded)) => {
            for (name, value) in members {
                below(name, value, encoded.get(name));
            }
        }
        (Value::Array(items), Value::Array(encoded)) => {
            for (index, item) in items.iter().enumerate() {
                below(&index.to_string(), item, encoded.get(index));
            }
        }
        _ if original == encoded => {}
        _ => {
            lost.insert(at.clone());
        }
    }
}
