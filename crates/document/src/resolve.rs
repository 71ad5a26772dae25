//! Resolving `$ref`: the one place that goes from a reference to what it refers to.
//!
//! Every function ends on references that form a cycle, because a chain has at most `MAX_REFERENCES` steps.

use std::iter;

use serde_json::{Map, Value};

use crate::{
    limits::MAX_REFERENCES,
    pointer::Pointer,
    schemas::{component_name, target_name},
};

/// The pointer in the `$ref` of `node`; `None` where it has none, or one that is not within the document.
#[must_use]
pub fn reference(node: &Value) -> Option<Pointer> {
    let text = node.get("$ref")?.as_str()?;
    text.starts_with("#/").then(|| Pointer::parse(text))
}

/// The node at `pointer`, the node that it refers to, and so on. Ends at the first node without a reference within the
/// document, and before a reference to nothing.
pub fn chain<'a>(document: &'a Value, pointer: &Pointer) -> impl Iterator<Item = (Pointer, &'a Value)> + use<'a> {
    let node = |pointer: Pointer| pointer.get(document).map(|node| (pointer, node));
    iter::successors(node(pointer.clone()), move |(_, value)| node(reference(value)?)).take(MAX_REFERENCES)
}

/// The node that the references at `pointer` resolve to, which is the node itself where it is no reference; `None`
/// where they refer to nothing, to another document, or to each other.
#[must_use]
pub fn resolve<'a>(document: &'a Value, pointer: &Pointer) -> Option<(Pointer, &'a Value)> {
    chain(document, pointer).last().filter(|(_, node)| !is_reference(node))
}

fn is_reference(node: &Value) -> bool {
    node.get("$ref").is_some_and(Value::is_string)
}

/// The pointer of the node at `pointer`, also where a node above it is a reference: with `/a: { $ref: '#/b' }`, the
/// node at `/a/c` is the one at `/b/c`.
#[must_use]
pub fn resolve_path(document: &Value, pointer: Pointer) -> Option<Pointer> {
    let mut pointer = pointer;
    for _ in 0..MAX_REFERENCES {
        if pointer.get(document).is_some() {
            return Some(pointer);
        }
        // The deepest node that exists has to be a reference.
        let keys = pointer.keys();
        let (rest, node) = (0..keys.len()).rev().find_map(|count| {
            let (start, rest) = keys.split_at_checked(count)?;
            Some((rest, Pointer::root().extend(start).get(document)?))
        })?;
        pointer = reference(node)?.extend(rest);
    }
    None
}

/// The schema components of a document, to resolve references to them.
#[derive(Clone, Copy, Debug)]
pub struct Components<'a> {
    schemas: Option<&'a Map<String, Value>>,
    name: fn(&Value) -> Option<String>,
}

impl<'a> Components<'a> {
    /// The schema components of `document`.
    #[must_use]
    pub fn of(document: &'a Value) -> Self {
        let schemas = document.get("components").and_then(|components| components.get("schemas"));
        Self { schemas: schemas.and_then(Value::as_object), name: component_name }
    }

    /// `schemas` as the components, by their names.
    #[must_use]
    pub fn in_map(schemas: &'a Map<String, Value>) -> Self {
        Self { schemas: Some(schemas), name: component_name }
    }

    /// The same components, where a schema with nothing but an `allOf` of one reference counts as that reference.
    #[must_use]
    pub fn through_all_of(self) -> Self {
        Self { name: target_name, ..self }
    }

    /// The component that `schema` refers to directly.
    #[must_use]
    pub fn target(&self, schema: &Value) -> Option<&'a Value> {
        self.schemas?.get(&(self.name)(schema)?)
    }

    /// `schema`, the component that it refers to, and so on.
    pub fn chain(&self, schema: &'a Value) -> impl Iterator<Item = &'a Value> + use<'a> {
        let components = *self;
        iter::successors(Some(schema), move |schema| components.target(schema)).take(MAX_REFERENCES + 1)
    }

    /// The schema that `schema` resolves to; the last one that exists where a reference refers to nothing.
    #[must_use]
    pub fn resolve(&self, schema: &'a Value) -> &'a Value {
        self.chain(schema).last().unwrap_or(schema)
    }

    /// The schema that `schema` resolves to; `None` where a reference refers to nothing, or references form a cycle.
    #[must_use]
    pub fn try_resolve(&self, schema: &'a Value) -> Option<&'a Value> {
        Some(self.resolve(schema)).filter(|schema| (self.name)(schema).is_none())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_chain_of_references_is_resolved_and_a_cycle_ends() {
        let document = json!({
            "a": { "$ref": "#/b" }, "b": { "$ref": "#/c" }, "c": { "d": 1 },
            "one": { "$ref": "#/other" }, "other": { "$ref": "#/one" },
            "gone": { "$ref": "#/nothing" }, "elsewhere": { "$ref": "other.yaml#/a" },
        });
        let resolved = |pointer: &str| resolve(&document, &Pointer::parse(pointer)).map(|(at, _)| at.to_string());
        assert_eq!(resolved("/a").as_deref(), Some("/c"));
        assert_eq!(resolved("/c").as_deref(), Some("/c"));
        assert_eq!(
            [resolved("/one"), resolved("/gone"), resolved("/elsewhere"), resolved("/nothing")],
            [const { None }; 4]
        );
        let path = |pointer: &str| resolve_path(&document, Pointer::parse(pointer)).map(|at| at.to_string());
        assert_eq!(path("/a/d").as_deref(), Some("/c/d"));
        assert_eq!((path("/one/d"), path("/c/e")), (None, None));
    }

    #[test]
    fn schemas_are_resolved_through_components() {
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let document = json!({ "components": { "schemas": {
            "Pet": { "type": "object" }, "Dog": reference("Pet"), "Cat": { "allOf": [reference("Dog")] },
            "One": reference("Other"), "Other": reference("One"), "Gone": reference("Nothing"),
        } } });
        let components = Components::of(&document);
        let pet = &document["components"]["schemas"]["Pet"];
        let (dog, cat) = (reference("Dog"), reference("Cat"));
        assert_eq!(components.resolve(&dog), pet);
        assert_ne!(components.resolve(&cat), pet);
        assert_eq!(components.through_all_of().resolve(&cat), pet);
        let (one, gone) = (reference("One"), reference("Gone"));
        assert_eq!((components.try_resolve(&one), components.try_resolve(&gone)), (None, None));
    }
}
