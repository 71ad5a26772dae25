//! Removes parts that do not have the form which Swagger 2.0 gives them.
//!
//! ```yaml
//! host: [pets.example]                                     # before
//! paths: { /pets: { get: { produces: application/json } } }
//! ---
//! paths: { /pets: { get: {} } }                            # after; each is a loss
//! ```
//!
//! The other passes of the upgrade would ignore such a part without a finding. Where OpenAPI 3.0 has the same part,
//! `repair::wrong_shape` handles it after the upgrade
//! ([Swagger object](https://spec.openapis.org/oas/v2.0.html#swagger-object)).

use serde_json::{Map, Value};

use crate::{
    document::Document,
    finding::Findings,
    limits::MAX_MEDIA_TYPES,
    pass::Pass,
    path::Path,
    rules,
    schemas::METHODS,
    site::{Site, VisitObject},
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
    // Not a part of 2.0, but the upgrade writes into it.
    ("components", Shape::Mapping),
];

const OPERATION: &[(&str, Shape)] = &[
    ("consumes", Shape::Texts),
    ("produces", Shape::Texts),
    ("schemes", Shape::Texts),
    ("parameters", Shape::List),
    ("responses", Shape::Mapping),
];

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    let path = Path::root();
    let (Value::Object(root), mut site) = document.split(&path, findings) else { return };
    fields(root, ROOT, &mut site);
    definitions(root, "parameters", &mut parameter, &mut site);
    definitions(root, "responses", &mut response, &mut site);
    let scheme =
        &mut |scheme: &mut Map<String, Value>, site: &mut Site<'_>| field(scheme, "scopes", Shape::Mapping, site);
    definitions(root, "securityDefinitions", scheme, &mut site);
    site.for_each_in(root, "paths", &mut |item, site| {
        field(item, "parameters", Shape::List, site);
        site.for_each_in(item, "parameters", &mut parameter);
        for method in METHODS {
            site.for_object(item, method, &mut operation);
        }
    });
}

/// The definitions of one kind, which may have extensions among them.
fn definitions(root: &mut Map<String, Value>, kind: &str, check: &mut VisitObject<'_>, site: &mut Site<'_>) {
    mappings(root, kind, is_extension, site);
    site.for_each_in(root, kind, &mut |definition, site| {
        if !site.path().last().is_some_and(is_extension) {
            check(definition, site);
        }
    });
}

fn is_extension(name: &str) -> bool {
    name.starts_with("x-")
}

fn operation(operation: &mut Map<String, Value>, site: &mut Site<'_>) {
    fields(operation, OPERATION, site);
    site.for_each_in(operation, "parameters", &mut parameter);
    site.for_each_in(operation, "responses", &mut response);
}

/// A parameter, a header, or the `items` of one.
fn parameter(parameter: &mut Map<String, Value>, site: &mut Site<'_>) {
    field(parameter, "collectionFormat", Shape::Text, site);
    site.for_object(parameter, "items", &mut self::parameter);
}

fn response(response: &mut Map<String, Value>, site: &mut Site<'_>) {
    field(response, "examples", Shape::Mapping, site);
    field(response, "headers", Shape::Mapping, site);
    // The name of a header may start with `x-`.
    mappings(response, "headers", |_| false, site);
    site.for_each_in(response, "headers", &mut parameter);
}

fn fields(holder: &mut Map<String, Value>, fields: &[(&str, Shape)], site: &mut Site<'_>) {
    for (key, shape) in fields {
        field(holder, key, *shape, site);
    }
}

/// Removes the member `key` of `holder`, or those of its items that are wrong.
fn field(holder: &mut Map<String, Value>, key: &str, shape: Shape, site: &mut Site<'_>) {
    match (shape, holder.get_mut(key)) {
        (_, None) => {}
        (_, Some(value)) if !shape.fits(value) => {
            // YAML reads a key without a value as `null`, which is as if the key was not there.
            if !value.is_null() {
                site.report(&rules::INVALID_DOCUMENT, key, format!("`{key}` is malformed; expected {}", shape.name()));
            }
            holder.shift_remove(key);
        }
        (Shape::Texts, Some(Value::Array(items))) => site.member(key, |site| texts(items, site)),
        (_, Some(_)) => {}
    }
}

fn texts(items: &mut Vec<Value>, site: &mut Site<'_>) {
    for (index, _) in items.iter().enumerate().filter(|(_, item)| !item.is_string()) {
        let message = format!("item {index} is malformed; expected {}", Shape::Text.name());
        site.item(index, |site| site.report_here(&rules::INVALID_DOCUMENT, message));
    }
    items.retain(Value::is_string);
    if items.len() > MAX_MEDIA_TYPES {
        items.truncate(MAX_MEDIA_TYPES);
        site.report_here(
            &rules::LOST_IN_UPGRADE,
            format!("the list is too long; only the first {MAX_MEDIA_TYPES} items are used"),
        );
    }
}

/// Removes the members of the mapping `key` of `holder` that are not mappings.
fn mappings(holder: &mut Map<String, Value>, key: &str, is_extension: fn(&str) -> bool, site: &mut Site<'_>) {
    site.for_object(holder, key, &mut |members, site| {
        let wrong = members.iter().filter(|(name, value)| !is_extension(name) && !value.is_object());
        let wrong: Vec<String> = wrong.map(|(name, _)| name.clone()).collect();
        for name in wrong {
            field(members, &name, Shape::Mapping, site);
        }
    });
}
