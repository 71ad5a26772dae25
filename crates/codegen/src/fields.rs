//! How much of what a client sends and receives has a type.
//!
//! Counted are the places where a caller meets a type: fields of structs, what a type of one value or a variant of a union holds, parameters and
//! bodies. A place has no type where `serde_json::Value` stands anywhere in it, be it as the item of a list. That is honest where the document
//! says nothing of it, and a loss where it does: so the text is asked, at the place where the field came from, before any pass touched it.

mod silence;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use syn::{Fields as Members, Item, Type, visit::Visit};

use crate::{
    emit::{Emitted, Module},
    front::Lowered,
    polish::{is_flattened, wire_name},
};
use moored_document::{
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
pub(crate) fn count(published: &Value, lowered: &Lowered, emitted: &Emitted) -> Fields {
    let mut counter = Counter { published, lowered, fields: Fields::default() };
    for module in &emitted.types {
        counter.module(module);
    }
    for operation in schemas::operations(&lowered.document.value) {
        counter.operation(&operation);
    }
    counter.fields
}

struct Counter<'a> {
    published: &'a Value,
    lowered: &'a Lowered,
    fields: Fields,
}

impl Counter<'_> {
    /// A type's file; its first export is the component that it was made of.
    fn module(&mut self, module: &Module) {
        let Some(name) = module.exports.first() else { return };
        let component = Pointer::root().join("components").join("schemas").join(name);
        for item in &module.file.items {
            match item {
                Item::Struct(item) => match &item.fields {
                    Members::Named(fields) => {
                        for field in &fields.named {
                            let at = match is_flattened(field) {
                                true => component.join("additionalProperties"),
                                false => self.member(&component, &wire_name(field)),
                            };
                            self.locate(&at, is_open(&field.ty));
                        }
                    }
                    Members::Unnamed(fields) => {
                        for field in &fields.unnamed {
                            self.locate(&component, is_open(&field.ty));
                        }
                    }
                    Members::Unit => {}
                },
                Item::Enum(item) => {
                    for (index, variant) in item.variants.iter().enumerate() {
                        let at = self.variant(&component, index);
                        for field in &variant.fields {
                            self.locate(&at, is_open(&field.ty));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Where the schema of a field is.
    fn member(&self, component: &Pointer, name: &str) -> Pointer {
        let property = component.join("properties").join(name);
        let others = component.join("additionalProperties");
        let is_there = |at: &&Pointer| at.get(&self.lowered.document.value).is_some();
        [&property, &others].into_iter().find(is_there).unwrap_or(component).clone()
    }

    /// Where the schema of a variant is.
    fn variant(&self, component: &Pointer, index: usize) -> Pointer {
        let choices = ["oneOf", "anyOf"].map(|key| component.join(key).join(index));
        let is_there = |at: &Pointer| at.get(&self.lowered.document.value).is_some();
        choices.into_iter().find(is_there).unwrap_or_else(|| component.clone())
    }

    /// Parameters and bodies, which have a schema each.
    fn operation(&mut self, at: &Pointer) {
        let Some(operation) = at.get(&self.lowered.document.value) else { return };
        let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in parameters.enumerate() {
            let at = at.join("parameters").join(index);
            match parameter.get("schema") {
                Some(schema) => self.locate(&at.join("schema"), silence::is_silent(schema, None)),
                None => self.content(&at, parameter),
            }
        }
        if let Some(body) = operation.get("requestBody") {
            self.content(&at.join("requestBody"), body);
        }
        for (status, response) in members(operation.get("responses")) {
            self.content(&at.join("responses").join(status), response);
        }
    }

    fn content(&mut self, at: &Pointer, holder: &Value) {
        for (media_type, content) in members(holder.get("content")) {
            let at = at.join("content").join(media_type);
            match content.get("schema") {
                Some(schema) => self.locate(&at.join("schema"), silence::is_silent(schema, None)),
                // Without a schema bytes and text are what they are; JSON may be anything.
                None => self.locate(&at, media_type.contains("json")),
            }
        }
    }

    fn locate(&mut self, at: &Pointer, open: bool) {
        if !open {
            self.fields.typed += 1;
            return;
        }
        let origin = self.lowered.document.locate(at).pointer;
        let silent = origin.get(self.published).is_none_or(|said| silence::is_silent(said, Some(self.published)));
        if silent { self.fields.untyped += 1 } else { self.fields.lost += 1 }
    }
}

/// Whether any JSON value may stand in a type.
fn is_open(kind: &Type) -> bool {
    struct Open(bool);
    impl Visit<'_> for Open {
        fn visit_path_segment(&mut self, segment: &syn::PathSegment) {
            self.0 |= segment.ident == "serde_json";
            syn::visit::visit_path_segment(self, segment);
        }
    }
    let mut open = Open(false);
    open.visit_type(kind);
    open.0
}
