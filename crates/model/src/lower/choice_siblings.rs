//! Keywords beside a choice whose values are not objects.
//!
//! ```yaml
//! { type: string, anyOf: [{ pattern: '^a' }, { pattern: '^b' }] }                          # before
//! { type: string, oneOf: [{ format: date }, { format: date-time }] }
//! { type: array, items: { type: number }, oneOf: [{ maxItems: 2 }, { minItems: 4 }] }
//! ---
//! { type: string, x-moored-alternatives: [{ pattern: '^a' }, { pattern: '^b' }] }          # after
//! { oneOf: [{ type: string, format: date }, { type: string, format: date-time }] }
//! { type: array, items: { type: number }, x-moored-alternatives: [{ maxItems: 2 }, { minItems: 4 }] }
//! ```
//!
//! A value satisfies the whole and one of the variants ([JSON Schema
//! 10.2.1](https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1)). Variants that only add rules make
//! no types of their own; the type is that of the whole, or the one that all variants have. `request_bounds` reads the
//! rules if all of them are bounds, and a request is checked; other rules are a loss. Variants that add types get
//! the keywords of the whole that apply to them. What stands beside a choice of objects is left to `merged_choice`.

mod keywords;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    schemas::{component_name, components},
    site::Site,
};
use serde_json::{Map, Value};

use self::{
    keywords::{Nature, is_distributed, is_of_objects, nature},
    whole::{OPAQUE, Whole},
};
use crate::{config::Config, limits::LONGEST_CHAIN, parts::is_annotation, usage};

/// `enum_values` and `const_value` make the lists of values that are read here; the others write types, items, and
/// references with something beside them.
pub(super) const PASS: Pass<Config> =
    Pass::document(run).after(&["const_value", "enum_values", "boolean_schema", "reference_siblings", "tuple"]);

/// Components without a type, by name: what they state applies to the type of the schema that refers to them.
type Untyped = BTreeMap<String, Map<String, Value>>;

fn run(document: &mut Document, findings: &mut Findings) {
    let untyped = untyped(components(&mut document.value));
    let mut copied: BTreeSet<String> = BTreeSet::new();
    document.for_each_schema(findings, &mut |schema, site| {
        // Variants and parts are rewritten with the whole: their types are those of the whole.
        let is_within = matches!(site.path().list(), Some("oneOf" | "anyOf" | "allOf"));
        if let (Value::Object(members), false) = (schema, is_within) {
            rewrite(members, &untyped, &mut copied, site);
        }
    });
    usage::remove_unreferenced(document, copied, findings);
}

fn untyped(named: &Map<String, Value>) -> Untyped {
    let has_rules_only = |schema: &Map<String, Value>| {
        let is_rule = |key: &String| key == "format" || nature(key) != Nature::Shape;
        schema.keys().all(is_rule) && schema.keys().any(|key| !is_annotation(key) && !is_of_objects(key))
    };
    let mut found = Untyped::new();
    for (name, mut schema) in named {
        for _ in 0..LONGEST_CHAIN {
            match component_name(schema).and_then(|target| named.get(&target)) {
                Some(target) => schema = target,
                None => break,
            }
        }
        if let Some(members) = schema.as_object().filter(|members| has_rules_only(members)) {
            let mut members = members.clone();
            members.entry("title").or_insert_with(|| name.as_str().into());
            found.insert(name.clone(), members);
        }
    }
    found
}

fn rewrite(schema: &mut Map<String, Value>, untyped: &Untyped, copied: &mut BTreeSet<String>, site: &mut Site<'_>) {
    flatten(schema, site);
    if let Some(Value::Array(parts)) = schema.get_mut("allOf") {
        site.member("allOf", |site| rewrite_all(parts, untyped, copied, site));
    }
    // `enumerated_choice` drops a choice beside a list of values.
    if schema.contains_key("enum") {
        return;
    }
    for key in ["oneOf", "anyOf"] {
        let whole = Whole::of(schema);
        let Some(Value::Array(variants)) = schema.get_mut(key) else { continue };
        if !whole.types.is_empty() && !whole.is_object() {
            for variant in variants.iter_mut() {
                let Some(name) = component_name(variant) else { continue };
                if let Some(rules) = untyped.get(&name) {
                    *variant = Value::Object(rules.clone());
                    copied.insert(name);
                }
            }
        }
        if let Some(collapsed) = whole.collapse(variants) {
            collapsed.write(schema, key, site);
            continue;
        }
        whole.distribute(variants);
        site.member(key, |site| rewrite_all(variants, untyped, copied, site));
        let is_opaque = |variant: &Value| OPAQUE.iter().any(|key| variant.get(*key).is_some());
        let has_opaque = variants.iter().any(is_opaque);
        if !whole.is_object() {
            // A rule stays, and is reported, where a variant could not take it.
            schema.retain(|key, _| !is_distributed(key) || (has_opaque && nature(key) == Nature::Rule));
            if whole.is_nullable {
                schema.insert("nullable".to_owned(), true.into());
            }
        }
        // The variants within variants may have become one type.
        let whole = Whole::of(schema);
        let variants = schema.get(key).and_then(Value::as_array);
        if let Some(collapsed) = variants.and_then(|variants| whole.collapse(variants)) {
            collapsed.write(schema, key, site);
        }
    }
}

fn rewrite_all(schemas: &mut [Value], untyped: &Untyped, copied: &mut BTreeSet<String>, site: &mut Site<'_>) {
    for (index, schema) in schemas.iter_mut().enumerate() {
        if let Value::Object(schema) = schema {
            site.item(index, |site| rewrite(schema, untyped, copied, site));
        }
    }
}

/// Merges the parts of an `allOf` that only add rules and types of other values than objects, if they do not conflict.
fn flatten(schema: &mut Map<String, Value>, site: &mut Site<'_>) {
    let Some(parts) = schema.get("allOf").and_then(Value::as_array) else { return };
    let mut merged = schema.clone();
    merged.shift_remove("allOf");
    let mut moved: Vec<(usize, String)> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let Value::Object(part) = part else { return };
        for (key, value) in part {
            let is_mergeable = is_distributed(key) || ["oneOf", "anyOf", "enum"].contains(&key.as_str());
            match merged.get(key) {
                _ if nature(key) == Nature::Annotation => {
                    merged.entry(key.clone()).or_insert_with(|| value.clone());
                }
                None if is_mergeable => {
                    merged.insert(key.clone(), value.clone());
                    moved.push((index, key.clone()));
                }
                Some(own) if own == value => {}
                _ => return,
            }
        }
    }
    // An object, whose parts `all_of` merges.
    if merged.keys().any(|key| is_of_objects(key)) || merged.get("type").is_none_or(|ty| ty == "object") {
        return;
    }
    *schema = merged;
    for (index, key) in moved {
        let from = site.path().join("allOf").join(index).join(&key);
        site.record_move(&from, &site.path().join(&key));
    }
}
