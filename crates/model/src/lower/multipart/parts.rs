//! The parts that the schema of a form describes.

use serde_json::Value;

use super::DEEPEST;
use moored_document::{
    document::Document,
    pointer::Pointer,
    schemas::{component_name, members},
};

/// Whether the parts in `required` are required.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Presence {
    AsDeclared,
    /// They belong to one of several variants.
    Optional,
}

/// The parts of a form: their names, and where their schemas are.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) properties: Vec<(String, Pointer)>,
    pub(super) required: Vec<String>,
    /// Each `oneOf` and `anyOf`.
    pub(super) choices: Vec<Pointer>,
    /// Whether parts of other names are forbidden.
    pub(super) is_closed: bool,
}

impl Parts {
    /// Adds the parts that the schema at `at` describes. Returns whether it describes an object.
    pub(super) fn collect(&mut self, document: &Document, at: &Pointer, presence: Presence, depth: usize) -> bool {
        let Some(schema) = at.get(&document.value).filter(|_| depth < DEEPEST) else { return false };
        if let Some(name) = component_name(schema) {
            let target = Pointer::root().join("components").join("schemas").join(name);
            return self.collect(document, &target, presence, depth + 1);
        }
        if !may_be_object(schema) {
            return false;
        }
        self.add_own(schema, at, presence);
        let count = |key: &str| schema.get(key).and_then(Value::as_array).map_or(0, Vec::len);
        let mut are_objects =
            (0..count("allOf")).all(|index| self.collect(document, &at.join("allOf").join(index), presence, depth + 1));
        for key in ["oneOf", "anyOf"].into_iter().filter(|key| count(key) > 0) {
            self.choices.push(at.join(key));
            let presence = if count(key) == 1 { presence } else { Presence::Optional };
            are_objects &=
                (0..count(key)).all(|index| self.collect(document, &at.join(key).join(index), presence, depth + 1));
        }
        are_objects
    }

    /// Adds what the schema describes by itself.
    fn add_own(&mut self, schema: &Value, at: &Pointer, presence: Presence) {
        for (name, _) in members(schema.get("properties")) {
            let property = at.join("properties").join(name);
            match self.properties.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = property,
                None => self.properties.push((name.clone(), property)),
            }
        }
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        for name in required.filter_map(Value::as_str).filter(|_| presence == Presence::AsDeclared) {
            if !self.required.iter().any(|known| known == name) {
                self.required.push(name.to_owned());
            }
        }
        self.is_closed |= schema.get("additionalProperties") == Some(&Value::Bool(false));
    }
}

fn may_be_object(schema: &Value) -> bool {
    match schema.get("type") {
        Some(Value::String(name)) => name == "object",
        Some(Value::Array(names)) => names.iter().any(|name| name == "object"),
        _ => true,
    }
}
