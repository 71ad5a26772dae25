//! Adds to an `allOf` the intersection of the schemas that several parts have for one property.
//!
//! ```yaml
//! # before
//! Base: { properties: { links: { $ref: '#/components/schemas/Links' }, kind: { type: string, enum: [a, b] } } }
//! Page:
//!   allOf:
//!     - { $ref: '#/components/schemas/Base' }
//!     - { properties: { links: { $ref: '#/components/schemas/Pages' }, kind: { type: string } } }
//! ---
//! # after
//! Page:
//!   allOf:
//!     - { $ref: '#/components/schemas/Base' }
//!     - { properties: { links: { $ref: '#/components/schemas/Pages' }, kind: { type: string } } }
//!     - properties: { links: { $ref: '#/components/schemas/PageLinks' }, kind: { type: string, enum: [a, b] } }
//!       x-moored-intersection: true
//! PageLinks: { allOf: [{ $ref: '#/components/schemas/Links' }, { $ref: '#/components/schemas/Pages' }] }
//! ```
//!
//! A value satisfies all parts ([JSON Schema
//! 10.2.1.1](https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.1)), but `all_of`, which merges
//! them, takes the schema of the last part. If no value can satisfy all of them, the last schema stays, which is a
//! loss.

use std::collections::{BTreeMap, VecDeque};

use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{component_name, components, members, reference, target_name},
    scope::Scope,
};
use serde_json::{Map, Value, json};

use crate::{
    config::Config,
    limits::{LONGEST_CHAIN, MOST_INTERSECTED, MOST_INTERSECTIONS},
    naming::type_name,
    parts::{Parts, is_unconstrained},
};

mod intersection;

/// Marks the part that is the intersection of the others, so that it is made once.
pub(super) const INTERSECTION: &str = "x-moored-intersection";

/// `inline_schema` makes components of the parts, and `merged_choice` distributes them over the variants of choices.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["inline_schema", "merged_choice"]);

fn run(document: &mut Document, findings: &mut Findings) {
    let root = Pointer::root().join("components").join("schemas");
    let mut schemas = Schemas::of(components(&mut document.value));
    let mut queue: VecDeque<String> = schemas.named.keys().cloned().collect();
    while let Some(whole) = queue.pop_front() {
        if schemas.has_intersection(&whole) {
            continue;
        }
        let mut properties = Map::new();
        for (property, described) in schemas.described_by_several(&whole) {
            let Some(intersection) = schemas.intersect_all(&format!("{whole} {property}"), described) else {
                continue;
            };
            if intersection.is_conflicting {
                let message = format!("the schemas of `{whole}` conflict in `{property}`; the last one is used");
                let location = document.locate(&root.join(&whole));
                findings.push(Finding::new(&rules::MERGED_CONFLICT, location, message));
            }
            properties.insert(property, intersection.schema);
        }
        for name in schemas.made.drain(..) {
            document.record_move(&root.join(&whole), &root.join(&name));
            queue.push_back(name);
        }
        if !properties.is_empty()
            && let Some(parts) = parts_mut(&mut schemas.named, &whole)
        {
            parts.push(json!({ "properties": properties, (INTERSECTION): true }));
        }
    }
    *components(&mut document.value) = schemas.named;
}

/// The schema that a property has in all parts.
struct Intersection {
    schema: Value,
    /// Whether no value satisfies all parts, so that the schema is that of the last one.
    is_conflicting: bool,
}

/// The `allOf` of `whole`. Its properties become the last part, because they are merged after the others.
fn parts_mut<'a>(named: &'a mut Map<String, Value>, whole: &str) -> Option<&'a mut Vec<Value>> {
    let schema = named.get_mut(whole)?.as_object_mut()?;
    let properties = schema.shift_remove("properties");
    let parts = schema.get_mut("allOf")?.as_array_mut()?;
    parts.extend(properties.map(|properties| json!({ "properties": properties })));
    Some(parts)
}

/// The schema components, with those that this pass makes.
struct Schemas {
    named: Map<String, Value>,
    scope: Scope,
    /// The component that is the intersection of these schemas, by their text.
    intersections: BTreeMap<Vec<String>, String>,
    /// The schemas that a component of `intersections` is the intersection of.
    leaves: BTreeMap<String, Vec<Value>>,
    /// Components that have not been visited.
    made: Vec<String>,
    count: usize,
}

impl Schemas {
    fn of(components: &mut Map<String, Value>) -> Self {
        let mut schemas = Self {
            named: std::mem::take(components),
            scope: Scope::default(),
            intersections: BTreeMap::new(),
            leaves: BTreeMap::new(),
            made: Vec::new(),
            count: 0,
        };
        for (name, schema) in &schemas.named {
            schemas.scope.take(name);
            let Some(parts) = schema.get("allOf").and_then(Value::as_array) else { continue };
            if parts.len() > 1 && parts.iter().all(|part| component_name(part).is_some()) {
                schemas.intersections.entry(key_of(parts)).or_insert_with(|| name.clone());
                schemas.leaves.insert(name.clone(), parts.clone());
            }
        }
        schemas
    }

    /// Whether this pass has added the last part of `whole`.
    fn has_intersection(&self, whole: &str) -> bool {
        let parts = self.named.get(whole).and_then(|schema| schema.get("allOf")?.as_array());
        parts.and_then(|parts| parts.last()?.get(INTERSECTION)).is_some()
    }

    /// The properties of `whole` that several parts describe differently, with the schema in each part, in their order.
    fn described_by_several(&self, whole: &str) -> BTreeMap<String, Vec<Value>> {
        let Some(schema) = self.named.get(whole).filter(|schema| schema.get("allOf").is_some()) else {
            return BTreeMap::new();
        };
        let mut found: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        for part in Parts::of_component(whole, schema, &self.named) {
            for (name, property) in members(part.members.get("properties")) {
                found.entry(name).or_default().push(property);
            }
        }
        let several = found.into_iter().filter(|(_, schemas)| schemas.iter().any(|one| Some(one) != schemas.first()));
        several.map(|(name, schemas)| (name.to_owned(), schemas.into_iter().cloned().collect())).collect()
    }

    /// The intersection of `schemas`, called `name` if it has to be a component; `None` if the last of them implies all
    /// others.
    fn intersect_all(&mut self, name: &str, schemas: Vec<Value>) -> Option<Intersection> {
        if self.last_implies_all(&schemas) {
            return None;
        }
        let mut schemas = schemas.into_iter();
        let mut all = schemas.next()?;
        let (mut last, mut is_conflicting) = (all.clone(), false);
        for schema in schemas {
            let intersection = self.intersect(name, &all, &schema);
            is_conflicting |= intersection.is_none();
            all = intersection.unwrap_or_else(|| schema.clone());
            if !is_unconstrained(&schema) {
                last = schema;
            }
        }
        (all != last || is_conflicting).then_some(Intersection { schema: all, is_conflicting })
    }

    /// The component that `schema` refers to, or `schema` itself.
    fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        for _ in 0..LONGEST_CHAIN {
            match target_name(schema).and_then(|name| self.named.get(&name)) {
                Some(target) => schema = target,
                None => break,
            }
        }
        schema
    }

    /// Whether `part` is a part of the component `name`.
    fn has_part(&self, name: &str, part: &str) -> bool {
        let schema = self.named.get(name);
        schema.is_some_and(|schema| Parts::of_component(name, schema, &self.named).into_components().contains(part))
    }

    /// The component that is the intersection of `one` and `other`, called `name` if it is new.
    fn component_of(&mut self, name: &str, one: &Value, other: &Value) -> Option<Value> {
        let mut leaves = self.leaves_of(one);
        for leaf in self.leaves_of(other) {
            if !leaves.contains(&leaf) {
                leaves.push(leaf);
            }
        }
        let key = key_of(&leaves);
        if let Some(known) = self.intersections.get(&key) {
            return Some(reference(known));
        }
        self.count += 1;
        if self.count > MOST_INTERSECTIONS || leaves.len() > MOST_INTERSECTED {
            return None;
        }
        let name = self.scope.take_first(&[type_name(name)]);
        self.named.insert(name.clone(), json!({ "allOf": leaves }));
        self.intersections.insert(key, name.clone());
        self.leaves.insert(name.clone(), leaves);
        self.made.push(name.clone());
        Some(reference(&name))
    }

    /// The schemas that `schema` is the intersection of, whether this pass made it or the document wrote it in the same
    /// way.
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
