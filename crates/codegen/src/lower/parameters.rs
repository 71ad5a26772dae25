//! Parameters that progenitor cannot send.
//!
//! ```yaml
//! parameters:                                                        # before
//!   - { name: Authorization, in: header, schema: { type: string } }
//!   - { name: session, in: cookie, schema: { type: string } }
//!   - { name: id, in: path, schema: { type: string } }
//! ---
//! parameters:                                                        # after; the cookie is in the loss report
//!   - { name: id, in: path, required: true, schema: { type: string } }
//! ```
//!
//! ```yaml
//! { name: ids, in: path, schema: { type: array, items: { type: string } } }   # before
//! { name: filter, in: query, content: { application/json: { … } } }
//! ---
//! { name: ids, in: path, required: true, schema: { type: string } }           # after: the caller writes the text; in the loss report
//! { name: filter, in: query, schema: { type: string } }
//! ```
//!
//! It asserts that path parameters are required, keeps one of two parameters of one name, and refuses cookies, `content`, and every style but
//! `simple` in paths and headers and `form` in queries. The specification says to ignore the three header names
//! ([4.8.12.2](https://spec.openapis.org/oas/v3.1.1.html#parameter-object)).

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    config::Config,
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    naming::snake_name,
    pointer::Pointer,
    rules::{self, Rule},
    schemas::{component_name, operations},
};

/// Header parameters with these names are not parameters.
const RESERVED: &[&str] = &["accept", "content-type", "authorization"];

pub(super) fn run(document: &mut Document, _: &Config, diagnostics: &mut Diagnostics) {
    for operation in operations(&document.value) {
        let at = operation.join("parameters");
        let declared = at.get(&document.value).cloned();
        let parameters = match &declared {
            Some(Value::Array(parameters)) => parameters.clone(),
            Some(_) => {
                let message = "`parameters` is not a list".to_owned();
                diagnostics.push(Diagnostic::new(&rules::INVALID_DOCUMENT, document.place(&at), message));
                continue;
            }
            None => Vec::new(),
        };
        let mut kept: Vec<Value> = Vec::new();
        for (index, mut parameter) in parameters.into_iter().enumerate() {
            let place = document.place(&at.join(index));
            let verdict = judge(&document.value, &parameter, &kept);
            match verdict {
                Verdict::Keep | Verdict::AsText(_) => {
                    if let Verdict::AsText(message) = verdict {
                        diagnostics.push(Diagnostic::new(&rules::PARAMETER_AS_TEXT, place.clone(), message));
                        as_text(&mut parameter);
                    }
                    if mark_required(&mut parameter) {
                        let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default();
                        let message = format!("the path parameter `{name}` is not marked as required");
                        diagnostics.push(Diagnostic::new(&rules::OPTIONAL_PATH_PARAMETER, place, message));
                    }
                    strip(&mut parameter);
                    let to = at.join(kept.len());
                    document.record_move(&at.join(index), &to);
                    kept.push(parameter);
                }
                Verdict::Drop(rule, message) => diagnostics.push(Diagnostic::new(rule, place, message)),
            }
        }
        check_template(document, &operation, &kept, diagnostics);
        if let (Some(Value::Object(operation)), true) = (operation.get_mut(&mut document.value), declared.is_some()) {
            operation.insert("parameters".to_owned(), Value::Array(kept));
        }
    }
}

enum Verdict {
    Keep,
    /// Kept as a string: the caller knows how its value is written.
    AsText(String),
    Drop(&'static Rule, String),
}

fn judge(document: &Value, parameter: &Value, kept: &[Value]) -> Verdict {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str);
    let (Some(name), Some(place)) = (text("name"), text("in")) else {
        return Verdict::Drop(&rules::INVALID_DOCUMENT, "a parameter needs `name` and `in`".to_owned());
    };
    let required = parameter.get("required") == Some(&Value::Bool(true)) || place == "path";
    let unsupported = |why: String| {
        let rule = if required { &rules::UNSUPPORTED_REQUIRED_PARAMETER } else { &rules::UNSUPPORTED_PARAMETER };
        Verdict::Drop(rule, why)
    };
    if place == "header" && RESERVED.contains(&name.to_ascii_lowercase().as_str()) {
        return Verdict::Drop(&rules::RESERVED_HEADER, format!("the header `{name}` is not a parameter"));
    }
    // RFC 9110, section 5.6.2.
    let is_token = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
    if place == "header" && (name.is_empty() || !name.chars().all(is_token)) {
        return Verdict::Drop(&rules::INVALID_DOCUMENT, format!("`{name}` cannot be the name of a header"));
    }
    let same_place = |other: &&Value| other.get("in").and_then(Value::as_str) == Some(place);
    let name_of = |other: &Value| other.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    if kept.iter().filter(same_place).any(|other| name_of(other) == name) {
        return Verdict::Drop(&rules::DUPLICATE_PARAMETER, format!("the {place} parameter `{name}` stands twice"));
    }
    if kept.iter().any(|other| snake_name(&name_of(other)) == snake_name(name)) {
        return unsupported(format!("another parameter is called like the {place} parameter `{name}`"));
    }
    if parameter.get("content").is_some() || parameter.get("schema").is_none() {
        return match place {
            "query" | "path" | "header" => {
                Verdict::AsText(format!("the {place} parameter `{name}` is sent as the text that it is given"))
            }
            _ => unsupported(format!("the {place} parameter `{name}` cannot be sent")),
        };
    }
    let style = text("style").unwrap_or(match place {
        "query" | "cookie" => "form",
        _ => "simple",
    });
    let exploded = parameter.get("explode").and_then(Value::as_bool).unwrap_or(style == "form");
    let scalar = parameter.get("schema").is_some_and(|schema| is_scalar(document, schema));
    let joined = || {
        Verdict::AsText(format!(
            "the {place} parameter `{name}` is sent as the text that it is given, its parts joined by the caller"
        ))
    };
    match (place, style) {
        ("query", "form") if exploded || scalar => Verdict::Keep,
        ("path" | "header", "simple") if scalar => Verdict::Keep,
        ("query", "form" | "spaceDelimited" | "pipeDelimited") | ("path" | "header", "simple") => joined(),
        ("cookie", _) => unsupported(format!("the cookie parameter `{name}` cannot be sent")),
        ("query" | "path" | "header", _) => unsupported(format!("the {place} parameter `{name}` has style `{style}`")),
        _ => Verdict::Drop(&rules::INVALID_DOCUMENT, format!("`{place}` is no place for a parameter")),
    }
}

/// Whether a schema says a string, a number or a boolean; references are followed, and one that says nothing counts.
fn is_scalar(document: &Value, schema: &Value) -> bool {
    let components = Pointer::root().join("components").join("schemas");
    let mut seen = BTreeSet::new();
    let mut queue = vec![schema];
    while let Some(schema) = queue.pop() {
        if matches!(schema.get("type").and_then(Value::as_str), Some("object" | "array"))
            || schema.get("properties").is_some()
        {
            return false;
        }
        let target = component_name(schema).filter(|name| seen.insert(name.clone()));
        queue.extend(target.and_then(|name| components.join(name).get(document)));
        queue.extend(["allOf", "oneOf"].iter().filter_map(|key| schema.get(*key)?.as_array()).flatten());
    }
    true
}

fn as_text(parameter: &mut Value) {
    if let Value::Object(members) = parameter {
        members.shift_remove("content");
        members.insert("schema".to_owned(), serde_json::json!({ "type": "string" }));
    }
}

/// Marks a path parameter as required; whether it was not.
fn mark_required(parameter: &mut Value) -> bool {
    let Value::Object(members) = parameter else { return false };
    if members.get("in").and_then(Value::as_str) != Some("path") {
        return false;
    }
    members.insert("required".to_owned(), true.into()) != Some(true.into())
}

/// Examples are for readers of the document, and `openapiv3` is particular about their form.
fn strip(parameter: &mut Value) {
    if let Value::Object(members) = parameter {
        for key in ["example", "examples", "style", "explode", "allowReserved", "allowEmptyValue"] {
            members.shift_remove(key);
        }
        // A parameter that is there has a value; an optional one that has none is left out.
        if let Some(Value::Object(schema)) = members.get_mut("schema") {
            schema.shift_remove("nullable");
        }
    }
}

/// The braces in the path and the path parameters name the same things.
fn check_template(document: &Document, operation: &Pointer, parameters: &[Value], diagnostics: &mut Diagnostics) {
    let [.., path, _] = operation.keys() else { return };
    let place = || document.place(operation);
    let Some(names) = template_names(path) else {
        let message = format!("`{path}` is no path template");
        diagnostics.push(
            Diagnostic::new(&rules::INVALID_PATH, place(), message)
                .help("a path starts with `/`, and each `{` has its `}`"),
        );
        return;
    };
    let declared: Vec<&str> = parameters
        .iter()
        .filter(|parameter| parameter.get("in").and_then(Value::as_str) == Some("path"))
        .filter_map(|parameter| parameter.get("name")?.as_str())
        .collect();
    for name in names.iter().filter(|name| !declared.contains(name)) {
        let message = format!("`{{{name}}}` is no declared path parameter");
        diagnostics.push(Diagnostic::new(&rules::MISSING_PATH_PARAMETER, place(), message));
    }
    for name in declared.iter().filter(|name| !names.contains(name)) {
        let message = format!("the path parameter `{name}` is not in the path");
        diagnostics.push(Diagnostic::new(&rules::MISSING_PATH_PARAMETER, place(), message));
    }
}

/// The names between the braces of a path; `None` where it is no template.
pub(crate) fn template_names(path: &str) -> Option<Vec<&str>> {
    if !path.starts_with('/') {
        return None;
    }
    let mut names = Vec::new();
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}')?;
        if before.contains('}') || name.is_empty() || name.contains(['{', '/']) {
            return None;
        }
        names.push(name);
        rest = tail;
    }
    (!rest.contains('}')).then_some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_read_or_refused() {
        assert_eq!(template_names("/a/{b}/c-{d}.json"), Some(vec!["b", "d"]));
        for wrong in ["a/{b}", "/a/{b", "/a/b}", "/a/{}", "/a/{b{c}}"] {
            assert_eq!(template_names(wrong), None, "{wrong}");
        }
    }
}
