//! How much of what a client sends and receives has a type.
//!
//! Counted are the places where a caller meets a type: fields of structs, what a type of one value or a variant of a union holds, parameters and
//! bodies. A place has no type where any JSON value may stand in it, be it as the item of a list. That is honest where the document leaves the
//! value open, and a loss where it does not: so the document as it was published is asked, at the node that the place came from.

mod unconstrained;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    representations::is_binary_json,
    type_ref::{Native, TypeRef},
    types::{Components, TypeDef, TypeKind, Types},
};
use moored_document::{
    document::Document,
    pointer::Pointer,
    schemas::{self, members},
};

/// How many places have a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Fields {
    /// With one.
    pub typed: usize,
    /// Without, and the document says nothing of what stands there.
    pub untyped: usize,
    /// Without, although the document says what stands there: a loss says why.
    pub lost: usize,
}

impl Fields {
    /// All of them.
    #[must_use]
    pub const fn count(self) -> usize {
        self.typed + self.untyped + self.lost
    }

    /// How many of a hundred have a type; all of none.
    #[must_use]
    pub fn percent(self) -> f64 {
        let share = |part: usize, whole: usize| {
            u32::try_from(part).map_or(f64::MAX, f64::from) / u32::try_from(whole).map_or(f64::MAX, f64::from)
        };
        if self.count() == 0 { 100.0 } else { share(self.typed, self.count()) * 100.0 }
    }
}

/// Counts the places of a client; `published` is the document before any pass.
pub(super) fn count(document: &Document, published: &Value, types: &Types, components: &Components<'_>) -> Fields {
    let mut counter = Counter { document, published, components, fields: Fields::default() };
    types.iter().for_each(|ty| counter.ty(ty));
    schemas::operations(&document.value).iter().for_each(|operation| counter.operation(operation));
    counter.fields
}

struct Counter<'a> {
    document: &'a Document,
    published: &'a Value,
    components: &'a Components<'a>,
    fields: Fields,
}

impl Counter<'_> {
    fn ty(&mut self, ty: &TypeDef) {
        let component = Pointer::root().join("components").join("schemas").join(&ty.name);
        match &ty.kind {
            TypeKind::Struct(definition) => {
                for field in &definition.fields {
                    self.place(|counter| counter.member(&component, &field.wire_name), has_open_value(&field.ty));
                }
                if let Some(additional) = &definition.additional {
                    let is_open = additional.ty == TypeRef::Json || has_open_value(&additional.ty);
                    self.place(|_| component.join("additionalProperties"), is_open);
                }
                self.typed(usize::from(definition.unknown_fields.is_some()));
            }
            TypeKind::Union(definition) => {
                for (index, variant) in definition.variants.iter().enumerate() {
                    self.place(|_| component.join("oneOf").join(index), has_open_value(&variant.ty));
                }
                // The variant for any other value.
                self.typed(1);
            }
            TypeKind::Enum(definition) => self.typed(usize::from(definition.unlisted.is_some())),
            TypeKind::Text(_) => self.typed(1),
            TypeKind::Tuple(items) => {
                for item in items {
                    self.place(|_| component.clone(), has_open_value(&item.ty));
                }
            }
            TypeKind::Wrapper(inner) => self.place(|_| component.clone(), has_open_value(inner)),
        }
    }

    /// Where the schema of a field is.
    fn member(&self, component: &Pointer, name: &str) -> Pointer {
        let property = component.join("properties").join(name);
        let others = component.join("additionalProperties");
        let is_there = |at: &&Pointer| at.get(&self.document.value).is_some();
        [&property, &others].into_iter().find(is_there).unwrap_or(component).clone()
    }

    /// Parameters and bodies, which have a schema each.
    fn operation(&mut self, at: &Pointer) {
        let Some(operation) = at.get(&self.document.value) else { return };
        let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in parameters.enumerate() {
            let at = || at.join("parameters").join(index);
            match parameter.get("schema") {
                Some(schema) => self.place(|_| at().join("schema"), self.is_open(schema)),
                None => self.content(&at(), parameter),
            }
        }
        if let Some(body) = operation.get("requestBody") {
            self.content(&at.join("requestBody"), body);
        }
        for (status, response) in members(operation.get("responses")) {
            let at = at.join("responses").join(status).join("content");
            for (media_type, content) in members(response.get("content")) {
                // JSON that is given as bytes may be anything.
                let schema = content.get("schema").filter(|schema| !is_binary_json(media_type, schema));
                self.media_type(&at.join(media_type), media_type, schema);
            }
        }
    }

    fn content(&mut self, at: &Pointer, holder: &Value) {
        for (media_type, content) in members(holder.get("content")) {
            self.media_type(&at.join("content").join(media_type), media_type, content.get("schema"));
        }
    }

    fn media_type(&mut self, at: &Pointer, media_type: &str, schema: Option<&Value>) {
        match schema {
            Some(schema) => self.place(|_| at.join("schema"), self.is_open(schema)),
            // Without a schema bytes and text are what they are; JSON may be anything.
            None => self.place(|_| at.clone(), media_type.contains("json")),
        }
    }

    fn is_open(&self, schema: &Value) -> bool {
        // The parts of a form stand in its schema; anywhere else, members have a component.
        schema.get("properties").is_none() && self.components.type_ref(schema).is_unconstrained()
    }

    fn typed(&mut self, count: usize) {
        self.fields.typed += count;
    }

    /// Counts one place, whose schema is at the pointer that `at` gives.
    fn place(&mut self, at: impl Fn(&Self) -> Pointer, is_open: bool) {
        if !is_open {
            self.fields.typed += 1;
            return;
        }
        let origin = self.document.locate(&at(self)).pointer;
        let is_unconstrained =
            origin.get(self.published).is_none_or(|schema| unconstrained::is_unconstrained(schema, self.published));
        if is_unconstrained { self.fields.untyped += 1 } else { self.fields.lost += 1 }
    }
}

/// Whether a value has no type of its own: it may be any JSON value, or a number of any size.
fn has_open_value(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Native(Native::Number) => true,
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Option(inner) => has_open_value(inner),
        other => other.is_unconstrained(),
    }
}
