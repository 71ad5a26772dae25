//! The headers of a response that the document requires.

use moored_document::{pointer::Pointer, schemas::members};
use moored_model::api::Response;
use moored_samples::follow;
use serde_json::{Map, Value};

use super::bodies::Bodies;

/// Statuses whose response has an address to go to.
const REDIRECTS: [u16; 5] = [301, 302, 303, 307, 308];

/// The required headers of `response`, by name in lower case.
pub(super) fn of(response: &Response, bodies: &Bodies<'_>) -> Map<String, Value> {
    let holder = follow(bodies.document, &response.origin).join("headers");
    let mut found = Map::new();
    for (name, _) in members(holder.get(bodies.document)) {
        let at = follow(bodies.document, &holder.join(name));
        let header = at.get(bodies.document);
        let is_required = header.and_then(|header| header.get("required")) == Some(&Value::Bool(true));
        if is_required
            && !name.eq_ignore_ascii_case("content-type")
            && let Some(text) = value(&at, header, bodies)
        {
            found.insert(name.to_ascii_lowercase(), text.into());
        }
    }
    if REDIRECTS.contains(&super::status(response.status, 200)) {
        found.entry("location").or_insert_with(|| "https://example.com/".into());
    }
    found
}

/// An example of the header, or a sample of its schema, if it can be a header.
fn value(at: &Pointer, header: Option<&Value>, bodies: &Bodies<'_>) -> Option<String> {
    let example = header.and_then(|header| header.get("example")).cloned();
    let samples = bodies.sampler.typical(&at.join("schema")).map(|sample| sample.value);
    let texts = example.into_iter().chain(samples).filter_map(|value| match value {
        Value::String(text) => Some(text),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Array(items) => {
            let texts = items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
            Some(texts.collect::<Vec<_>>().join(","))
        }
        Value::Null | Value::Object(_) => None,
    });
    let is_header = |text: &String| text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    texts.into_iter().find(is_header)
}
