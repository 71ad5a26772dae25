//! Parameters that do not say in one way what they are.
//!
//! ```yaml
//! parameters:                                                        # before
//!   - { name: Authorization, in: header, schema: { type: string } }
//!   - { name: id, in: path, schema: { type: string }, example: a }
//!   - { name: filter, in: query, content: { application/json: { schema: { type: object } } } }
//! ---
//! parameters:                                                        # after
//!   - { name: id, in: path, required: true, schema: { type: string } }
//!   - { name: filter, in: query, schema: { type: object }, x-moored-json: true }
//! ```
//!
//! ```yaml
//! { name: where, in: query, content: { application/xml: { … } } }    # before
//! { name: tags, in: header, style: form, schema: { type: array } }
//! ---
//! { name: where, in: query, schema: { type: string } }               # after: the caller writes the text; both in the loss report
//! { name: tags, in: header, schema: { type: array } }
//! ```
//!
//! Afterwards each parameter has a schema, and a style that exists where it is sent; path parameters are required. The specification says to
//! ignore the three header names ([4.8.12.2](https://spec.openapis.org/oas/v3.1.1.html#parameter-object)), and has the table of styles
//! ([4.8.12.2.2](https://spec.openapis.org/oas/v3.1.1.html#style-values)).

use serde_json::{Map, Value, json};

use crate::config::Config;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::essence,
    pass::Pass,
    rules::{self, Rule},
    schemas::{members, operations},
};

/// Header parameters with these names are not parameters.
const RESERVED: &[&str] = &["accept", "content-type", "authorization"];

pub(super) const PASS: Pass<Config> = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let at = operation.join("parameters");
        let declared = at.get(&document.value).cloned();
        let parameters = match &declared {
            Some(Value::Array(parameters)) => parameters.clone(),
            Some(_) => {
                let message = "`parameters` is not a list".to_owned();
                findings.push(Finding::new(&rules::INVALID_DOCUMENT, document.locate(&at), message));
                continue;
            }
            None => Vec::new(),
        };
        let mut kept: Vec<Value> = Vec::new();
        for (index, mut parameter) in parameters.into_iter().enumerate() {
            let from = at.join(index);
            let place = document.locate(&from);
            if let Err((rule, message)) = judge(&parameter, &kept) {
                findings.push(Finding::new(rule, place, message));
                continue;
            }
            let to = at.join(kept.len());
            document.record_move(&from, &to);
            let Value::Object(parts) = &mut parameter else { continue };
            if mark_required(parts) {
                let message = format!("the path parameter `{}` is not marked as required", word(parts, "name"));
                findings.push(Finding::new(&rules::OPTIONAL_PATH_PARAMETER, place.clone(), message));
            }
            if let Some(media_type) = describe(parts) {
                document.record_move(&to.join("content").join(media_type).join("schema"), &to.join("schema"));
            }
            for (rule, message) in [as_text(parts), usual_style(parts)].into_iter().flatten() {
                findings.push(Finding::new(rule, place.clone(), message));
            }
            strip(parts);
            kept.push(parameter);
        }
        if let (Some(Value::Object(operation)), true) = (operation.get_mut(&mut document.value), declared.is_some()) {
            operation.insert("parameters".to_owned(), Value::Array(kept));
        }
    }
}

/// A rule, and what to say of it.
type Complaint = (&'static Rule, String);

/// Whether a parameter is one, and can be sent beside those that are `kept`.
fn judge(parameter: &Value, kept: &[Value]) -> Result<(), Complaint> {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str);
    let (Some(name), Some(place)) = (text("name"), text("in")) else {
        return Err((&rules::INVALID_DOCUMENT, "a parameter needs `name` and `in`".to_owned()));
    };
    if !["path", "query", "header", "cookie"].contains(&place) {
        return Err((&rules::INVALID_DOCUMENT, format!("`{place}` is no place for a parameter")));
    }
    if place == "header" && RESERVED.contains(&name.to_ascii_lowercase().as_str()) {
        return Err((&rules::RESERVED_HEADER, format!("the header `{name}` is not a parameter")));
    }
    // RFC 9110, section 5.6.2; RFC 6265 has the same for cookies, whose names we can encode.
    let is_token = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
    if place == "header" && (name.is_empty() || !name.chars().all(is_token)) {
        return Err((&rules::INVALID_DOCUMENT, format!("`{name}` cannot be the name of a header")));
    }
    let is = |other: &Value, key: &str, value: &str| other.get(key).and_then(Value::as_str) == Some(value);
    if kept.iter().any(|other| is(other, "in", place) && is(other, "name", name)) {
        return Err((&rules::DUPLICATE_PARAMETER, format!("the {place} parameter `{name}` stands twice")));
    }
    Ok(())
}

fn word<'a>(parameter: &'a Map<String, Value>, key: &str) -> &'a str {
    parameter.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Makes the schema of a parameter's `content` its own where that is JSON or plain text; the media type that it had.
fn describe(parameter: &mut Map<String, Value>) -> Option<String> {
    let content = parameter.shift_remove("content")?;
    let (media_type, media) = members(Some(&content)).next()?;
    let essence = essence(media_type);
    let schema = media.get("schema").cloned();
    if essence == "application/json" || essence == "text/json" || essence.ends_with("+json") {
        parameter.insert("schema".to_owned(), schema.unwrap_or_else(|| json!({})));
        parameter.insert("x-moored-json".to_owned(), true.into());
    } else if essence == "text/plain" {
        parameter.insert("schema".to_owned(), schema.unwrap_or_else(|| json!({ "type": "string" })));
    }
    Some(media_type.clone())
}

/// Makes a parameter that says nothing of its value one of text.
fn as_text(parameter: &mut Map<String, Value>) -> Option<Complaint> {
    if parameter.contains_key("schema") {
        return None;
    }
    let message = format!(
        "the {} parameter `{}` is sent as the text that it is given",
        word(parameter, "in"),
        word(parameter, "name")
    );
    parameter.insert("schema".to_owned(), json!({ "type": "string" }));
    Some((&rules::PARAMETER_AS_TEXT, message))
}

/// Leaves a style that does not exist where the parameter is sent to what is usual there; a list in a query is joined all the same.
fn usual_style(parameter: &mut Map<String, Value>) -> Option<Complaint> {
    let style = word(parameter, "style").to_owned();
    let exist: &[&str] = match word(parameter, "in") {
        "path" => &["simple", "label", "matrix"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        _ => &["form"],
    };
    if !parameter.contains_key("style") || exist.contains(&style.as_str()) {
        return None;
    }
    parameter.shift_remove("style");
    if style == "simple" {
        parameter.entry("explode").or_insert(false.into());
    }
    let (place, name) = (word(parameter, "in"), word(parameter, "name"));
    let message =
        format!("the {place} parameter `{name}` cannot have the style `{style}`, and is sent as is usual there");
    Some((&rules::UNSUPPORTED_PARAMETER, message))
}

/// Marks a path parameter as required; whether it was not.
fn mark_required(parameter: &mut Map<String, Value>) -> bool {
    if word(parameter, "in") != "path" {
        return false;
    }
    parameter.insert("required".to_owned(), true.into()) != Some(true.into())
}

/// Examples are for readers of the document.
fn strip(parameter: &mut Map<String, Value>) {
    for key in ["example", "examples", "allowEmptyValue"] {
        parameter.shift_remove(key);
    }
    // A parameter that is there has a value; an optional one that has none is left out.
    if let Some(Value::Object(schema)) = parameter.get_mut("schema") {
        schema.shift_remove("nullable");
    }
}
