//! Components of inline schemas.

use moored_document::{
    pointer::Pointer,
    schemas::{components, reference},
};
use serde_json::{Value, json};

use super::{
    Hoister,
    candidate::{Holder, needs_name},
    pointer_of,
};

/// What a component has been made of.
pub(super) enum Made {
    New(String),
    /// An equal schema was one already.
    Equal,
}

impl Hoister<'_> {
    /// Hoists the schemas within a component that has been made; an equal one has none any more.
    pub(super) fn within_new(&mut self, made: Made, holder: fn(String) -> Holder) {
        if let Made::New(name) = made {
            let siblings = self.siblings.take();
            self.within(&pointer_of(&name), &holder(name));
            self.siblings = siblings;
        }
    }

    /// Makes a component of the schema at `at` if it needs a name, or takes the one of an equal schema, and replaces it
    /// with a reference. Its description, and whether it may be `null`, stay with the reference.
    pub(super) fn component(&mut self, at: &Pointer, names: Vec<String>) -> Option<Made> {
        let schema = at.get(&self.document.value).filter(|schema| needs_name(schema))?;
        let configured = self.config.type_name(self.document, at);
        let shared = self.equal.find(schema);
        let equal = shared.as_ref().and_then(|shared| shared.made.clone()).filter(|(name, _)| {
            configured.is_none() && self.siblings.as_ref().is_none_or(|siblings| !siblings.contains(name))
        });
        let (name, first) = match equal {
            Some((name, first)) => (name, Some(first)),
            None => (self.scope.take_first(&configured.map_or(names, |name| vec![name])), None),
        };
        if let Some(shared) = shared {
            shared.made.get_or_insert_with(|| (name.clone(), at.clone()));
        }
        if let Some(siblings) = &mut self.siblings {
            siblings.insert(name.clone());
        }
        let node = at.get_mut(&mut self.document.value)?;
        let is_nullable = node.get("nullable") == Some(&Value::Bool(true));
        let description =
            node.get("description").filter(|_| !matches!(at.last(), Some("schema" | "itemSchema"))).cloned();
        let mut component = std::mem::replace(node, reference(&name));
        if is_nullable || description.is_some() {
            *node = json!({ "allOf": [node.take()] });
        }
        if let (Value::Object(component), Value::Object(node), true) = (&mut component, &mut *node, is_nullable) {
            component.shift_remove("nullable");
            node.shift_insert(0, "nullable".to_owned(), true.into());
        }
        if let (Value::Object(node), Some(description)) = (node, description) {
            node.insert("description".to_owned(), description);
        }
        // It has named the variant.
        if let Value::Object(component) = &mut component {
            component.shift_remove("title");
        }
        self.document.record_move(at, &pointer_of(&name));
        let Some(first) = first else {
            components(&mut self.document.value).insert(name.clone(), component);
            return Some(Made::New(name));
        };
        // The first one is what the component was.
        self.document.record_move(&first, &pointer_of(&name));
        Some(Made::Equal)
    }
}
