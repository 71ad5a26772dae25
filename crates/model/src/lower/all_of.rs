//! `allOf` of several parts.
//!
//! ```yaml
//! Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { bark: { type: string } } }] }     # before
//! ---
//! Dog: { type: object, properties: { name: { type: string }, bark: { type: string } } }                  # after
//! ```
//!
//! typify merges as well, and makes types of its own on the way that take our names; it fills the stack where a part leads back to the
//! whole, as in the common `Pet: { oneOf: [Dog] }`, `Dog: { allOf: [Pet, …] }`. Here a part that leads back adds nothing, because it
//! says nothing that the whole does not, and a parent's choice among its children is not the child's.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::{
    config::Config,
    lower::shared_members::{SETTLED, says_nothing},
};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, components, for_each_mut, own_name},
};

/// Parents of parents beyond this are no hierarchy that somebody wrote, and would fill the stack.
const DEEPEST: usize = 64;

/// What is left of a schema that becomes any JSON value.
const WORDS: &[&str] = &["description", "nullable", "deprecated"];

const OTHERS: &str = "additionalProperties";

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let named = components(&mut document.value).clone();
    let mut choices: Vec<Pointer> = Vec::new();
    let mut deep: Vec<Pointer> = Vec::new();
    let mut disagreeing: Vec<Pointer> = Vec::new();
    for_each_mut(&mut document.value, &mut |at, schema| {
        let at = &at.pointer();
        if !is_merge(schema) {
            return;
        }
        let mut path: Vec<String> = own_name(at).into_iter().collect();
        let mut merged = Merged {
            named: &named,
            members: Map::new(),
            seen: BTreeSet::new(),
            words: BTreeMap::new(),
            choices: 0,
            deep: false,
            disagree: false,
        };
        merged.add(schema, &mut path);
        // One part is a map, another has members: see `boolean_schema`.
        if merged.members.get(OTHERS) == Some(&Value::Bool(true)) && merged.members.contains_key("properties") {
            merged.members.insert(OTHERS.to_owned(), Value::Object(Map::new()));
        }
        if merged.disagree {
            disagreeing.push(at.clone());
        }
        if merged.deep {
            deep.push(at.clone());
            merged.members.retain(|key, _| WORDS.contains(&key.as_str()));
        }
        if merged.choices > 0 && !merged.members.contains_key("properties") {
            choices.push(at.clone());
            merged.members.retain(|key, _| WORDS.contains(&key.as_str()));
        }
        *schema = Value::Object(merged.members);
    });
    for at in deep {
        let message = format!("this `allOf` leads through more than {DEEPEST} schemas");
        findings.push(Finding::new(&rules::REFERENCE_CYCLE, document.locate(&at), message));
    }
    for at in disagreeing {
        let message = "the parts disagree about members of other names; the last one's word counts";
        findings.push(Finding::new(&rules::MERGED_CONFLICT, document.locate(&at), message));
    }
    for at in choices {
        let message = "a choice among the parts makes this `serde_json::Value`";
        findings.push(Finding::new(&rules::MERGED_CHOICE, document.locate(&at), message));
    }
}

/// Whether there is something to merge: several parts, or one with more beside it than its description.
fn is_merge(schema: &Value) -> bool {
    let Some(parts) = schema.get("allOf").and_then(Value::as_array) else { return false };
    let beside = schema.as_object().is_some_and(|members| {
        members.keys().any(|key| {
            ["properties", "required", "oneOf", "additionalProperties", "items", "enum"].contains(&key.as_str())
        })
    });
    let wraps = parts.len() == 1 && parts.iter().all(|part| part.get("$ref").is_some());
    !wraps || beside
}

struct Merged<'a> {
    named: &'a Map<String, Value>,
    members: Map<String, Value>,
    /// The components that are in already.
    seen: BTreeSet<String>,
    /// How far out the words stood that count so far.
    words: BTreeMap<String, usize>,
    choices: usize,
    deep: bool,
    /// Whether two parts have types for the members of other names.
    disagree: bool,
}

impl Merged<'_> {
    /// Adds what `schema` says; `path` holds the components that led here.
    fn add(&mut self, schema: &Value, path: &mut Vec<String>) {
        if let Some(name) = component_name(schema) {
            self.deep |= path.len() > DEEPEST;
            // A part that leads back to the whole says nothing new, nor does one that several parts share.
            if self.deep || path.contains(&name) || !self.seen.insert(name.clone()) {
                return;
            }
            if let Some(target) = self.named.get(&name) {
                path.push(name);
                self.add(target, path);
                path.pop();
            }
            return;
        }
        let Value::Object(members) = schema else { return };
        for part in members.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.add(part, path);
        }
        for (key, value) in members {
            match (key.as_str(), value) {
                ("allOf" | SETTLED, _) => {}
                // The children that a parent may be; the whole is one of them.
                ("oneOf", _) => self.choices += 1,
                ("properties", Value::Object(properties)) => self.add_properties(properties),
                ("required", Value::Array(names)) => self.add_required(names),
                ("additionalProperties", _) => self.add_others(value),
                // The whole may be described and may be null where a part is; the outermost word counts.
                ("description" | "nullable" | "deprecated", _) => {
                    let depth = path.len();
                    if self.words.get(key).is_none_or(|before| depth < *before || depth <= 1) {
                        self.words.insert(key.clone(), depth);
                        self.members.insert(key.clone(), value.clone());
                    }
                }
                _ => {
                    self.members.insert(key.clone(), value.clone());
                }
            }
        }
    }

    fn add_properties(&mut self, properties: &Map<String, Value>) {
        let mine = self.members.entry("properties").or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(mine) = mine else { return };
        for (name, schema) in properties {
            // `shared_members` put last what all parts say.
            if !mine.contains_key(name) || !says_nothing(schema) {
                mine.insert(name.clone(), schema.clone());
            }
        }
    }

    /// What there is beyond the members that have names: a part that says of what type counts more than one that allows anything.
    fn add_others(&mut self, others: &Value) {
        let is_anything = |schema: &Value| schema == &Value::Bool(true) || schema == &Value::Object(Map::new());
        match self.members.get(OTHERS) {
            Some(before) if before == others || is_anything(others) => return,
            Some(before) if !is_anything(before) => self.disagree = true,
            _ => {}
        }
        self.members.insert(OTHERS.to_owned(), others.clone());
    }

    fn add_required(&mut self, names: &[Value]) {
        let mine = self.members.entry("required").or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(mine) = mine else { return };
        for name in names {
            if !mine.contains(name) {
                mine.push(name.clone());
            }
        }
    }
}
