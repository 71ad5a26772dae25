//! Trying one variant after the other.

use std::cell::Cell;
use std::collections::BTreeSet;

use serde_json::Value;

use super::{Json, Union, Variant};

/// What nested unions know of each other.
struct State {
    /// How many unions are being read, one inside the other.
    depth: Cell<usize>,
    /// How many bytes may still be tried.
    budget: Cell<usize>,
    /// How much has been kept that the document does not list.
    notes: Cell<usize>,
}

thread_local! {
    static STATE: State = const { State { depth: Cell::new(0), budget: Cell::new(0), notes: Cell::new(0) } };
}

/// As deep as serde_json goes; it counts anew for each text that it is given.
const DEEPEST: usize = 128;

/// A union of unions tries each variant for each variant around it. This many times over, text is read for that; what is left is kept as it is.
const READINGS: usize = 256;
const READINGS_OF_SMALL_TEXTS: usize = 64 * 1024;

/// Reads a union with `read`.
pub(super) fn within<T>(json: &Json<'_>, read: impl FnOnce() -> T) -> Result<T, &'static str> {
    STATE.with(|state| {
        if state.depth.get() == 0 {
            if nesting(json.text()) > DEEPEST {
                return Err("recursion limit exceeded");
            }
            state.budget.set(json.text().len().saturating_mul(READINGS).saturating_add(READINGS_OF_SMALL_TEXTS));
        }
        state.depth.set(state.depth.get() + 1);
        // Also where `read` panics: the thread may go on with another answer.
        let _leave = Leave(state);
        Ok(read())
    })
}

struct Leave<'a>(&'a State);

impl Drop for Leave<'_> {
    fn drop(&mut self) {
        self.0.depth.set(self.0.depth.get() - 1);
    }
}

/// Notes that `count` more things were kept that the document does not list.
pub(crate) fn note(count: usize) {
    STATE.with(|state| state.notes.set(state.notes.get().wrapping_add(count)));
}

/// A variant that decodes.
struct Trial<U> {
    found: U,
    lost: BTreeSet<String>,
    notes: usize,
}

/// The one of `variants` that says most of `json`; `None` where each of them leaves out what another one says.
pub(super) fn best<U: Union>(json: &Json<'_>, variants: &[&Variant<U>]) -> Option<U> {
    let original = json.value().ok()?;
    let mut trials: Vec<Trial<U>> = Vec::new();
    for variant in variants {
        if !spend(json.text().len()) {
            return None;
        }
        let (found, notes) = noting(|| (variant.read)(json));
        let Some(found) = found else { continue };
        let again = serde_json::to_value(&found).ok()?;
        let mut lost = BTreeSet::new();
        compare(&original, &again, &mut String::new(), &mut lost);
        if lost.is_empty() && notes == 0 {
            return Some(found);
        }
        trials.push(Trial { found, lost, notes });
    }
    // What all of them lose is nothing that the document names.
    let mut unnamed = trials.first()?.lost.clone();
    for trial in &trials {
        unnamed.retain(|path| trial.lost.contains(path));
    }
    let complete = trials.into_iter().filter(|trial| trial.lost.len() == unnamed.len());
    // The first of equals.
    let chosen = complete.min_by_key(|trial| trial.notes)?;
    note(chosen.notes);
    Some(chosen.found)
}

/// Takes `bytes` from the budget, if there are as many.
fn spend(bytes: usize) -> bool {
    STATE.with(|state| {
        let left = state.budget.get().checked_sub(bytes);
        state.budget.set(left.unwrap_or(0));
        left.is_some()
    })
}

/// What `read` gives, and how much was noted meanwhile, which is forgotten.
fn noting<T>(read: impl FnOnce() -> T) -> (T, usize) {
    STATE.with(|state| {
        let before = state.notes.get();
        let found = read();
        let notes = state.notes.get().wrapping_sub(before);
        state.notes.set(before);
        (found, notes)
    })
}

/// Adds the paths below `at` whose values `again` does not have.
fn compare(original: &Value, again: &Value, at: &mut String, lost: &mut BTreeSet<String>) {
    let mut below = |key: &str, original: &Value, again: Option<&Value>| {
        let length = at.len();
        at.push('/');
        at.push_str(key);
        match again {
            Some(again) => compare(original, again, at, lost),
            None => {
                lost.insert(at.clone());
            }
        }
        at.truncate(length);
    };
    match (original, again) {
        (Value::Object(members), Value::Object(again)) => {
            for (name, value) in members {
                below(name, value, again.get(name));
            }
        }
        (Value::Array(items), Value::Array(again)) => {
            for (index, item) in items.iter().enumerate() {
                below(&index.to_string(), item, again.get(index));
            }
        }
        _ if original == again => {}
        _ => {
            lost.insert(at.clone());
        }
    }
}

/// How deep brackets are nested in a JSON text.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'"' => {
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'\\' => {
                            bytes.next();
                        }
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    deepest
}
