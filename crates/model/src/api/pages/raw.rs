//! What the document states about an operation and the model does not have.

use serde_json::Value;

use moored_document::{
    document::Document,
    pointer::Pointer,
    resolve::{resolve, resolve_path},
};

/// An operation of the lowered document, and the document before all passes.
pub(super) struct Raw<'a> {
    pub(super) document: &'a Document,
    pub(super) published: &'a Value,
    /// The operation.
    pub(super) at: &'a Pointer,
}

impl<'a> Raw<'a> {
    /// The operation.
    pub(super) fn operation(&self) -> Option<&'a Value> {
        self.at.get(&self.document.value)
    }

    /// What was at the pointer `at` of the published document, with references resolved.
    fn published(&self, at: Pointer) -> Option<&'a Value> {
        resolve(self.published, &resolve_path(self.published, at)?).map(|(_, node)| node)
    }

    /// The number of the first page that the parameter `name` states: its default, or else its lowest value. That 0 is
    /// allowed does not state that pages count from 0.
    pub(super) fn first_number(&self, name: &str) -> Option<u64> {
        let parameters = self.at.join("parameters");
        let declared = parameters.get(&self.document.value)?.as_array()?;
        let index = declared.iter().position(|one| one.get("name").and_then(Value::as_str) == Some(name))?;
        let at = self.document.published(&parameters.join(index));
        let schema = self.published(at.join("schema")).or_else(|| self.published(at))?;
        let lowest = || schema.get("minimum").and_then(Value::as_u64).filter(|lowest| *lowest == 1);
        schema.get("default").map_or_else(lowest, Value::as_u64)
    }

    /// The `format` of the property whose schema was at `origin`.
    pub(super) fn format(&self, origin: &Pointer) -> Option<&'a str> {
        self.published(origin.clone())?.get("format")?.as_str()
    }
}
