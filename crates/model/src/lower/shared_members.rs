//! A member that several parts of an `allOf` describe.
//!
//! ```yaml
//! Base: { properties: { links: { $ref: '#/components/schemas/Links' }, kind: { type: string, enum: [a, b] } } }     # before
//! Page: { allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { links: { $ref: '#/components/schemas/Pages' }, kind: { type: string } } }] }
//! ---
//! Page:                                                                                                            # after
//!   allOf:
//!     - { $ref: '#/components/schemas/Base' }
//!     - { properties: { links: { $ref: '#/components/schemas/Pages' }, kind: { type: string } } }
//!     - { properties: { links: { $ref: '#/components/schemas/PageLinks' }, kind: { type: string, enum: [a, b] } }, x-moored-settled: true }
//! PageLinks: { allOf: [{ $ref: '#/components/schemas/Links' }, { $ref: '#/components/schemas/Pages' }] }
//! ```
//!
//! A value satisfies all parts ([`allOf`](https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.1)), and `all_of`, which merges them, has
//! the last one's word count. So what all of them say of a member is put last. Where no value could satisfy both, the last word stays, and is a loss.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Map, Value, json};

use crate::{config::Config, naming::type_name};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, components, members, reference, target_name},
    scope::Scope,
};

mod intersection;

pub(super) use intersection::says_nothing;

/// Parts of parts beyond this are no hierarchy that somebody wrote.
const DEEPEST: usize = 64;

/// Marks the part that says what all of them say, so that nobody weighs them again.
pub(super) const SETTLED: &str = "x-moored-settled";

/// More members than this that two parts of one whole describe are none that somebody wrote.
const MOST: usize = 10_000;

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let root = Pointer::root().join("components").join("schemas");
    let mut schemas = Schemas::of(components(&mut document.value));
    let mut queue: VecDeque<String> = schemas.named.keys().cloned().collect();
    while let Some(whole) = queue.pop_front() {
        if schemas.is_settled(&whole) {
            continue;
        }
        let mut said = Map::new();
        for (member, words) in schemas.described_by_several(&whole) {
            let Some(Agreed { word, parts_agree }) = schemas.agree(&format!("{whole} {member}"), words) else {
                continue;
            };
            if !parts_agree {
                let message = format!("the parts of `{whole}` disagree about `{member}`; the last one's word counts");
                let place = document.locate(&root.join(&whole));
                findings.push(Finding::new(&rules::MERGED_CONFLICT, place, message));
            }
            said.insert(member, word);
        }
        for name in schemas.made.drain(..) {
            document.record_move(&root.join(&whole), &root.join(&name));
            queue.push_back(name);
        }
        if !said.is_empty()
            && let Some(parts) = parts_mut(&mut schemas.named, &whole)
        {
            parts.push(json!({ "properties": said, (SETTLED): true }));
        }
    }
    *components(&mut document.value) = schemas.named;
}

/// What is to be said last of a member.
struct Agreed {
    word: Value,
    parts_agree: bool,
}

/// The parts of `whole`, with what stands beside them as the last of these, for it is merged behind them.
fn parts_mut<'a>(named: &'a mut Map<String, Value>, whole: &str) -> Option<&'a mut Vec<Value>> {
    let schema = named.get_mut(whole)?.as_object_mut()?;
    let beside = schema.shift_remove("properties");
    let parts = schema.get_mut("allOf")?.as_array_mut()?;
    parts.extend(beside.map(|properties| json!({ "properties": properties })));
    Some(parts)
}

/// The schema components, with those that this pass makes.
struct Schemas {
    named: Map<String, Value>,
    scope: Scope,
    /// The component that is all of these schemas at once, by how they are written.
    merged: BTreeMap<Vec<String>, String>,
    /// What a component of `merged` is all of.
    leaves: BTreeMap<String, Vec<Value>>,
    /// Components that are new.
    made: Vec<String>,
    count: usize,
}

impl Schemas {
    fn of(components: &mut Map<String, Value>) -> Self {
        let mut schemas = Self {
            named: std::mem::take(components),
            scope: Scope::default(),
            merged: BTreeMap::new(),
            leaves: BTreeMap::new(),
            made: Vec::new(),
            count: 0,
        };
        for (name, schema) in &schemas.named {
            schemas.scope.take(name);
            let Some(parts) = schema.get("allOf").and_then(Value::as_array) else { continue };
            if parts.len() > 1 && parts.iter().all(|part| component_name(part).is_some()) {
                schemas.merged.entry(key_of(parts)).or_insert_with(|| name.clone());
                schemas.leaves.insert(name.clone(), parts.clone());
            }
        }
        schemas
    }

    /// Whether the last part of `whole` is ours.
    fn is_settled(&self, whole: &str) -> bool {
        let parts = self.named.get(whole).and_then(|schema| schema.get("allOf")?.as_array());
        parts.and_then(|parts| parts.last()?.get(SETTLED)).is_some()
    }

    /// The members of `whole` that several parts describe differently, with what each part says, in their order.
    fn described_by_several(&self, whole: &str) -> BTreeMap<String, Vec<Value>> {
        let mut found: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        let Some(schema) = self.named.get(whole).filter(|schema| schema.get("allOf").is_some()) else {
            return BTreeMap::new();
        };
        let mut seen = BTreeSet::from([whole.to_owned()]);
        self.gather(schema, &mut seen, 0, &mut found);
        let several = found.into_iter().filter(|(_, words)| words.iter().any(|word| Some(word) != words.first()));
        several.map(|(name, words)| (name.to_owned(), words.into_iter().cloned().collect())).collect()
    }

    fn gather<'a>(
        &'a self,
        schema: &'a Value,
        seen: &mut BTreeSet<String>,
        depth: usize,
        found: &mut BTreeMap<&'a str, Vec<&'a Value>>,
    ) {
        if depth > DEEPEST {
            return;
        }
        if let Some(name) = component_name(schema) {
            if let Some(target) = self.named.get(&name).filter(|_| seen.insert(name.clone())) {
                self.gather(target, seen, depth + 1, found);
            }
            return;
        }
        for part in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.gather(part, seen, depth + 1, found);
        }
        for (name, word) in members(schema.get("properties")) {
            found.entry(name).or_default().push(word);
        }
    }

    /// What all of `words` say, called `name` where that needs one; `None` where the last of them says it already.
    fn agree(&mut self, name: &str, words: Vec<Value>) -> Option<Agreed> {
        if self.last_says_all(&words) {
            return None;
        }
        let mut words = words.into_iter();
        let mut all = words.next()?;
        let (mut last, mut parts_agree) = (all.clone(), true);
        for word in words {
            let both = self.both(name, &all, &word);
            parts_agree &= both.is_some();
            all = both.unwrap_or_else(|| word.clone());
            if !says_nothing(&word) {
                last = word;
            }
        }
        (all != last || !parts_agree).then_some(Agreed { word: all, parts_agree })
    }

    /// The schema that `schema` stands for.
    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        for _ in 0..DEEPEST {
            match target_name(schema).and_then(|name| self.named.get(&name)) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }

    /// Whether `name` is `part` and more.
    fn has_part(&self, name: &str, part: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut queue: Vec<&Value> = self.named.get(name).into_iter().collect();
        while let Some(schema) = queue.pop() {
            for inner in schema.get("allOf").and_then(Value::as_array).into_iter().flatten() {
                match component_name(inner) {
                    Some(inner) if inner == part => return true,
                    Some(inner) => queue.extend(self.named.get(&inner).filter(|_| seen.insert(inner.clone()))),
                    None => queue.push(inner),
                }
            }
        }
        false
    }

    /// The component that is `one` and `other`, called `name` where it is new.
    fn merge(&mut self, name: &str, one: &Value, other: &Value) -> Option<Value> {
        let mut leaves = self.leaves_of(one);
        for leaf in self.leaves_of(other) {
            if !leaves.contains(&leaf) {
                leaves.push(leaf);
            }
        }
        let key = key_of(&leaves);
        if let Some(known) = self.merged.get(&key) {
            return Some(reference(known));
        }
        self.count += 1;
        if self.count > MOST || leaves.len() > DEEPEST {
            return None;
        }
        let name = self.scope.take_first(&[type_name(name)]);
        self.named.insert(name.clone(), json!({ "allOf": leaves }));
        self.merged.insert(key, name.clone());
        self.leaves.insert(name.clone(), leaves);
        self.made.push(name.clone());
        Some(reference(&name))
    }

    /// What a member is all of: of more than itself where this pass made it, or the document in the same way.
    fn leaves_of(&self, schema: &Value) -> Vec<Value> {
        match target_name(schema) {
            Some(name) => self.leaves.get(&name).cloned().unwrap_or_else(|| vec![reference(&name)]),
            None => vec![schema.clone()],
        }
    }
}

fn key_of(leaves: &[Value]) -> Vec<String> {
    leaves.iter().map(Value::to_string).collect()
}
