//! Choices among the parts of an `allOf`, and beside members.
//!
//! ```yaml
//! Event: { properties: { id: { type: string } }, oneOf: [{ $ref: '#/components/schemas/Made' }, { $ref: '#/components/schemas/Gone' }] }    # before
//! ---
//! Event: { oneOf: [{ $ref: '#/components/schemas/EventMade' }, { $ref: '#/components/schemas/EventGone' }] }                                # after
//! EventMade: { allOf: [{ properties: { id: { type: string } } }, { $ref: '#/components/schemas/Made' }] }
//! EventGone: { allOf: [{ properties: { id: { type: string } } }, { $ref: '#/components/schemas/Gone' }] }
//! ```
//!
//! typify stops at some of these and makes empty types of others. What all variants share goes into each of them; a variant that has it
//! already, as a child has what its parent has, stays as it is. A choice that leads back to the whole is the parent's among its children and says nothing of
//! this child. Choices that multiply beyond reason become any value.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::{
    config::Config,
    naming::{type_name, without_overlap},
};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, components, members, reference},
    scope::Scope,
};

/// More combinations than this are no choice that somebody wrote.
const MOST: usize = 32;

/// Some have written so many variants of one choice.
const MOST_ALONE: usize = 256;

/// What stays with the whole.
const WORDS: &[&str] = &["description", "nullable", "deprecated", "readOnly", "writeOnly", "x-moored-title"];

/// Choices inside of choices beyond this are none that somebody wrote.
const ROUNDS: usize = 8;

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    // What has been distributed may be a choice again, where a variant is one.
    for _ in 0..ROUNDS {
        if !distribute_all(document, findings) {
            break;
        }
    }
}

/// Whether there was something to distribute.
fn distribute_all(document: &mut Document, findings: &mut Findings) -> bool {
    let mut changed = false;
    let named = components(&mut document.value).clone();
    let root = Pointer::root().join("components").join("schemas");
    let mut scope = Scope::default();
    for name in named.keys() {
        scope.take(name);
    }
    let choosing = choosing(&named);
    for (name, schema) in &named {
        let Value::Object(own) = schema else { continue };
        let merges =
            own.contains_key("allOf") || own.contains_key("properties") || own.contains_key("additionalProperties");
        if !merges || !choosing.contains(name) {
            continue;
        }
        let mut parts = Parts {
            named: &named,
            choosing: &choosing,
            whole: name,
            plain: Vec::new(),
            choices: Vec::new(),
            unchecked: false,
        };
        parts.read(schema, &mut vec![name.clone()]);
        let place = root.join(name);
        if parts.unchecked {
            let message = "which members go together is not checked";
            findings.push(Finding::new(&rules::UNTYPED_KEYWORD, document.locate(&place), message));
        }
        let mut whole: Map<String, Value> = own
            .iter()
            .filter(|(key, _)| WORDS.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        let count =
            parts.choices.iter().try_fold(1_usize, |count, choice| count.checked_mul(choice.variants.len().max(1)));
        let most = if parts.choices.len() == 1 { MOST_ALONE } else { MOST };
        if parts.choices.is_empty() {
            whole.insert("allOf".to_owned(), Value::Array(parts.plain));
        } else if count.is_none_or(|count| count > most) && !(parts.plain.is_empty() && parts.choices.len() == 1) {
            let message = "a choice among the parts makes this `serde_json::Value`";
            findings.push(Finding::new(&rules::MERGED_CHOICE, document.locate(&place), message));
        } else {
            distribute(document, &parts, &mut scope, &mut whole);
        }
        components(&mut document.value).insert(name.clone(), Value::Object(whole));
        changed = true;
    }
    changed
}

/// The components that are choices, or have one among their parts.
fn choosing(named: &Map<String, Value>) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = BTreeSet::new();
    loop {
        let before = found.len();
        for (name, schema) in named {
            if !found.contains(name) && chooses(schema, &found, 0) {
                found.insert(name.clone());
            }
        }
        if found.len() == before {
            return found;
        }
    }
}

/// Inline parts of parts beyond this are none that somebody wrote.
const DEEPEST: usize = 64;

fn chooses(schema: &Value, known: &BTreeSet<String>, depth: usize) -> bool {
    depth < DEEPEST
        && (schema.get("oneOf").is_some()
            || component_name(schema).is_some_and(|name| known.contains(&name))
            || schema
                .get("allOf")
                .and_then(Value::as_array)
                .is_some_and(|parts| parts.iter().any(|part| chooses(part, known, depth + 1))))
}

/// One choice among the parts.
struct Choice {
    variants: Vec<Value>,
    discriminator: Option<Value>,
}

/// What a schema is made of.
struct Parts<'a> {
    named: &'a Map<String, Value>,
    choosing: &'a BTreeSet<String>,
    whole: &'a str,
    /// What is no choice.
    plain: Vec<Value>,
    choices: Vec<Choice>,
    /// Whether a choice was left out that says which members go together, and not what they are.
    unchecked: bool,
}

impl Parts<'_> {
    /// Takes `schema` apart; `path` holds the components that led here.
    fn read(&mut self, schema: &Value, path: &mut Vec<String>) {
        if let Some(name) = component_name(schema) {
            // A part that leads back to the whole says nothing new.
            if path.contains(&name) || path.len() > DEEPEST {
                return;
            }
            match self.named.get(&name).filter(|_| self.choosing.contains(&name)) {
                Some(target) => {
                    let target = target.clone();
                    path.push(name);
                    self.read(&target, path);
                    path.pop();
                }
                None => self.plain.push(schema.clone()),
            }
            return;
        }
        let Value::Object(members) = schema else { return };
        for part in members.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.read(part, path);
        }
        if let Some(variants) = members.get("oneOf").and_then(Value::as_array) {
            if !variants.iter().any(says_a_shape) {
                self.unchecked = true;
            } else if !variants.iter().any(|variant| self.leads_back(variant)) {
                self.choices
                    .push(Choice { variants: variants.clone(), discriminator: members.get("discriminator").cloned() });
            }
        }
        let rest: Map<String, Value> = members
            .iter()
            .filter(|(key, _)| {
                !["allOf", "oneOf", "discriminator"].contains(&key.as_str()) && !WORDS.contains(&key.as_str())
            })
            .map(|(key, value)| (key.clone(), value.clone()))
            .collect();
        if rest.keys().any(|key| key != "type") {
            self.plain.push(Value::Object(rest));
        }
    }

    /// Whether a variant is the whole, or a choice that has it among its own.
    fn leads_back(&self, variant: &Value) -> bool {
        let mut seen = BTreeSet::new();
        let mut queue: Vec<String> = component_name(variant).into_iter().collect();
        while let Some(name) = queue.pop() {
            if name == self.whole {
                return true;
            }
            if seen.insert(name.clone()) {
                let inner = self.named.get(&name).and_then(|schema| schema.get("oneOf")?.as_array());
                queue.extend(inner.into_iter().flatten().filter_map(component_name));
            }
        }
        false
    }

    /// Whether the variant has all that the whole has beside it.
    fn is_whole(&self, variant: &Value) -> bool {
        let Some(name) = component_name(variant) else { return false };
        let (mut refs, mut properties) = (BTreeSet::new(), BTreeSet::new());
        let mut queue = vec![name];
        while let Some(name) = queue.pop() {
            if !refs.insert(name.clone()) {
                continue;
            }
            let mut parts: Vec<&Value> = self.named.get(&name).into_iter().collect();
            while let Some(part) = parts.pop() {
                queue.extend(component_name(part));
                properties.extend(members(part.get("properties")).map(|(name, _)| name.clone()));
                parts.extend(part.get("allOf").and_then(Value::as_array).into_iter().flatten());
            }
        }
        self.plain.iter().all(|part| match component_name(part) {
            Some(name) => refs.contains(&name),
            None => {
                part.as_object().is_some_and(|part| {
                    part.keys().all(|key| ["type", "properties", "required"].contains(&key.as_str()))
                }) && members(part.get("properties")).all(|(name, _)| properties.contains(name))
            }
        })
    }
}

/// Whether a variant says more than which members must be there.
fn says_a_shape(variant: &Value) -> bool {
    let silent = |key: &String| ["required", "description", "title", "x-moored-title", "type"].contains(&key.as_str());
    variant.as_object().is_none_or(|members| {
        !members.keys().all(silent) || (members.contains_key("type") && !members.contains_key("required"))
    })
}

/// Makes `whole` a choice among all combinations, each of them a component of its own.
fn distribute(document: &mut Document, parts: &Parts<'_>, scope: &mut Scope, whole: &mut Map<String, Value>) {
    let mut combinations: Vec<Vec<Value>> = vec![Vec::new()];
    for choice in &parts.choices {
        combinations = combinations
            .iter()
            .flat_map(|before| {
                choice.variants.iter().map(|variant| before.iter().cloned().chain([variant.clone()]).collect())
            })
            .collect();
    }
    let mut made: Vec<(Value, Value)> = Vec::new();
    for (index, picked) in combinations.iter().enumerate() {
        let alone = match picked.as_slice() {
            [only] if parts.plain.is_empty() || parts.is_whole(only) => Some(only.clone()),
            _ => None,
        };
        let variant = alone.unwrap_or_else(|| {
            let words: Vec<String> = picked.iter().filter_map(component_name).collect();
            let short = |word: &String| without_overlap(parts.whole, word).to_owned();
            let said: String = words.iter().map(short).collect::<Vec<_>>().join(" ");
            let said = if said.is_empty() { format!("Variant{}", index + 1) } else { said };
            let name = scope.take_first(&[type_name(&format!("{} {said}", parts.whole))]);
            let all: Vec<Value> = parts.plain.iter().chain(picked).cloned().collect();
            let to = Pointer::root().join("components").join("schemas").join(&name);
            let from = Pointer::root().join("components").join("schemas").join(parts.whole).join("oneOf").join(index);
            document.record_move(&from, &to);
            components(&mut document.value).insert(name.clone(), json!({ "allOf": all }));
            reference(&name)
        });
        if let [only] = picked.as_slice() {
            made.push((only.clone(), variant.clone()));
        } else {
            made.push((Value::Null, variant));
        }
    }
    let variants: Vec<Value> = made.iter().map(|(_, variant)| variant.clone()).collect();
    whole.insert("oneOf".to_owned(), Value::Array(variants));
    // Tags lead to what has become of the variants.
    let mut discriminators = parts.choices.iter().filter_map(|choice| choice.discriminator.clone());
    if let (Some(mut discriminator), [_]) = (discriminators.next(), parts.choices.as_slice()) {
        for part in ["mapping", "names"] {
            for target in
                discriminator.get_mut(part).and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut)
            {
                if let Some((_, variant)) = made.iter().find(|(before, _)| before == target) {
                    *target = variant.clone();
                }
            }
        }
        whole.insert("discriminator".to_owned(), discriminator);
    }
}
