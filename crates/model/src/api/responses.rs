//! Responses: their statuses, their bodies, and the `Accept` header.

use serde_json::Value;

use super::{
    Header, Items, Representation, Response, ResponseBody,
    representations::{body_of, may_have_body, name_of},
    text,
    types::Components,
};
use crate::naming::{media_type_names, status_variant, variant_name};
use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules,
    schemas::{component_name, members, of_media_type},
    scope::Scope,
    status::Status,
};

/// The documented responses of an operation.
pub(super) struct Responses {
    /// Exact statuses first.
    pub(super) all: Vec<Response>,
    /// The media types for the `Accept` header: those that the client can decode.
    pub(super) accept: Option<String>,
}

/// The documented responses of the operation at `at`.
pub(super) fn read(
    document: &Document,
    at: &Pointer,
    components: &Components<'_>,
    findings: &mut Findings,
) -> Responses {
    let verb = at.last().unwrap_or_default();
    let at = at.join("responses");
    let mut all: Vec<Response> = Vec::new();
    for (key, response) in members(at.get(&document.value)).filter(|(key, _)| !key.starts_with("x-")) {
        let at = at.join(key);
        let Some(status) = Status::parse(key) else {
            let message = format!(
                "`{key}` is not a valid response key; expected a status code (`200`), a range (`4XX`) or `default`"
            );
            findings.push(Finding::new(&rules::INVALID_DOCUMENT, document.locate(&at), message));
            continue;
        };
        let content = at.join("content");
        let is_empty = members(content.get(&document.value)).next().is_none();
        let representations = match may_have_body(verb, status) {
            true => representations(document, &content, status, components, findings),
            false if is_empty => Vec::new(),
            false => {
                let message = "HTTP allows no body here; ignored".to_owned();
                findings.push(Finding::new(&rules::IMPOSSIBLE_BODY, document.locate(&content), message));
                Vec::new()
            }
        };
        all.push(Response {
            origin: document.origin(&at),
            status,
            description: text(response, "description").unwrap_or_default().to_owned(),
            representations,
            variants: Vec::new(),
            headers: members(response.get("headers")).filter_map(header).collect(),
            links: members(response.get("links")).map(link).collect(),
        });
    }
    let mut accept: Vec<String> = Vec::new();
    for name in all.iter().flat_map(|response| response.negotiated().media_types) {
        if !accept.contains(&name) {
            accept.push(name);
        }
    }
    all.sort_by_key(|response| response.status);
    name_variants(&mut all);
    Responses { all, accept: (!accept.is_empty()).then(|| accept.join(", ")) }
}

/// Names the variants of error responses: after their status, and after their media type where a status has several.
fn name_variants(responses: &mut [Response]) {
    let mut errors: Vec<&mut Response> = responses.iter_mut().filter(|one| !one.status.is_success()).collect();
    let mut scope = Scope::default();
    // Names without a media type have priority.
    for response in &mut errors {
        response.variants = vec![scope.take_first(&[status_variant(response.status)])];
    }
    for response in errors {
        let status = response.variants.first().cloned().unwrap_or_default();
        for one in response.possible().into_iter().skip(1) {
            let names = one.media_types.first().map(|media_type| media_type_names(media_type)).unwrap_or_default();
            let candidates = names.iter().map(|name| variant_name(&format!("{status} {name}")));
            response.variants.push(scope.take_first(&candidates.collect::<Vec<_>>()));
        }
    }
}

/// The representations in the `content` at `at`, JSON first. JSON media types with the same schema are one
/// representation.
fn representations(
    document: &Document,
    at: &Pointer,
    status: Status,
    components: &Components<'_>,
    findings: &mut Findings,
) -> Vec<Representation> {
    let Some(Value::Object(content)) = at.get(&document.value) else { return Vec::new() };
    let mut found: Vec<Representation> = Vec::new();
    for (media_type, media) in content {
        let at = at.join(media_type);
        let Some(name) = name_of(media_type, content) else {
            let message = format!("`{media_type}` is not a valid media type; never requested");
            findings.push(Finding::new(&rules::OTHER_RESPONSE_MEDIA_TYPE, document.locate(&at), message));
            continue;
        };
        let schema = of_media_type(media).map(|(_, schema)| schema);
        let body = body_of(media_type, schema, components);
        // The body of an error response is not streamed.
        let may_stream = matches!(body, ResponseBody::Text)
            && (status.is_success() || matches!(status, Status::Code(300..=399) | Status::Range(3) | Status::Default));
        let items = Items::read(media_type, media, components).filter(|_| may_stream);
        if let Some(word) =
            word(&body).filter(|_| items.is_none() && schema.is_some_and(|schema| says_more(document, schema)))
        {
            let message = format!("a body of the media type `{name}` is returned as {word}");
            findings.push(Finding::new(&rules::UNTYPED_RESPONSE_BODY, document.locate(&at), message));
        }
        // `text/xml` and `application/xml` are the same.
        let short = |name: &str| media_type_names(name).into_iter().next();
        let own = short(&name);
        let is_called_the_same = |other: &String| short(other) == own;
        let is_same = |other: &&mut Representation| {
            let is_json = matches!(body, ResponseBody::Json(_));
            other.body == body && other.items == items && (is_json || other.media_types.iter().any(is_called_the_same))
        };
        match found.iter_mut().find(is_same) {
            Some(other) if other.media_types.contains(&name) => {}
            Some(other) => other.media_types.push(name),
            None => {
                let at = if schema.is_some() { at.join("schema") } else { at };
                found.push(Representation { origin: document.origin(&at), media_types: vec![name], body, items });
            }
        }
    }
    if found.is_empty() && !content.is_empty() {
        let origin = document.origin(at);
        found.push(Representation { origin, media_types: Vec::new(), body: ResponseBody::Bytes, items: None });
    }
    found.sort_by_key(|one| !matches!(one.body, ResponseBody::Json(_)));
    found
}

fn word(body: &ResponseBody) -> Option<&'static str> {
    match body {
        ResponseBody::Empty | ResponseBody::Json(_) => None,
        ResponseBody::Text => Some("text"),
        ResponseBody::Bytes => Some("bytes"),
    }
}

/// Whether a schema has more constraints than `type: string`.
fn says_more(document: &Document, schema: &Value) -> bool {
    let component = component_name(schema)
        .and_then(|name| Pointer::root().join("components").join("schemas").join(name).get(&document.value));
    let schema = component.unwrap_or(schema);
    let is_string = text(schema, "type") == Some("string");
    !is_string && ["type", "properties", "allOf", "oneOf", "anyOf", "$ref"].iter().any(|key| schema.get(key).is_some())
}

fn header((name, header): (&String, &Value)) -> Option<Header> {
    // Ignored there (OpenAPI 3.1.1, section 4.8.17).
    if name.eq_ignore_ascii_case("content-type") {
        return None;
    }
    let schema = header.get("schema");
    let description = text(header, "description").or_else(|| text(schema?, "description"));
    Some(Header {
        name: name.clone(),
        ty: schema.and_then(|schema| text(schema, "type")).unwrap_or("string").to_owned(),
        description: description.unwrap_or_default().to_owned(),
    })
}

/// A link as text.
fn link((name, link): (&String, &Value)) -> String {
    let target = match text(link, "operationId").or_else(|| text(link, "operationRef")) {
        Some(target) => format!(" links to `{target}`"),
        None => String::new(),
    };
    let values: Vec<String> = members(link.get("parameters"))
        .map(|(name, value)| {
            format!("`{name}` = `{}`", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        })
        .collect();
    let with = if values.is_empty() { String::new() } else { format!(" with {}", values.join(", ")) };
    format!("`{name}`{target}{with}: {}", text(link, "description").unwrap_or_default())
}
