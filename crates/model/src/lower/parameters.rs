//! Gives each parameter a schema and a style that it can have, and removes what is not a parameter.
//!
//! ```yaml
//! # before
//! parameters:
//!   - { name: Authorization, in: header, schema: { type: string } }
//!   - { name: Content-Length, in: header, schema: { type: integer } }
//!   - { name: id, in: path, schema: { type: string }, example: a }
//!   - { name: filter, in: query, content: { application/json: { schema: { type: object } } } }
//!   - { name: where, in: query, content: { application/xml: { … } } }
//!   - { name: tags, in: header, style: form, schema: { type: array } }
//!   - { name: all, in: querystring, content: { application/x-www-form-urlencoded: { schema: { type: object } } } }
//! ---
//! # after: `Content-Length`, `where` and `tags` are losses
//! parameters:
//!   - { name: id, in: path, required: true, schema: { type: string } }
//!   - { name: filter, in: query, content: { application/json: { schema: { type: object } } } }
//!   - { name: where, in: query, schema: { type: string } }
//!   - { name: tags, in: header, schema: { type: array } }
//!   - { name: all, in: querystring, content: { application/x-www-form-urlencoded: { schema: { type: object } } } }
//! ```
//!
//! Later passes and the model read two forms: a schema and a style that exists for the `in`, or a `content` with a
//! schema that is JSON, or the form of a query. A path parameter has `required: true`. The specification ignores the
//! three header names of [`RESERVED`] ([4.8.12.2](https://spec.openapis.org/oas/v3.1.1.html#parameter-object)) and
//! has the table of styles ([4.8.12.2.2](https://spec.openapis.org/oas/v3.1.1.html#style-values)). The names of
//! [`FRAMING`] describe the connection or the length of the body (RFC 9112, section 6): any other value than that of
//! the client makes another request of it. The parameter `in: querystring` is the query as a whole
//! ([3.2.0](https://spec.openapis.org/oas/v3.2.0.html#parameter-locations)): a form, JSON, or text with the style
//! `simple`.

use http::HeaderName;
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    media_type::{JSON, MediaKind, URL_ENCODED, essence},
    pass::Pass,
    pointer::Pointer,
    rules::{self, Rule},
    schemas::{members, operations},
};
use serde_json::{Map, Value, json};

use crate::config::Config;

/// Header parameters with these names are not parameters.
const RESERVED: &[&str] = &["accept", "content-type", "authorization"];

/// Header parameters with these names would change how the request is sent or read.
const FRAMING: &[&str] = &[
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// `path_parameters` compares the parameters with the path as they are declared, `authorization_parameter` reads what
/// is removed here, and `enum_values` and `type_array` write the `nullable` that is removed here. `request_media_types`
/// leaves the media types in which a body is sent.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&[
    "path_parameters",
    "authorization_parameter",
    "request_media_types",
    "enum_values",
    "type_array",
]);

fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let list = operation.join("parameters");
        match list.get_mut(&mut document.value) {
            Some(Value::Array(declared)) => {
                let declared = std::mem::take(declared);
                let body = Body::of(document, &operation);
                let parameters = rewrite_all(document, &list, declared, body, findings);
                if let Some(node) = list.get_mut(&mut document.value) {
                    *node = Value::Array(parameters);
                }
            }
            Some(_) => {
                let message = "`parameters` is not a list";
                findings.push(Finding::new(&rules::INVALID_DOCUMENT, document.locate(&list), message));
            }
            None => {}
        }
    }
}

/// Who encodes the body of a request.
#[derive(Clone, Copy, PartialEq)]
enum Body {
    /// The caller: it is bytes, in every media type.
    Caller,
    /// The client, or nobody.
    Client,
}

impl Body {
    fn of(document: &Document, operation: &Pointer) -> Self {
        let content = operation.join("requestBody").join("content");
        let mut kinds = members(content.get(&document.value)).map(|(name, _)| MediaKind::of(name)).peekable();
        match kinds.peek().is_some() && kinds.all(|kind| kind == MediaKind::Raw) {
            true => Self::Caller,
            false => Self::Client,
        }
    }
}

/// Rewrites the parameters of the operation whose list is at `list`, and leaves out those that cannot be sent.
fn rewrite_all(
    document: &mut Document,
    list: &Pointer,
    declared: Vec<Value>,
    body: Body,
    findings: &mut Findings,
) -> Vec<Value> {
    let mut kept: Vec<Value> = Vec::with_capacity(declared.len());
    for (index, mut parameter) in declared.into_iter().enumerate() {
        if let Err((rule, message)) = check(&parameter, &kept, body) {
            findings.push(Finding::new(rule, document.locate(&list.join(index)), message));
            continue;
        }
        let Value::Object(members) = &mut parameter else { continue };
        let to = list.join(kept.len());
        if index != kept.len() {
            document.record_move(&list.join(index), &to);
        }
        let optional = mark_required(members);
        if let Some((media_type, schema)) = content_to_schema(members) {
            let from = to.join("content").join(media_type).join("schema");
            let to = to.extend(schema.keys());
            if from != to {
                document.record_move(&from, &to);
            }
        }
        for (rule, message) in [optional, schema_to_text(members), unsupported_style(members)].into_iter().flatten() {
            findings.push(Finding::new(rule, document.locate(&to), message));
        }
        remove_unread(members);
        kept.push(parameter);
    }
    kept
}

/// A rule and the message of a finding.
type Problem = (&'static Rule, String);

/// Checks that a parameter is one, and can be sent beside those that are `kept`.
fn check(parameter: &Value, kept: &[Value], body: Body) -> Result<(), Problem> {
    let text = |key: &str| parameter.get(key).and_then(Value::as_str);
    let (Some(name), Some(within)) = (text("name"), text("in")) else {
        return Err((&rules::INVALID_DOCUMENT, "the parameter has no `name` or no `in`".to_owned()));
    };
    if !["path", "query", "querystring", "header", "cookie"].contains(&within) {
        return Err((
            &rules::INVALID_DOCUMENT,
            format!(
                "`{within}` is not a valid value of `in`; expected `path`, `query`, `querystring`, `header` or \
                 `cookie`"
            ),
        ));
    }
    if within == "header" && RESERVED.contains(&name.to_ascii_lowercase().as_str()) {
        return Err((
            &rules::RESERVED_HEADER,
            match name.eq_ignore_ascii_case("authorization") {
                true => format!("the header `{name}` is reserved and cannot be a parameter; it is a credential"),
                false => format!("the header `{name}` is reserved and cannot be a parameter; ignored"),
            },
        ));
    }
    let lower_case = name.to_ascii_lowercase();
    if within == "header" && FRAMING.contains(&lower_case.as_str()) {
        let message =
            format!("the header `{name}` describes the connection or the length of the body; not an argument");
        return Err((&rules::FRAMING_HEADER, message));
    }
    if within == "header" && lower_case == "content-encoding" && body == Body::Client {
        let message = format!("the client does not compress the bodies that it encodes; `{name}` is not an argument");
        return Err((&rules::FRAMING_HEADER, message));
    }
    // RFC 6265 has the same rule for cookies, but their names can be encoded.
    if within == "header" && HeaderName::from_bytes(name.as_bytes()).is_err() {
        return Err((&rules::INVALID_DOCUMENT, format!("`{name}` is not a valid name of a header")));
    }
    let has = |other: &Value, key: &str, value: &str| other.get(key).and_then(Value::as_str) == Some(value);
    if kept.iter().any(|other| has(other, "in", within) && has(other, "name", name)) {
        return Err((&rules::DUPLICATE_PARAMETER, format!("the {within} parameter `{name}` is declared twice")));
    }
    Ok(())
}

fn text<'a>(parameter: &'a Map<String, Value>, key: &str) -> &'a str {
    parameter.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Leaves the schema of a `content` that is JSON, and what describes a form that is the query as a whole; replaces
/// plain text with its schema. Returns the media type in the document, and where the schema is now, from the
/// parameter on.
fn content_to_schema(parameter: &mut Map<String, Value>) -> Option<(String, Pointer)> {
    let is_querystring = text(parameter, "in") == "querystring";
    let Some(content) = parameter.shift_remove("content") else {
        if is_querystring {
            parameter.entry("style").or_insert("form".into());
        }
        return None;
    };
    let Value::Object(content) = content else { return None };
    let (media_type, mut media) = content.into_iter().next()?;
    let essence = essence(&media_type);
    let schema = ["schema", "itemSchema"].iter().find_map(|key| media.get_mut(*key).map(Value::take));
    let (kept, default) = match MediaKind::of(&media_type) {
        _ if essence == JSON || essence == "text/json" || essence.ends_with("+json") => (JSON, json!({})),
        MediaKind::Form if is_querystring => (URL_ENCODED, json!({ "type": "object" })),
        _ => {
            if is_querystring {
                parameter.insert("style".to_owned(), "simple".into());
            }
            if essence == "text/plain" {
                parameter.insert("schema".to_owned(), schema.unwrap_or_else(|| json!({ "type": "string" })));
            }
            return Some((media_type, Pointer::root().join("schema")));
        }
    };
    let mut described = Map::from_iter([("schema".to_owned(), schema.unwrap_or(default))]);
    let encoding = media.get_mut("encoding").filter(|_| kept == URL_ENCODED).map(Value::take);
    described.extend(encoding.map(|encoding| ("encoding".to_owned(), encoding)));
    parameter.shift_remove("schema");
    parameter.insert("content".to_owned(), json!({ kept: described }));
    Some((media_type, Pointer::root().join("content").join(kept).join("schema")))
}

/// The schema of a parameter, in either form.
fn schema_mut(parameter: &mut Map<String, Value>) -> Option<&mut Value> {
    if parameter.contains_key("content") {
        return parameter.get_mut("content")?.as_object_mut()?.values_mut().next()?.get_mut("schema");
    }
    parameter.get_mut("schema")
}

/// Makes a parameter without a schema a string, which the caller encodes.
fn schema_to_text(parameter: &mut Map<String, Value>) -> Option<Problem> {
    if schema_mut(parameter).is_some() {
        return None;
    }
    let (within, name) = (text(parameter, "in"), text(parameter, "name"));
    let message = format!("the {within} parameter `{name}` is sent as the text that the caller passes");
    parameter.insert("schema".to_owned(), json!({ "type": "string" }));
    Some((&rules::PARAMETER_AS_TEXT, message))
}

/// Replaces a style that does not exist for the `in` of the parameter with the default one. A list in a query stays
/// joined by commas if it was `simple`.
fn unsupported_style(parameter: &mut Map<String, Value>) -> Option<Problem> {
    let supported: &[&str] = match text(parameter, "in") {
        "path" => &["simple", "label", "matrix"],
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "header" => &["simple"],
        "cookie" => &["form", "cookie"],
        _ => &["form", "simple"],
    };
    let style = parameter.get("style")?.as_str().unwrap_or_default().to_owned();
    if supported.contains(&style.as_str()) {
        return None;
    }
    parameter.shift_remove("style");
    if style == "simple" {
        parameter.entry("explode").or_insert(false.into());
    }
    let (within, name) = (text(parameter, "in"), text(parameter, "name"));
    let message =
        format!("the style `{style}` is not defined for the {within} parameter `{name}`; the default style is used");
    Some((&rules::UNSUPPORTED_PARAMETER, message))
}

/// Marks a path parameter as required.
fn mark_required(parameter: &mut Map<String, Value>) -> Option<Problem> {
    if text(parameter, "in") != "path" || parameter.insert("required".to_owned(), true.into()) == Some(true.into()) {
        return None;
    }
    let message = format!("the path parameter `{}` is not marked as required", text(parameter, "name"));
    Some((&rules::OPTIONAL_PATH_PARAMETER, message))
}

/// Removes what neither the client nor its documentation needs.
fn remove_unread(parameter: &mut Map<String, Value>) {
    for key in ["example", "examples", "allowEmptyValue"] {
        parameter.shift_remove(key);
    }
    // A parameter that is sent has a value; an optional one without a value is left out.
    if let Some(Value::Object(schema)) = schema_mut(parameter) {
        schema.shift_remove("nullable");
    }
}
