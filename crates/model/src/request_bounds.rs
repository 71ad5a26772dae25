//! Reads the bounds of what requests contain, when each schema has one type, and before passes remove them.
//!
//! A client checks the JSON that it sends, whatever the types of the values are in Rust; see [`Bounds`]. A component
//! without bounds, and the reference to it, are left out. A pattern that has no translation is a warning. See [JSON
//! Schema, validation 6](https://json-schema.org/draft/2020-12/json-schema-validation#section-6).

mod alternatives;
mod keywords;
mod prune;

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::MediaKind,
    pointer::Pointer,
    rules,
    schemas::{component_name, members, of_media_type, operations},
};
use serde_json::Value;

use crate::bounds::{ALTERNATIVES, Bound, Bounds};

/// The bounds of the parameters and bodies of a document, and of the components that these contain.
#[derive(Debug)]
pub(crate) struct RequestBounds {
    /// Those of parameters and media types, by their pointers when they were read.
    holders: BTreeMap<Pointer, Bounds>,
    components: BTreeMap<String, Bounds>,
    /// How many nodes had been moved by then.
    since: usize,
}

impl RequestBounds {
    /// Reads those of `document`.
    pub(crate) fn read(document: &Document, findings: &mut Findings) -> Self {
        let mut reading = Reading { document, components: BTreeSet::new(), problems: Vec::new() };
        let mut holders: Vec<(Pointer, Bounds)> = Vec::new();
        for Holder { at, schema } in holders_of_schemas(&document.value) {
            let mut bounds = reading.schema(&schema);
            if schema.last() == Some("itemSchema") {
                let mut of_list = Vec::new();
                push(&mut of_list, bounds, |of_items| Bound::Items(0, of_items));
                bounds = Bounds(of_list);
            }
            holders.push((at, bounds));
        }
        let mut components: BTreeMap<String, Bounds> = BTreeMap::new();
        while let Some(name) = reading.components.pop_first() {
            if components.contains_key(&name) {
                continue;
            }
            let bounds = reading.schema(&Pointer::root().join("components").join("schemas").join(&name));
            components.insert(name, bounds);
        }
        let mut reported: BTreeSet<Pointer> = BTreeSet::new();
        for (at, message) in reading.problems {
            let finding = Finding::new(&rules::UNCHECKED_PATTERN, document.locate(&at), message);
            if reported.insert(finding.location.pointer.clone()) {
                findings.push(finding);
            }
        }
        prune::without_empty(&mut components, &mut holders);
        holders.retain(|(_, bounds)| !bounds.is_empty());
        Self { holders: holders.into_iter().collect(), components, since: document.move_count() }
    }

    /// Those of the parameter or media type that is at `at` now.
    pub(crate) fn of(&self, document: &Document, at: &Pointer) -> Bounds {
        self.holders.get(&document.earlier(at, self.since)).cloned().unwrap_or_default()
    }

    /// Those of components, by their names.
    pub(crate) fn components(&self) -> &BTreeMap<String, Bounds> {
        &self.components
    }
}

/// A parameter or a media type of a request, and its schema.
struct Holder {
    at: Pointer,
    schema: Pointer,
}

/// The parameters and media types of requests that are sent as values.
fn holders_of_schemas(document: &Value) -> Vec<Holder> {
    let mut holders = Vec::new();
    for operation in operations(document) {
        let list = operation.join("parameters");
        let parameters = list.get(document).and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in parameters.enumerate() {
            let at = list.join(index);
            // The schema of a parameter with a content is that of its media type.
            let media_type = members(parameter.get("content")).next().map(|(name, _)| name);
            let schema = match media_type {
                Some(media_type) => at.join("content").join(media_type).join("schema"),
                None => at.join("schema"),
            };
            holders.push(Holder { at, schema });
        }
        let content = operation.join("requestBody").join("content");
        for (media_type, media) in members(content.get(document)) {
            if MediaKind::of(media_type) != MediaKind::Raw {
                let at = content.join(media_type);
                let (key, _) = of_media_type(media).unwrap_or(("schema", media));
                holders.push(Holder { schema: at.join(key), at });
            }
        }
    }
    holders
}

/// Reads the bounds of schemas.
struct Reading<'a> {
    document: &'a Document,
    /// The components that the schemas refer to, until they have been read.
    components: BTreeSet<String>,
    /// Patterns without a translation.
    problems: Vec<(Pointer, String)>,
}

impl Reading<'_> {
    fn schema(&mut self, at: &Pointer) -> Bounds {
        let Some(schema) = at.get(&self.document.value) else { return Bounds::default() };
        if let Some(name) = component_name(schema) {
            self.components.insert(name.clone());
            return Bounds(vec![Bound::Component(name)]);
        }
        let mut bounds = keywords::read(schema, |problem| self.problems.push((at.join("pattern"), problem)));
        let properties: Vec<String> = members(schema.get("properties")).map(|(name, _)| name.clone()).collect();
        for name in &properties {
            let of_member = self.schema(&at.join("properties").join(name));
            push(&mut bounds, of_member, |of_member| Bound::Member(name.clone(), of_member));
        }
        if schema.get("additionalProperties").is_some_and(Value::is_object) {
            let of_others = self.schema(&at.join("additionalProperties"));
            push(&mut bounds, of_others, |of_others| Bound::OtherMembers(properties, of_others));
        }
        let prefix = list(schema, "prefixItems");
        for index in 0..prefix {
            let of_item = self.schema(&at.join("prefixItems").join(index));
            push(&mut bounds, of_item, |of_item| Bound::Item(index, of_item));
        }
        if schema.get("items").is_some_and(Value::is_object) {
            let of_items = self.schema(&at.join("items"));
            push(&mut bounds, of_items, |of_items| Bound::Items(prefix, of_items));
        }
        for index in 0..list(schema, "allOf") {
            bounds.extend(self.schema(&at.join("allOf").join(index)).0);
        }
        for key in ["oneOf", "anyOf", ALTERNATIVES] {
            let count = list(schema, key);
            if count > 0 {
                let of_variants = (0..count).map(|index| self.schema(&at.join(key).join(index))).collect();
                bounds.extend(alternatives::read(&self.document.value, schema, key, of_variants));
            }
        }
        // Several parts of an `allOf` may refer to the same component.
        let mut components: BTreeSet<String> = BTreeSet::new();
        bounds.retain(|bound| match bound {
            Bound::Component(name) => components.insert(name.clone()),
            _ => true,
        });
        Bounds(bounds)
    }
}

/// The length of the list `key`.
fn list(schema: &Value, key: &str) -> usize {
    schema.get(key).and_then(Value::as_array).map_or(0, Vec::len)
}

fn push(bounds: &mut Vec<Bound>, inner: Bounds, wrap: impl FnOnce(Bounds) -> Bound) {
    if !inner.is_empty() {
        bounds.push(wrap(inner));
    }
}
