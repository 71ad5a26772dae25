//! The schemas that a value satisfies together: a schema, what it refers to, and the members of their `allOf`s.

use std::collections::BTreeSet;

use moored_document::schemas::component_name;
use serde_json::{Map, Value};

use crate::limits::DEEPEST_PARTS;

/// One of the schemas that a value satisfies together. Its `allOf` is to be ignored: the members of it are parts of
/// their own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
    /// The keywords; `$ref` alone for a reference that is not followed.
    pub(crate) members: &'a Map<String, Value>,
    /// How many components refer to it, with the one that the whole is.
    pub(crate) depth: usize,
}

/// The parts of a schema, those of an `allOf` before the schema that has it, so that an outer one comes after an inner
/// one.
///
/// A component is visited once, however many references resolve to it: a second time, or in a cycle, it adds nothing.
#[derive(Debug)]
pub(crate) struct Parts<'a> {
    components: &'a Map<String, Value>,
    /// The components that are followed; `None`: all.
    followed: Option<&'a BTreeSet<String>>,
    seen: BTreeSet<String>,
    /// The schemas whose `allOf` is being visited, outermost first.
    stack: Vec<Frame<'a>>,
    is_too_deep: bool,
}

#[derive(Debug)]
struct Frame<'a> {
    part: Part<'a>,
    rest: std::slice::Iter<'a, Value>,
}

impl<'a> Parts<'a> {
    /// The parts of `schema`, which is not a component itself.
    pub(crate) fn of(schema: &'a Value, components: &'a Map<String, Value>) -> Self {
        let mut parts =
            Self { components, followed: None, seen: BTreeSet::new(), stack: Vec::new(), is_too_deep: false };
        parts.enter(schema, 0);
        parts
    }

    /// The parts of `schema`, which is the component `name`. References back to it add nothing.
    pub(crate) fn of_component(name: &str, schema: &'a Value, components: &'a Map<String, Value>) -> Self {
        let mut parts = Self::of(&Value::Null, components);
        parts.seen.insert(name.to_owned());
        parts.enter(schema, 1);
        parts
    }

    /// The same, but other references than those to `followed` are parts themselves.
    pub(crate) fn following(
        name: &str,
        schema: &'a Value,
        components: &'a Map<String, Value>,
        followed: &'a BTreeSet<String>,
    ) -> Self {
        let mut parts = Self::of(&Value::Null, components);
        parts.followed = Some(followed);
        parts.seen.insert(name.to_owned());
        parts.enter(schema, 1);
        parts
    }

    /// Whether references led through more components than [`DEEPEST_PARTS`], so that parts are missing.
    pub(crate) fn is_too_deep(&self) -> bool {
        self.is_too_deep
    }

    /// The components among the parts, and the one that the whole is.
    pub(crate) fn into_components(mut self) -> BTreeSet<String> {
        self.by_ref().for_each(drop);
        self.seen
    }

    /// Puts `schema`, or the component that it refers to, on the stack.
    fn enter(&mut self, schema: &'a Value, depth: usize) {
        let (mut schema, mut depth) = (schema, depth);
        while let Some(name) = component_name(schema) {
            if self.followed.is_some_and(|followed| !followed.contains(&name)) {
                break;
            }
            self.is_too_deep |= depth > DEEPEST_PARTS;
            let Some(target) = self.components.get(&name) else { return };
            if self.is_too_deep || !self.seen.insert(name) {
                return;
            }
            (schema, depth) = (target, depth + 1);
        }
        let Value::Object(members) = schema else { return };
        let list = members.get("allOf").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        self.stack.push(Frame { part: Part { members, depth }, rest: list.iter() });
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        loop {
            let frame = self.stack.last_mut()?;
            match frame.rest.next() {
                Some(inner) => {
                    let depth = frame.part.depth;
                    self.enter(inner, depth);
                }
                None => return self.stack.pop().map(|frame| frame.part),
            }
        }
    }
}

/// Whether a keyword of a schema has no effect on which values are valid.
pub(crate) fn is_annotation(key: &str) -> bool {
    let annotations = ["description", "title", "deprecated", "readOnly", "writeOnly", "default", "example", "nullable"];
    annotations.contains(&key) || key.starts_with("x-")
}

/// Whether `schema` allows every value.
pub(crate) fn is_unconstrained(schema: &Value) -> bool {
    schema.as_object().is_none_or(|members| members.keys().all(|key| is_annotation(key)))
}

#[cfg(test)]
mod tests {
    use moored_document::schemas::reference;
    use serde_json::json;

    use super::*;

    fn components(value: &Value) -> &Map<String, Value> {
        value.as_object().unwrap()
    }

    #[test]
    fn inner_parts_come_first_and_each_component_once() {
        let list = |names: &[&str]| -> Vec<Value> { names.iter().map(|name| reference(name)).collect() };
        let mut whole = list(&["A", "B"]);
        whole.push(json!({ "title": "inline" }));
        let named = json!({
            "A": { "allOf": list(&["C"]), "title": "a" },
            "B": { "allOf": list(&["C", "Whole"]), "title": "b" },
            "C": { "title": "c" },
            "Whole": { "allOf": whole },
        });
        let named = components(&named);
        let parts = || Parts::of_component("Whole", &named["Whole"], named);
        let found: Vec<_> =
            parts().map(|part| (part.members.get("title").and_then(Value::as_str), part.depth)).collect();
        assert_eq!(found, [(Some("c"), 3), (Some("a"), 2), (Some("b"), 2), (Some("inline"), 1), (None, 1)]);
        assert_eq!(parts().into_components(), ["A", "B", "C", "Whole"].map(str::to_owned).into());
    }

    #[test]
    fn other_references_than_the_followed_ones_are_parts() {
        let named = json!({
            "A": { "allOf": [{ "$ref": "#/components/schemas/C" }] },
            "C": { "type": "string" },
        });
        let followed = BTreeSet::from(["A".to_owned()]);
        let whole = json!({ "allOf": [{ "$ref": "#/components/schemas/A" }] });
        let parts = Parts::following("Whole", &whole, components(&named), &followed);
        let keys: Vec<_> = parts.filter_map(|part| part.members.keys().next().cloned()).collect();
        assert_eq!(keys, ["$ref", "allOf", "allOf"]);
    }

    #[test]
    fn a_chain_that_is_too_long_ends() {
        let chain = (0..100).map(|index| {
            let next = json!([{ "$ref": format!("#/components/schemas/S{}", index + 1) }]);
            (format!("S{index}"), json!({ "allOf": next }))
        });
        let named: Map<String, Value> = chain.collect();
        let mut parts = Parts::of_component("S0", &named["S0"], &named);
        assert_eq!(parts.by_ref().count(), DEEPEST_PARTS + 1);
        assert!(parts.is_too_deep());
    }
}
