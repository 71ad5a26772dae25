//! Parents with their children, and the tags of these.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::lower::discriminator::explicit_tag;
use moored_document::schemas::{component_name, members, reference};

/// The children of a parent.
pub(super) struct Family {
    /// The property of the discriminator.
    property: String,
    /// The mapping of the discriminator.
    mapping: Map<String, Value>,
    /// All schemas that extend the parent, directly or through others.
    pub(super) descendants: BTreeSet<String>,
    /// The tags that the schemas themselves state, by their names.
    explicit: BTreeMap<String, String>,
}

/// The families by the names of their parents.
pub(super) fn families(schemas: &Map<String, Value>) -> BTreeMap<String, Family> {
    let is_parent = |schema: &Value| {
        schema.get("discriminator").is_some_and(Value::is_object)
            && !["oneOf", "anyOf"].iter().any(|key| schema.get(*key).is_some())
    };
    let mut found = BTreeMap::new();
    if !schemas.values().any(is_parent) {
        return found;
    }
    let mut children: BTreeMap<String, Vec<&String>> = BTreeMap::new();
    for (name, schema) in schemas {
        let parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        for parent in parts.filter_map(component_name) {
            children.entry(parent).or_default().push(name);
        }
    }
    for (parent, schema) in schemas.iter().filter(|(_, schema)| is_parent(schema)) {
        let mut descendants = BTreeSet::new();
        let mut queue = vec![parent];
        while let Some(name) = queue.pop() {
            for child in children.get(name).into_iter().flatten() {
                if *child != parent && descendants.insert((*child).clone()) {
                    queue.push(child);
                }
            }
        }
        let discriminator = schema.get("discriminator").unwrap_or(&Value::Null);
        let property = discriminator.get("propertyName").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mapping: Map<String, Value> =
            members(discriminator.get("mapping")).map(|(tag, target)| (tag.clone(), target.clone())).collect();
        let kin = descendants.iter().chain([parent]);
        let explicit = kin.filter_map(|name| Some((name.clone(), explicit_tag(schemas.get(name)?)?))).collect();
        if !descendants.is_empty() || !mapping.is_empty() {
            found.insert(parent.clone(), Family { property, mapping, descendants, explicit });
        }
    }
    found
}

/// A parent among all of them.
pub(super) struct Parent<'a> {
    pub(super) name: &'a str,
    pub(super) base: &'a str,
    pub(super) family: &'a Family,
    pub(super) families: &'a BTreeMap<String, Family>,
    pub(super) bases: &'a BTreeMap<&'a str, String>,
}

impl Parent<'_> {
    /// The union of the children and of the base, which `schema`, the parent, becomes.
    pub(super) fn union(&self, schema: &Value) -> Value {
        let mapping = self.mapping();
        let targets: BTreeSet<String> = mapping.values().filter_map(target_of).collect();
        let mut variants = Vec::new();
        for child in &self.family.descendants {
            let variant = self.variant(child);
            if targets.contains(&variant) {
                variants.push(reference(&variant));
            }
        }
        variants.push(reference(self.base));
        let mut union = Map::new();
        for key in ["description", "nullable", "deprecated"] {
            union.extend(schema.get(key).map(|value| (key.to_owned(), value.clone())));
        }
        let mut discriminator = Map::new();
        for (key, value) in members(schema.get("discriminator")) {
            let value = match key.as_str() {
                "mapping" => continue,
                "defaultMapping" => self.target(value),
                _ => value.clone(),
            };
            discriminator.insert(key.clone(), value);
        }
        discriminator.insert("mapping".to_owned(), Value::Object(mapping));
        union.insert("oneOf".to_owned(), Value::Array(variants));
        union.insert("discriminator".to_owned(), Value::Object(discriminator));
        Value::Object(union)
    }

    /// The tags of all variants: those of the mapping, of the mappings of the parents below that have the same tag,
    /// those that the schemas state, and the names of the others.
    fn mapping(&self) -> Map<String, Value> {
        let mut mapping: Map<String, Value> =
            self.family.mapping.iter().map(|(tag, value)| (tag.clone(), self.target(value))).collect();
        for (_, family) in self.parents_below() {
            for (tag, value) in &family.mapping {
                mapping.entry(tag.clone()).or_insert_with(|| self.target(value));
            }
        }
        let mapped: BTreeSet<String> = mapping.values().filter_map(target_of).collect();
        for child in &self.family.descendants {
            let variant = self.variant(child);
            let explicit = self.family.explicit.get(child);
            // If there is a mapping, a descendant that is not in it is no variant but a schema between parent and
            // variants.
            if mapped.contains(&variant) || (explicit.is_none() && !self.has_implicit_tag(child)) {
                continue;
            }
            mapping.entry(explicit.unwrap_or(child).clone()).or_insert_with(|| target(&variant));
        }
        if !mapped.contains(self.base) {
            let tag = self.family.explicit.get(self.name).map_or(self.name, String::as_str);
            mapping.entry(tag.to_owned()).or_insert_with(|| target(self.base));
        }
        mapping
    }

    /// The descendants that no tag selects, here or in the union of a variant.
    pub(super) fn untagged(&self) -> Vec<&String> {
        let targets: BTreeSet<String> = self.mapping().values().filter_map(target_of).collect();
        let unions: Vec<&Family> = targets.iter().filter_map(|name| self.families.get(name)).collect();
        let is_tagged = |child: &&String| {
            targets.contains(&self.variant(child)) || unions.iter().any(|family| family.descendants.contains(*child))
        };
        self.family.descendants.iter().filter(|child| !is_tagged(child)).collect()
    }

    /// The parents among the descendants that have the same tag.
    fn parents_below(&self) -> impl Iterator<Item = (&String, &Family)> {
        let descendants = self.family.descendants.iter().filter_map(|name| self.families.get_key_value(name));
        descendants.filter(|(_, family)| family.property == self.family.property)
    }

    /// Whether the tag of `child` is its name, because no mapping lists the children of a parent of it.
    fn has_implicit_tag(&self, child: &str) -> bool {
        let below = self.parents_below().map(|(_, family)| family).filter(|family| family.descendants.contains(child));
        below.chain([self.family]).any(|family| family.mapping.is_empty())
    }

    /// The component that stands for `name` in the union: a parent with another tag stands for its own children. With
    /// the same tag, it is a variant by itself, and its children are variants beside it.
    fn variant(&self, name: &str) -> String {
        let has_own_union = self.families.get(name).is_some_and(|family| family.property != self.family.property);
        let base = self.bases.get(name).filter(|_| !has_own_union);
        base.map_or(name, String::as_str).to_owned()
    }

    /// The target of a mapping, after the parents have become unions.
    fn target(&self, value: &Value) -> Value {
        match target_of(value) {
            Some(name) if self.bases.contains_key(name.as_str()) => target(&self.variant(&name)),
            _ => value.clone(),
        }
    }
}

/// The component that an entry of a mapping names, by reference or by name.
fn target_of(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    Some(component_name(&json!({ "$ref": text })).unwrap_or_else(|| text.to_owned()))
}

/// The entry of a mapping for the component `name`.
fn target(name: &str) -> Value {
    reference(name).get("$ref").cloned().unwrap_or_default()
}
