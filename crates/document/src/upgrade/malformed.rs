//! Parts that are not what Swagger 2.0 has in their place.
//!
//! ```yaml
//! host: [pets.example]                                     # before
//! paths: { /pets: { get: { produces: application/json } } }
//! ---
//! paths: { /pets: { get: {} } }                            # after; with an error each
//! ```
//!
//! The other passes of the lift take them for what is not there, so that they would be lost without a word. What OpenAPI 3.0 has in the
//! same place is left to `lower::wrong_shape`
//! ([Swagger object](https://spec.openapis.org/oas/v2.0.html#swagger-object)).

use serde_json::Value;

use crate::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{members, operations},
};

#[derive(Clone, Copy)]
enum Shape {
    Text,
    Texts,
    List,
    Mapping,
}

impl Shape {
    fn fits(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_string(),
            Self::Texts | Self::List => value.is_array(),
            Self::Mapping => value.is_object(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Texts | Self::List => "a list",
            Self::Mapping => "a mapping",
        }
    }
}

const ROOT: &[(&str, Shape)] = &[
    ("host", Shape::Text),
    ("basePath", Shape::Text),
    ("schemes", Shape::Texts),
    ("consumes", Shape::Texts),
    ("produces", Shape::Texts),
    ("definitions", Shape::Mapping),
    ("parameters", Shape::Mapping),
    ("responses", Shape::Mapping),
    ("securityDefinitions", Shape::Mapping),
    // No part of 2.0, but the place that what is lifted goes to.
    ("components", Shape::Mapping),
];

const OPERATION: &[(&str, Shape)] = &[
    ("consumes", Shape::Texts),
    ("produces", Shape::Texts),
    ("schemes", Shape::Texts),
    ("parameters", Shape::List),
    ("responses", Shape::Mapping),
];

/// In 3.0 every response and every body has its schema once for each media type, so that few of them make a lot out of a little.
const LONGEST: usize = 32;

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    for (at, shape) in wanted(&document.value) {
        let Some(node) = at.get(&document.value) else { continue };
        if !shape.fits(node) {
            // A key with nothing behind it, which YAML reads as `null`, says nothing.
            if !node.is_null() {
                report(document, &at, shape, findings);
            }
            if let Some(Value::Object(holder)) = at.parent().and_then(|holder| holder.get_mut(&mut document.value)) {
                holder.shift_remove(at.last().unwrap_or_default());
            }
        } else if let (Shape::Texts, Value::Array(items)) = (shape, node) {
            let wrong = items.iter().enumerate().filter(|(_, item)| !item.is_string());
            let wrong: Vec<Pointer> = wrong.map(|(index, _)| at.join(index)).collect();
            for at in wrong {
                report(document, &at, Shape::Text, findings);
            }
            if let Some(Value::Array(items)) = at.get_mut(&mut document.value) {
                items.retain(Value::is_string);
                if items.len() > LONGEST {
                    items.truncate(LONGEST);
                    let message = format!("of such a list the first {LONGEST} count");
                    findings.push(Finding::new(&rules::LOST_IN_LIFT, document.locate(&at), message));
                }
            }
        }
    }
}

fn report(document: &Document, at: &Pointer, shape: Shape, findings: &mut Findings) {
    let message = format!("`{}` is not {}", at.last().unwrap_or_default(), shape.name());
    findings.push(Finding::new(&rules::INVALID_DOCUMENT, document.locate(at), message));
}

/// What the lift reads, and what it should be.
fn wanted(document: &Value) -> Vec<(Pointer, Shape)> {
    let root = Pointer::root();
    let mut wanted: Vec<(Pointer, Shape)> = ROOT.iter().map(|(key, shape)| (root.join(key), *shape)).collect();
    for kind in ["parameters", "responses", "securityDefinitions"] {
        for (name, node) in members(document.get(kind)).filter(|(name, _)| !name.starts_with("x-")) {
            let at = root.join(kind).join(name);
            wanted.push((at.clone(), Shape::Mapping));
            match kind {
                "parameters" => parameter(&at, node, &mut wanted),
                "responses" => response(&at, node, &mut wanted),
                _ => wanted.push((at.join("scopes"), Shape::Mapping)),
            }
        }
    }
    for (path, item) in members(document.get("paths")) {
        let at = root.join("paths").join(path).join("parameters");
        wanted.push((at.clone(), Shape::List));
        parameters(&at, item, &mut wanted);
    }
    for at in operations(document) {
        let Some(operation) = at.get(document) else { continue };
        wanted.extend(OPERATION.iter().map(|(key, shape)| (at.join(key), *shape)));
        parameters(&at.join("parameters"), operation, &mut wanted);
        for (status, node) in members(operation.get("responses")) {
            response(&at.join("responses").join(status), node, &mut wanted);
        }
    }
    wanted
}

fn parameters(at: &Pointer, holder: &Value, wanted: &mut Vec<(Pointer, Shape)>) {
    let list = holder.get("parameters").and_then(Value::as_array);
    for (index, node) in list.into_iter().flatten().enumerate() {
        parameter(&at.join(index), node, wanted);
    }
}

/// A parameter or a header.
fn parameter(at: &Pointer, node: &Value, wanted: &mut Vec<(Pointer, Shape)>) {
    let mut at = at.clone();
    let mut node = Some(node);
    while let Some(items) = node {
        wanted.push((at.join("collectionFormat"), Shape::Text));
        at = at.join("items");
        node = items.get("items");
    }
}

fn response(at: &Pointer, node: &Value, wanted: &mut Vec<(Pointer, Shape)>) {
    wanted.push((at.join("examples"), Shape::Mapping));
    wanted.push((at.join("headers"), Shape::Mapping));
    for (name, header) in members(node.get("headers")) {
        let at = at.join("headers").join(name);
        wanted.push((at.clone(), Shape::Mapping));
        parameter(&at, header, wanted);
    }
}
