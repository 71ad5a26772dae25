//! What Prism refuses because it cannot read it, although what was sent is what was given: known limits of it, each with the condition that it is
//! nothing else. Whatever is not one of these speaks against the client.

use serde_json::Value;

use super::arguments::{Given, Operation};
use super::recorder::Exchange;
use super::{compare, prism};
use crate::subjects::is_json;

/// Why Prism's `problem` says nothing of the client; `None` where it may.
pub(super) fn words(problem: &Value, operation: &Operation<'_>, given: &Given, exchange: &Exchange) -> Option<String> {
    let complaints = prism::complaints(problem);
    if compare::difference(operation, given, exchange).is_some() {
        return None;
    }
    let kind = problem.get("type").and_then(Value::as_str).unwrap_or_default();
    if kind.ends_with("#NO_PATH_MATCHED_ERROR") && operation.path.contains(['?', '#']) {
        return Some("Prism does not find a path whose template has a query, which no path may have".to_owned());
    }
    if complaints.is_empty() {
        return None;
    }
    let form = given.body.as_ref().filter(|offer| !is_json(&offer.content.media_type));
    if form.is_some_and(|_| exchange.body.is_empty()) && complaints == [": Body parameter is required"] {
        return Some("a form without fields has no bytes, and Prism takes it for no body".to_owned());
    }
    // It splits a form at `&` and keeps the last field of each name as text, unless the document gives it a style.
    let is_text = |words: &String| {
        form.is_some()
            && words.starts_with("body.")
            && [" must be array", " must be object"].iter().any(|end| words.ends_with(end))
    };
    // The members of an object in a query it gathers only where the schema names them itself, and as texts.
    let is_of_object = |words: &String| {
        let objects = given.parameters.iter().filter(|(_, value)| value.is_object());
        let mut objects = objects.filter_map(|(index, _)| operation.parameters.get(*index));
        objects.any(|parameter| {
            let name = parameter.name.to_lowercase();
            parameter.place == "query"
                && (words.starts_with(&format!("query.{name}"))
                    || *words == format!("query: Request query must have required property '{name}'"))
        })
    };
    if complaints.iter().all(is_text) {
        return Some(format!("Prism does not read lists and objects in a form: {}", complaints.join("; ")));
    }
    let is_unread = complaints.iter().all(is_of_object);
    is_unread.then(|| format!("Prism does not read this object in a query: {}", complaints.join("; ")))
}
