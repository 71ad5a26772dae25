//! Slashes in path parameters, and lists in multipart forms, as an extension or `moored.toml` states them.
//!
//! ```yaml
//! parameters: [{ name: path, in: path, x-multi-segment: true, schema: … }]           # before
//! ---
//! parameters: [{ name: path, in: path, x-multi-segment: true, allowReserved: true, schema: … }]     # after
//! ```
//!
//! OpenAPI has `allowReserved` in a path [since 3.2](https://spec.openapis.org/oas/v3.2.0.html#parameter-object).
//! `x-multi-segment` is GitHub's extension. `slashes` in `moored.toml` does the same.
//!
//! Whether a list in a form is one JSON array or a part for each item is not certain either: the specification applies
//! an `encoding` to each item, and servers that read one part (Spring's `@RequestPart List<…>`) are documented with
//! `contentType: application/json`. `one_part` adds this `contentType`, by which the client sends one part, and
//! `part_for_each` removes it.

use serde_json::{Map, Value, json};
use toml::Spanned;

use crate::{config::Config, operation_names};
use moored_document::{
    document::Document,
    finding::Findings,
    media_type::{JSON, MediaKind},
    pass::Pass,
    pointer::Pointer,
    schemas::{members, operations},
    suggest,
};

const EXTENSION: &str = "x-multi-segment";

/// These two leave the parameters of each operation, and the parts of a form as properties of its schema.
pub(super) const PASS: Pass<Config> = Pass::configured(run).after(&["path_parameters", "multipart"]);

fn run(document: &mut Document, config: &Config, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let names = path_parameters(document, &operation, |parameter| parameter.get(EXTENSION) == Some(&true.into()));
        names.iter().for_each(|(at, _)| allow_reserved(document, at));
    }
    if config.requests.is_empty() {
        return;
    }
    let known = operation_names::read(document, config, &mut Findings::default()).operations;
    for (key, settings) in &config.requests {
        let Some((operation, _)) = known.iter().find(|(_, name)| name.id == *key.get_ref()) else {
            let meant = suggest::did_you_mean(key.get_ref(), known.iter().map(|(_, name)| name.id.as_str()));
            let message = format!("the operation `{}` does not exist", key.get_ref());
            findings.push(config.unused(key, message).help_if(meant));
            continue;
        };
        let parameters = path_parameters(document, operation, |_| true);
        for name in &settings.slashes {
            match parameters.iter().find(|(_, parameter)| parameter == name.get_ref()) {
                Some((at, _)) => allow_reserved(document, at),
                None => {
                    let message = format!("the operation has no path parameter `{}`", name.get_ref());
                    let meant = suggest::did_you_mean(name.get_ref(), parameters.iter().map(|(_, name)| name.as_str()));
                    findings.push(config.unused(name, message).help_if(meant));
                }
            }
        }
        let one_part = settings.one_part.iter().map(|name| (name, Parts::One));
        let parts = one_part.chain(settings.part_for_each.iter().map(|name| (name, Parts::Each)));
        for (name, parts) in parts {
            if !set_parts(document, operation, name, parts) {
                let message = format!("the operation has no multipart form with a list `{}`", name.get_ref());
                findings.push(config.unused(name, message));
            }
        }
    }
}

/// The path parameters of `operation` that are `wanted`, each with its pointer.
fn path_parameters(
    document: &Document,
    operation: &Pointer,
    wanted: impl Fn(&Value) -> bool,
) -> Vec<(Pointer, String)> {
    let list = operation.join("parameters");
    let parameters = list.get(&document.value).and_then(Value::as_array).into_iter().flatten().enumerate();
    let in_path = parameters.filter(|(_, parameter)| parameter.get("in") == Some(&"path".into()) && wanted(parameter));
    in_path.filter_map(|(index, one)| Some((list.join(index), one.get("name")?.as_str()?.to_owned()))).collect()
}

fn allow_reserved(document: &mut Document, at: &Pointer) {
    if let Some(Value::Object(parameter)) = at.get_mut(&mut document.value) {
        parameter.insert("allowReserved".to_owned(), Value::Bool(true));
    }
}

/// How a list is sent in a multipart form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parts {
    /// As one part, a JSON array.
    One,
    /// With a part for each item.
    Each,
}

/// Sets how the list `name` in the form of `operation` is sent. Returns `false` if there is no such list.
fn set_parts(document: &mut Document, operation: &Pointer, name: &Spanned<String>, parts: Parts) -> bool {
    let content = operation.join("requestBody").join("content");
    let names = members(content.get(&document.value)).map(|(name, _)| name);
    let forms: Vec<Pointer> =
        names.filter(|name| MediaKind::of(name) == MediaKind::Multipart).map(|name| content.join(name)).collect();
    let mut is_found = false;
    for form in forms {
        let property = form.join("schema").join("properties").join(name.get_ref());
        let ty = property.get(&document.value).and_then(|schema| schema.get("type"));
        if ty != Some(&"array".into()) {
            continue;
        }
        is_found = true;
        let Some(Value::Object(media)) = form.get_mut(&mut document.value) else { continue };
        let encodings = media.entry("encoding").or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(encodings) = encodings else { continue };
        match (parts, encodings.get_mut(name.get_ref())) {
            (Parts::One, _) => {
                encodings.insert(name.get_ref().clone(), json!({ "contentType": JSON }));
            }
            (Parts::Each, Some(Value::Object(encoding))) => {
                encoding.shift_remove("contentType");
            }
            (Parts::Each, _) => {}
        }
    }
    is_found
}
