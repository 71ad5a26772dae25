//! Parts that are not what the specification has in their place.
//!
//! ```yaml
//! paths: [{ /pets: { get: [] } }]      # before
//! components: { schemas: [Pet] }
//! ---
//! components: {}                       # after; with an error each
//! ```
//!
//! Every later pass takes what is no mapping for what is not there, so that it would be lost without a word.

use serde_json::Value;

use crate::{
    config::Config,
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    pointer::Pointer,
    rules,
    schemas::{METHODS, for_each_schema, members},
};

/// The keywords of a schema that hold others, and what they are.
const KEYWORDS: &[(&str, Shape)] = &[
    ("properties", Shape::Mapping),
    ("required", Shape::List),
    ("enum", Shape::List),
    ("allOf", Shape::List),
    ("oneOf", Shape::List),
    ("anyOf", Shape::List),
    ("prefixItems", Shape::List),
    ("items", Shape::Schema),
    ("additionalProperties", Shape::Schema),
];

#[derive(Clone, Copy)]
enum Shape {
    Mapping,
    List,
    Schema,
}

impl Shape {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Mapping => value.is_object(),
            Self::List => value.is_array(),
            Self::Schema => value.is_object() || value.is_boolean(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Mapping => "a mapping",
            Self::List => "a list",
            Self::Schema => "a schema",
        }
    }
}

pub(super) fn run(document: &mut Document, _: &Config, diagnostics: &mut Diagnostics) {
    let root = Pointer::root();
    let value = &document.value;
    let mut wanted: Vec<Pointer> = ["info", "paths", "webhooks", "components"].map(|key| root.join(key)).into();
    for (kind, _) in members(value.get("components")).filter(|(key, _)| !key.starts_with("x-")) {
        wanted.push(root.join("components").join(kind));
    }
    for (path, item) in members(value.get("paths")).filter(|(key, _)| !key.starts_with("x-")) {
        let at = root.join("paths").join(path);
        wanted.push(at.clone());
        for (method, operation) in members(Some(item)).filter(|(key, _)| METHODS.contains(&key.as_str())) {
            let at = at.join(method);
            wanted.extend([at.clone(), at.join("requestBody"), at.join("responses"), at.join("callbacks")]);
            for (status, _) in members(operation.get("responses")).filter(|(key, _)| !key.starts_with("x-")) {
                wanted.push(at.join("responses").join(status));
            }
        }
    }
    let is_wrong = |at: &Pointer| at.get(value).is_some_and(|node| !node.is_object());
    let mut wrong: Vec<(Pointer, Shape)> = wanted.into_iter().filter(is_wrong).map(|at| (at, Shape::Mapping)).collect();
    for_each_schema(&mut document.value, &mut |at, schema| {
        if !Shape::Schema.fits(schema) {
            wrong.push((at.clone(), Shape::Schema));
        }
        for (key, shape) in KEYWORDS {
            if schema.get(key).is_some_and(|value| !shape.fits(value)) {
                wrong.push((at.join(key), *shape));
            }
        }
    });
    for (at, shape) in wrong {
        // A key with nothing behind it, which YAML reads as `null`, says nothing.
        if !(at.get(&document.value).is_some_and(Value::is_null) && holds_others(&at)) {
            let message = format!("`{}` is not {}", at.last().unwrap_or_default(), shape.name());
            diagnostics.push(Diagnostic::new(&rules::INVALID_DOCUMENT, document.place(&at), message));
        }
        if let Some(Value::Object(parent)) = at.parent().and_then(|parent| parent.get_mut(&mut document.value)) {
            parent.shift_remove(at.last().unwrap_or_default());
        }
    }
}

/// Whether what stands at `at` is a collection of what counts, and not itself a thing that would be lost.
fn holds_others(at: &Pointer) -> bool {
    match at.keys() {
        [_] => true,
        [first, _] => first == "components" || first == "paths",
        [first, _, method] if first == "paths" && METHODS.contains(&method.as_str()) => false,
        [.., before, _] if ["responses", "properties", "schemas"].contains(&before.as_str()) => false,
        [.., last] => {
            ["callbacks", "responses", "requestBody"].contains(&last.as_str())
                || KEYWORDS.iter().any(|(key, _)| key == last)
        }
        [] => false,
    }
}
