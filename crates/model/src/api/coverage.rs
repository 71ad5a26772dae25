//! How much of what a client sends and receives has a type.
//!
//! A field of a struct, the value of a wrapper, a variant of a union, a parameter and a body each count once. A value
//! has no type if it, or an item of it, may be any JSON value. This is correct if the schema is unconstrained, and a
//! loss otherwise. So the schema of the published document, at the origin of the value, decides between the two.

mod unconstrained;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    representations::is_binary_json,
    types::{Components, TypeDef, TypeKind, Types},
};
use moored_document::{
    document::Document,
    pointer::Pointer,
    schemas::{self, members, of_media_type},
};

/// How many values have a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Fields {
    /// Values with a type.
    pub typed: usize,
    /// Values without a type whose schema is unconstrained.
    pub untyped: usize,
    /// Values without a type although their schema has constraints; there is a loss for each.
    pub lost: usize,
}

impl Fields {
    /// The number of all values.
    #[must_use]
    pub const fn count(self) -> usize {
        self.typed + self.untyped + self.lost
    }

    /// The percentage of values that have a type; 100 if there are none.
    #[must_use]
    pub fn percent(self) -> f64 {
        let share = |part: usize, whole: usize| {
            u32::try_from(part).map_or(f64::MAX, f64::from) / u32::try_from(whole).map_or(f64::MAX, f64::from)
        };
        if self.count() == 0 { 100.0 } else { share(self.typed, self.count()) * 100.0 }
    }
}

/// Counts the values of a client, and returns the pointers of the schemas of those that are lost. `published` is the
/// document before any pass.
pub(super) fn count(
    document: &Document,
    published: &Value,
    types: &Types,
    components: &Components<'_>,
) -> (Fields, Vec<Pointer>) {
    let mut counter = Counter { document, published, components, fields: Fields::default(), lost: Vec::new() };
    types.iter().for_each(|ty| counter.ty(ty));
    schemas::operations(&document.value).iter().for_each(|operation| counter.operation(operation));
    (counter.fields, counter.lost)
}

struct Counter<'a> {
    document: &'a Document,
    published: &'a Value,
    components: &'a Components<'a>,
    fields: Fields,
    lost: Vec<Pointer>,
}

impl Counter<'_> {
    fn ty(&mut self, ty: &TypeDef) {
        let component = Pointer::root().join("components").join("schemas").join(&ty.component);
        match &ty.kind {
            TypeKind::Struct(definition) => {
                let properties = component.join("properties");
                for field in &definition.fields {
                    let property = || properties.join(&field.wire_name);
                    if !field.ty.is_unconstrained() || property().get(&self.document.value).is_some() {
                        self.count(|_| property(), field.ty.is_unconstrained());
                    } else {
                        // It is required, and has no schema.
                        self.fields.untyped += 1;
                    }
                }
                if let Some(additional) = &definition.additional {
                    self.count(|_| component.join("additionalProperties"), additional.ty.is_unconstrained());
                }
                self.typed(usize::from(definition.unknown_fields.is_some()));
            }
            TypeKind::Union(definition) => {
                for (index, variant) in definition.variants.iter().enumerate() {
                    self.count(|_| component.join("oneOf").join(index), variant.ty.is_unconstrained());
                }
                // The variant for unlisted values: alone, it is any value.
                self.count(|_| component.clone(), definition.variants.is_empty());
            }
            TypeKind::Enum(definition) => self.typed(usize::from(definition.unlisted.is_some())),
            TypeKind::NumberEnum(definition) => self.typed(usize::from(definition.unlisted.is_some())),
            TypeKind::Tuple(items) => {
                for item in items {
                    self.count(|_| component.clone(), item.ty.is_unconstrained());
                }
            }
            TypeKind::Alias(inner) | TypeKind::Wrapper(inner) => {
                self.count(|_| component.clone(), inner.is_unconstrained())
            }
        }
    }

    /// Counts parameters and bodies, each of which has a schema.
    fn operation(&mut self, at: &Pointer) {
        let Some(operation) = at.get(&self.document.value) else { return };
        let parameters = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
        for (index, parameter) in parameters.enumerate() {
            let at = || at.join("parameters").join(index);
            match parameter.get("schema") {
                Some(schema) => self.count(|_| at().join("schema"), self.is_open(schema)),
                None => self.content(&at(), parameter),
            }
        }
        if let Some(body) = operation.get("requestBody") {
            self.content(&at.join("requestBody"), body);
        }
        for (status, response) in members(operation.get("responses")) {
            let at = at.join("responses").join(status).join("content");
            for (media_type, content) in members(response.get("content")) {
                let schema = of_media_type(content);
                // Bytes are the type of what a binary schema describes.
                match schema.is_some_and(|(_, schema)| is_binary_json(media_type, schema)) {
                    true => self.typed(1),
                    false => self.media_type(&at.join(media_type), media_type, schema),
                }
            }
        }
    }

    fn content(&mut self, at: &Pointer, holder: &Value) {
        for (media_type, content) in members(holder.get("content")) {
            self.media_type(&at.join("content").join(media_type), media_type, of_media_type(content));
        }
    }

    fn media_type(&mut self, at: &Pointer, media_type: &str, schema: Option<(&str, &Value)>) {
        match schema {
            Some((key, schema)) => self.count(|_| at.join(key), self.is_open(schema)),
            // Without a schema, bytes and text are typed, and JSON is not.
            None => self.count(|_| at.clone(), media_type.contains("json")),
        }
    }

    fn is_open(&self, schema: &Value) -> bool {
        // The parts of a form are properties of its schema; elsewhere, an object with properties is a component.
        schema.get("properties").is_none() && self.components.type_ref(schema).is_unconstrained()
    }

    fn typed(&mut self, count: usize) {
        self.fields.typed += count;
    }

    /// Counts one value. `at` returns the pointer of its schema.
    fn count(&mut self, at: impl Fn(&Self) -> Pointer, is_open: bool) {
        if !is_open {
            self.fields.typed += 1;
            return;
        }
        let origin = self.document.published(&at(self));
        if is_unconstrained(&origin, self.published) {
            self.fields.untyped += 1;
        } else {
            self.fields.lost += 1;
            self.lost.push(origin);
        }
    }
}

/// Whether the schema at `origin` in `published` is unconstrained, is not there, or is `false`, which no value fits.
pub(crate) fn is_unconstrained(origin: &Pointer, published: &Value) -> bool {
    let schema = origin.get(published).filter(|schema| *schema != &Value::Bool(false));
    schema.is_none_or(|schema| unconstrained::is_unconstrained(schema, published))
}
