//! One of the two versions.

use moored_document::{document::Document, finding::Location, pointer::Pointer};
use moored_model::{
    api::{Api, Operation, TypeDef, TypeId},
    pins::Pins,
};
use serde_json::Value;

/// One version of a document, and the client that is generated from it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The document after all passes.
    pub document: &'a Document,
    /// The document before all passes.
    pub published: &'a Value,
    /// The model of its client.
    pub api: &'a Api,
    /// The names of the client, by what they belong to.
    pub names: &'a Pins,
}

impl<'a> Side<'a> {
    /// The pointer of an operation in the document after all passes.
    pub(crate) fn operation_at(&self, operation: &Operation) -> Pointer {
        Pointer::root().join("paths").join(&operation.path).join(operation.verb.to_ascii_lowercase())
    }

    /// Where the node is that has the pointer `at` in the document after all passes.
    pub(crate) fn locate(&self, at: &Pointer) -> Location {
        self.document.locate(at)
    }

    /// Where the operation is.
    pub(crate) fn locate_operation(&self, operation: &Operation) -> Location {
        self.locate(&self.operation_at(operation))
    }

    /// Where the parameter with this name and location is.
    pub(crate) fn locate_parameter(&self, operation: &Operation, name: &str, location: &str) -> Location {
        let at = self.operation_at(operation);
        let parameters = at.join("parameters");
        let declared = parameters.get(&self.document.value).and_then(Value::as_array).into_iter().flatten();
        let mut declared = declared.enumerate();
        let index = declared.find(|(_, one)| {
            one.get("name").and_then(Value::as_str) == Some(name)
                && one.get("in").and_then(Value::as_str) == Some(location)
        });
        self.locate(&index.map_or(at, |(index, _)| parameters.join(index)))
    }

    /// Where the node is that has the pointer `origin` in the published document: the `origin` of a type or a field.
    pub(crate) fn locate_origin(&self, origin: &Pointer) -> Location {
        self.document.locate_published(origin)
    }

    /// Where the schema of a type is.
    pub(crate) fn locate_type(&self, ty: &TypeDef) -> Location {
        self.locate_origin(&ty.origin)
    }

    /// The type with this number.
    pub(crate) fn ty(&self, id: TypeId) -> Option<&'a TypeDef> {
        self.api.types.get(id)
    }
}
