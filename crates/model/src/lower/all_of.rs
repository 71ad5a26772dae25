//! Merges the parts of an `allOf`.
//!
//! ```yaml
//! # before
//! Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { bark: { type: string } } }] }
//! ---
//! # after
//! Dog: { type: object, properties: { name: { type: string }, bark: { type: string } } }
//! ```
//!
//! typify merges as well, but makes types on the way that take the names of ours, and overflows its stack where a part
//! refers back to the whole, as in the common `Pet: { oneOf: [Dog] }`, `Dog: { allOf: [Pet, …] }`. Here such a part
//! adds nothing, and the choice of a parent among its children is not a choice of the child. See [JSON Schema
//! 10.2.1.1](https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.1).

use std::collections::BTreeMap;

use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    path::Path,
    pointer::Pointer,
    rules::{self, Rule},
    schemas::{components, for_each_within, for_each_within_mut},
};
use serde_json::{Map, Value};

use crate::{
    config::Config,
    limits::DEEPEST_PARTS,
    lower::{formats, shared_members::INTERSECTION},
    parts::{Part, Parts, is_unconstrained},
};

/// What is left of a schema that becomes any JSON value.
const ANNOTATIONS: &[&str] = &["description", "nullable", "deprecated"];

const ADDITIONAL: &str = "additionalProperties";

/// `inline_schema` names what the parts hold once, after the part, and not again after each whole. `merged_choice` and
/// `shared_members` write parts that are merged here. A part that `boolean_schema` opens must not close the whole.
pub(super) const PASS: Pass<Config> =
    Pass::document(run).after(&["boolean_schema", "inline_schema", "merged_choice", "shared_members"]);

fn run(document: &mut Document, findings: &mut Findings) {
    // Parts are read as they were before any of them was merged.
    let mut named = std::mem::take(components(&mut document.value));
    let root = Pointer::root().join("components").join("schemas");
    let folder = Path::at(&root);
    let mut merged: Vec<(String, Value)> = Vec::new();
    for (name, schema) in &named {
        let mut has_merge = false;
        for_each_within(&folder, schema, &mut |_, schema| has_merge |= is_merge(schema));
        if has_merge {
            let mut schema = schema.clone();
            for_each_within_mut(&folder.key(name), &mut schema, &mut |path, schema| {
                for (rule, message) in merge(schema, path, &named) {
                    findings.push(Finding::new(rule, document.locate(&path.pointer()), message));
                }
            });
            merged.push((name.clone(), schema));
        }
    }
    document.for_each_schema(findings, &mut |schema, site| {
        for (rule, message) in merge(schema, site.path(), &named) {
            site.report_here(rule, message);
        }
    });
    named.extend(merged);
    *components(&mut document.value) = named;
}

/// Whether there is something to merge: several parts, or one with more beside it than a description.
fn is_merge(schema: &Value) -> bool {
    let Some(parts) = schema.get("allOf").and_then(Value::as_array) else { return false };
    let has_siblings = schema.as_object().is_some_and(|members| {
        members.keys().any(|key| {
            ["properties", "required", "oneOf", "additionalProperties", "items", "enum"].contains(&key.as_str())
        })
    });
    let is_wrapper = parts.len() == 1 && parts.iter().all(|part| part.get("$ref").is_some());
    !is_wrapper || has_siblings
}

/// Merges the parts of `schema`, and returns what is lost.
fn merge(schema: &mut Value, path: &Path<'_>, named: &Map<String, Value>) -> Vec<(&'static Rule, String)> {
    let mut lost = Vec::new();
    if !is_merge(schema) {
        return lost;
    }
    let mut parts = match path.component() {
        Some(name) => Parts::of_component(name, schema, named),
        None => Parts::of(schema, named),
    };
    let mut merged = Merged::default();
    parts.by_ref().for_each(|part| merged.add(part));
    let is_too_deep = parts.is_too_deep();
    let Merged { mut members, has_choice, is_conflicting, .. } = merged;
    members.extend(schema.get("title").map(|title| ("title".to_owned(), title.clone())));
    // One part is a map, another has properties: see `boolean_schema`.
    if members.get(ADDITIONAL) == Some(&Value::Bool(true)) && members.contains_key("properties") {
        members.insert(ADDITIONAL.to_owned(), Value::Object(Map::new()));
    }
    if is_conflicting {
        let message = "the schemas of the `allOf` conflict in `additionalProperties`; the last one is used";
        lost.push((&rules::MERGED_CONFLICT, message.to_owned()));
    }
    if is_too_deep {
        let message = format!("the `allOf` refers to more than {DEEPEST_PARTS} nested schemas");
        lost.push((&rules::REFERENCE_CYCLE, message));
        members.retain(|key, _| ANNOTATIONS.contains(&key.as_str()));
    }
    if has_choice && !members.contains_key("properties") {
        let message = "the `allOf` contains a choice that cannot be merged";
        lost.push((&rules::MERGED_CHOICE, message.to_owned()));
        members.retain(|key, _| ANNOTATIONS.contains(&key.as_str()));
    }
    if matches!(members.get("type").and_then(Value::as_str), Some("object" | "array"))
        && members.shift_remove("enum").is_some()
    {
        let message = "the values of an object or a list are not checked";
        lost.push((&rules::UNTYPED_KEYWORD, message.to_owned()));
    }
    // A part that has no type of its own may have added a keyword.
    formats::reduce(&mut members);
    *schema = Value::Object(members);
    lost
}

#[derive(Default)]
struct Merged {
    members: Map<String, Value>,
    /// The depth of the part that each annotation is from.
    annotated: BTreeMap<String, usize>,
    has_choice: bool,
    /// Whether two parts have types for the members of other names.
    is_conflicting: bool,
}

impl Merged {
    fn add(&mut self, part: Part<'_>) {
        for (key, value) in part.members {
            match (key.as_str(), value) {
                // The title of a part names another variant.
                ("allOf" | "title" | INTERSECTION, _) => {}
                // The children that a parent may be; the whole is one of them.
                ("oneOf", _) => self.has_choice = true,
                ("properties", Value::Object(properties)) => self.add_properties(properties),
                ("required", Value::Array(names)) => self.add_required(names),
                (ADDITIONAL, _) => self.add_additional(value),
                // The whole may have these where a part has them; those of the outermost part take precedence.
                ("description" | "nullable" | "deprecated", _) => {
                    let depth = part.depth;
                    if depth <= 1 || self.annotated.get(key).is_none_or(|before| depth < *before) {
                        self.annotated.insert(key.clone(), depth);
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
        let merged = self.members.entry("properties").or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(merged) = merged else { return };
        for (name, schema) in properties {
            // `shared_members` made the last part the intersection of all.
            if !merged.contains_key(name) || !is_unconstrained(schema) {
                merged.insert(name.clone(), schema.clone());
            }
        }
    }

    /// The schema of the members without a name: one that has a type takes precedence over one that allows every value.
    fn add_additional(&mut self, additional: &Value) {
        let allows_all = |schema: &Value| schema == &Value::Bool(true) || schema == &Value::Object(Map::new());
        match self.members.get(ADDITIONAL) {
            Some(before) if before == additional || allows_all(additional) => return,
            Some(before) if !allows_all(before) => self.is_conflicting = true,
            _ => {}
        }
        self.members.insert(ADDITIONAL.to_owned(), additional.clone());
    }

    fn add_required(&mut self, names: &[Value]) {
        let merged = self.members.entry("required").or_insert_with(|| Value::Array(Vec::new()));
        let Value::Array(merged) = merged else { return };
        for name in names {
            if !merged.contains(name) {
                merged.push(name.clone());
            }
        }
    }
}
