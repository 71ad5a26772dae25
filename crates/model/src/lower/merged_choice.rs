//! Distributes the parts of an `allOf`, and properties, over the variants of a choice among them.
//!
//! ```yaml
//! # before
//! Event:
//!   properties: { id: { type: string } }
//!   oneOf: [{ $ref: '#/components/schemas/Made' }, { $ref: '#/components/schemas/Gone' }]
//! ---
//! # after
//! Event: { oneOf: [{ $ref: '#/components/schemas/EventMade' }, { $ref: '#/components/schemas/EventGone' }] }
//! EventMade: { allOf: [{ properties: { id: { type: string } } }, { $ref: '#/components/schemas/Made' }] }
//! EventGone: { allOf: [{ properties: { id: { type: string } } }, { $ref: '#/components/schemas/Gone' }] }
//! ```
//!
//! typify stops at some of these, and makes empty types of others. A variant that has the shared parts already, as a
//! child has those of its parent, stays as it is. A choice with the whole among its variants is that of a parent among
//! its children, and adds nothing to this child. A variant whose tag another part excludes is left out. If the shared
//! parts have the tag, there is one more variant of these parts alone, for a tag that is not in the document yet. If
//! there are too many combinations, the whole becomes any JSON value. See [JSON Schema
//! 10.2.1](https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1).

use std::cell::OnceCell;
use std::collections::BTreeSet;

use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, components, members, reference},
    scope::Scope,
};
use serde_json::{Map, Value, json};

use crate::{
    config::Config,
    limits::{DEEPEST_CHOICES, MOST_COMBINATIONS, MOST_VARIANTS},
    naming::{type_name, without_overlap},
    parts::Parts,
    usage::{refers_to, used_once},
};

mod components;
mod narrowing;
mod other;
mod targets;
mod typed;

/// Keywords that stay with the whole.
const ANNOTATIONS: &[&str] = &["description", "nullable", "deprecated", "readOnly", "writeOnly", "title"];

/// `any_of` leaves one kind of choice, and `inline_schema` makes components of the variants, after which the new ones
/// are named.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["any_of", "inline_schema"]);

fn run(document: &mut Document, findings: &mut Findings) {
    // A variant may be a choice itself, so that the result is distributed again.
    for _ in 0..DEEPEST_CHOICES {
        if !distribute_all(document, findings) {
            break;
        }
    }
}

/// Distributes over each component that is a choice. Returns whether there was one.
fn distribute_all(document: &mut Document, findings: &mut Findings) -> bool {
    let mut named = std::mem::take(components(&mut document.value));
    let mut scope = Scope::default();
    named.keys().for_each(|name| _ = scope.take(name));
    let choices = components::with_choices(&named);
    // Few documents have such a component, and all references have to be counted for it.
    let private = OnceCell::new();
    let mut rewritten: Vec<(String, Value)> = Vec::new();
    for (name, schema) in &named {
        let Value::Object(own) = schema else { continue };
        let is_merge = ["allOf", "properties", "additionalProperties"].iter().any(|key| own.contains_key(*key));
        if !is_merge || !choices.contains(name) {
            continue;
        }
        let whole = Whole::read(name, schema, &named, &choices);
        let location = |document: &Document| document.locate(&pointer_of(name));
        if whole.is_unchecked {
            let message = "the valid combinations of properties are not checked";
            findings.push(Finding::new(&rules::UNTYPED_KEYWORD, location(document), message));
        }
        let mut members: Map<String, Value> = own
            .iter()
            .filter(|(key, _)| ANNOTATIONS.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        if whole.choices.is_empty() {
            members.insert("allOf".to_owned(), Value::Array(whole.shared));
        } else if whole.has_too_many_combinations() {
            let message = "the `allOf` has too many combinations of choices";
            findings.push(Finding::new(&rules::MERGED_CHOICE, location(document), message));
        } else {
            let private = private.get_or_init(|| &used_once(document, &named) - &choices);
            whole.distribute(document, &mut scope, private, &mut rewritten, &mut members);
        }
        rewritten.push((name.clone(), Value::Object(members)));
    }
    let is_changed = !rewritten.is_empty();
    named.extend(rewritten);
    *components(&mut document.value) = named;
    is_changed
}

fn pointer_of(component: &str) -> Pointer {
    Pointer::root().join("components").join("schemas").join(component)
}

/// One choice among the parts.
struct Choice<'a> {
    variants: Vec<&'a Value>,
    /// Variants that the other parts exclude.
    excluded: Vec<&'a Value>,
    discriminator: Option<&'a Value>,
}

/// The parts of a component.
struct Whole<'a> {
    name: &'a str,
    named: &'a Map<String, Value>,
    /// The parts that are not choices.
    shared: Vec<Value>,
    choices: Vec<Choice<'a>>,
    /// Whether a choice was left out whose variants only require properties.
    is_unchecked: bool,
}

impl<'a> Whole<'a> {
    /// Reads the component `name`. References to components without choices are parts themselves.
    fn read(name: &'a str, schema: &'a Value, named: &'a Map<String, Value>, choices: &'a BTreeSet<String>) -> Self {
        let mut whole = Self { name, named, shared: Vec::new(), choices: Vec::new(), is_unchecked: false };
        for part in Parts::following(name, schema, named, choices) {
            whole.add(part.members);
        }
        for index in (0..whole.choices.len()).rev() {
            let variant =
                whole.choices.get_mut(index).and_then(|choice| narrowing::narrow(choice, &whole.shared, named));
            if let Some(variant) = variant {
                whole.choices.remove(index);
                whole.shared.push(variant);
            }
        }
        whole
    }

    fn add(&mut self, part: &'a Map<String, Value>) {
        if let Some(variants) = part.get("oneOf").and_then(Value::as_array) {
            if !variants.iter().any(typed::has_type) {
                self.is_unchecked = true;
            } else if !variants.iter().any(|variant| self.is_among(variant)) {
                let variants = variants.iter().collect();
                let discriminator = part.get("discriminator");
                self.choices.push(Choice { variants, excluded: Vec::new(), discriminator });
            }
        }
        let is_shared = |key: &str| !["allOf", "oneOf", "discriminator"].contains(&key) && !ANNOTATIONS.contains(&key);
        if part.keys().any(|key| key != "type" && is_shared(key)) {
            let shared = part.iter().filter(|(key, _)| is_shared(key));
            self.shared.push(shared.map(|(key, value)| (key.clone(), value.clone())).collect::<Map<_, _>>().into());
        }
    }

    /// Whether the whole is `variant`, or among its variants.
    fn is_among(&self, variant: &Value) -> bool {
        let mut seen = BTreeSet::new();
        let mut queue: Vec<String> = component_name(variant).into_iter().collect();
        while let Some(name) = queue.pop() {
            if name == self.name {
                return true;
            }
            let variants = self.named.get(&name).and_then(|schema| schema.get("oneOf")?.as_array());
            if seen.insert(name) {
                queue.extend(variants.into_iter().flatten().filter_map(component_name));
            }
        }
        false
    }

    /// Whether nobody would want a type with a variant for each combination. A lone choice without shared parts has no
    /// combinations.
    fn has_too_many_combinations(&self) -> bool {
        let most = match self.choices.as_slice() {
            [_] if self.shared.is_empty() => return false,
            [_] => MOST_VARIANTS,
            _ => MOST_COMBINATIONS,
        };
        let count =
            self.choices.iter().try_fold(1_usize, |count, choice| count.checked_mul(choice.variants.len().max(1)));
        count.is_none_or(|count| count > most)
    }

    /// Whether `variant` has all shared parts.
    fn has_shared_parts(&self, variant: &Value) -> bool {
        if component_name(variant).is_none() {
            return false;
        }
        let mut parts = Parts::of(variant, self.named);
        let mut properties: BTreeSet<&String> = BTreeSet::new();
        for part in parts.by_ref() {
            properties.extend(members(part.members.get("properties")).map(|(name, _)| name));
        }
        let components = parts.into_components();
        self.shared.iter().all(|part| match component_name(part) {
            Some(name) => components.contains(&name),
            None => {
                part.as_object().is_some_and(|part| {
                    part.keys().all(|key| ["type", "properties", "required"].contains(&key.as_str()))
                }) && members(part.get("properties")).all(|(name, _)| properties.contains(name))
            }
        })
    }

    /// Makes `members` a choice among all combinations. Each of them becomes a component, which is added to `made`.
    fn distribute(
        &self,
        document: &mut Document,
        scope: &mut Scope,
        private: &BTreeSet<String>,
        made: &mut Vec<(String, Value)>,
        members: &mut Map<String, Value>,
    ) {
        let mut combinations: Vec<Vec<&Value>> = vec![Vec::new()];
        for choice in &self.choices {
            combinations = combinations
                .iter()
                .flat_map(|before| choice.variants.iter().map(|variant| [before.as_slice(), &[*variant]].concat()))
                .collect();
        }
        let mut variants: Vec<Value> = Vec::new();
        for (index, picked) in combinations.iter().enumerate() {
            if let [only] = picked.as_slice()
                && (self.shared.is_empty() || self.has_shared_parts(only))
            {
                variants.push((*only).clone());
                continue;
            }
            // The type of an inline variant gets the shared parts itself.
            if let [only] = picked.as_slice()
                && let Some(name) = component_name(only).filter(|name| private.contains(name))
                && refers_to(self.named.get(self.name), &name)
            {
                let parts: Vec<&Value> = self.shared.iter().chain(self.named.get(&name)).collect();
                variants.push((*only).clone());
                made.push((name, json!({ "allOf": parts })));
                continue;
            }
            let name = scope.take_first(&[self.variant_name(index, picked)]);
            document.record_move(&pointer_of(self.name).join("oneOf").join(index), &pointer_of(&name));
            let parts: Vec<&Value> = self.shared.iter().chain(picked.iter().copied()).collect();
            variants.push(reference(&name));
            made.push((name, json!({ "allOf": parts })));
        }
        let discriminator = match self.choices.as_slice() {
            [Choice { discriminator: Some(discriminator), excluded, .. }] => {
                let before = combinations.iter().map(|picked| picked.first().copied());
                Some(targets::replaced(discriminator, &before.zip(&variants).collect::<Vec<_>>(), excluded))
            }
            _ => None,
        };
        if let [choice] = self.choices.as_slice()
            && let Some(schema) = other::variant(choice, &self.shared, self.named)
        {
            let name = scope.take_first(&[format!("{}Other", self.name)]);
            document.record_move(&pointer_of(self.name), &pointer_of(&name));
            variants.push(reference(&name));
            made.push((name, schema));
        }
        members.insert("oneOf".to_owned(), Value::Array(variants));
        members.extend(discriminator.map(|discriminator| ("discriminator".to_owned(), discriminator)));
    }

    /// The name of the combination `picked`, after the whole and the variants in it.
    fn variant_name(&self, index: usize, picked: &[&Value]) -> String {
        let names: Vec<String> = picked.iter().filter_map(|variant| component_name(variant)).collect();
        let distinct: Vec<&str> = names.iter().map(|name| without_overlap(self.name, name)).collect();
        let distinct = match (distinct.as_slice(), picked) {
            ([], [only]) => plain_name(only).map_or_else(|| format!("Variant{}", index + 1), str::to_owned),
            ([], _) => format!("Variant{}", index + 1),
            (distinct, _) => distinct.join(" "),
        };
        type_name(&format!("{} {distinct}", self.name))
    }
}

/// The word for a variant that is a plain value or a list, and has no name.
fn plain_name(variant: &Value) -> Option<&'static str> {
    match variant.get("type").and_then(Value::as_str)? {
        "array" => Some("List"),
        "boolean" => Some("Boolean"),
        "integer" | "number" => Some("Number"),
        "string" => Some("String"),
        _ => None,
    }
}
