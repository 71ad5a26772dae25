//! Requests that Prism rejects because it cannot read them, although they match the arguments: known limitations of
//! Prism, each with a narrow condition. Any other rejection is the client's fault.

use serde_json::Value;

use super::arguments::{Content, Given, Operation};
use super::recorder::Exchange;
use super::{compare, prism};
use crate::subjects::is_json;

/// Why the client is not at fault for Prism's `problem`; `None` if it may be.
pub(super) fn explanation(
    problem: &Value,
    operation: &Operation<'_>,
    given: &Given,
    exchange: &Exchange,
) -> Option<String> {
    let complaints = prism::complaints(problem);
    if compare::difference(operation, given, exchange).is_some() {
        return None;
    }
    if operation.path.contains(['?', '#']) {
        return Some("Prism does not find a path whose template has a query, which no path may have".to_owned());
    }
    let detail = problem.get("detail").and_then(Value::as_str).unwrap_or_default();
    if given.body.is_some() && detail.starts_with("No supported content types") {
        return Some("the document has a body and names no media type for it, and Prism takes none".to_owned());
    }
    if complaints.is_empty() {
        return None;
    }
    let form = given.body.as_ref().filter(|offer| !is_json(&offer.content.media_type));
    if form.is_some_and(|_| exchange.body.is_empty()) && complaints == [": Body parameter is required"] {
        return Some("a form without fields has no bytes, and Prism takes it for no body".to_owned());
    }
    let of_range = |content: &Content| content.media_type.trim() == "*/*";
    let is_taken = operation.body.as_ref().is_some_and(|body| body.contents.iter().any(of_range))
        && given.body.as_ref().is_some_and(|offer| !of_range(&offer.content));
    if is_taken && complaints.iter().all(|message| message.starts_with("body")) {
        return Some(format!(
            "Prism takes `*/*` for every media type, although one is closer: {}",
            complaints.join("; ")
        ));
    }
    // Prism does not read a text as the boolean, the number or the JSON that it is.
    let is_value_as_text = |message: &String| {
        form.is_some_and(|offer| offer.content.media_type.starts_with("text/"))
            && ["array", "boolean", "integer", "number", "object"]
                .iter()
                .any(|ty| *message == format!("body: Request body must be {ty}"))
    };
    if complaints.iter().all(is_value_as_text) {
        return Some(format!("Prism does not read a text as a value: {}", complaints.join("; ")));
    }
    // The specification requires each such parameter to be in the path template.
    let is_not_in_path = |message: &String| {
        let mut paths = operation.parameters.iter().filter(|parameter| parameter.location == "path");
        paths.any(|parameter| {
            *message == format!("path: Request path must have required property '{}'", parameter.name.to_lowercase())
                && !operation.path.contains(&format!("{{{}}}", parameter.name))
        })
    };
    if complaints.iter().all(is_not_in_path) {
        return Some(format!("the path template does not contain its parameter: {}", complaints.join("; ")));
    }
    // Prism splits a form at `&` and keeps the last field of each name as a string, unless the document declares a
    // style.
    let is_text = |message: &String| {
        form.is_some()
            && message.starts_with("body.")
            && [" must be array", " must be object"].iter().any(|end| message.ends_with(end))
    };
    // Prism collects the members of an object in a query only if the schema itself declares them, and as strings.
    let is_of_object = |message: &String| {
        let objects = given.parameters.iter().filter(|(_, value)| value.is_object());
        let mut objects = objects.filter_map(|(index, _)| operation.parameters.get(*index));
        objects.any(|parameter| {
            let name = parameter.name.to_lowercase();
            parameter.location == "query"
                && (message.starts_with(&format!("query.{name}"))
                    || *message == format!("query: Request query must have required property '{name}'"))
        })
    };
    if complaints.iter().all(is_text) {
        return Some(format!("Prism does not read lists and objects in a form: {}", complaints.join("; ")));
    }
    let is_unread = complaints.iter().all(is_of_object);
    is_unread.then(|| format!("Prism does not read this object in a query: {}", complaints.join("; ")))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::arguments::{Given, operations};
    use super::super::recorder::Exchange;
    use super::explanation;

    /// The result if Prism reports only `complaint` for `GET /pets` with an object as `filter`, and `target` was sent.
    fn explained(complaint: &str, target: &str) -> Option<String> {
        let document = json!({ "openapi": "3.0.3", "paths": { "/pets": { "get": { "parameters": [
            { "name": "filter", "in": "query", "schema": { "type": "object" } },
            { "name": "owner", "in": "path", "required": true, "schema": { "type": "string" } },
        ] } } } });
        let operations = operations(&document);
        let operation = operations.first()?;
        let given = Given { parameters: vec![(0, json!({ "kind": "cat" }))], ..Given::default() };
        let exchange = Exchange { target: target.to_owned(), ..Exchange::default() };
        let (keys, message) = complaint.split_once(": ")?;
        let location: Vec<Value> = keys.split('.').map(Value::from).collect();
        let kind = "https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY";
        let problem = json!({ "type": kind, "validation": [{ "location": location, "message": message }] });
        explanation(&problem, operation, &given, &exchange)
    }

    #[test]
    fn an_object_that_was_sent_is_not_missing() {
        let missing = "query: Request query must have required property 'filter'";
        assert!(explained(missing, "/pets?kind=cat").is_some());
        assert_eq!(explained(missing, "/pets"), None);
    }

    #[test]
    fn a_parameter_that_the_path_does_not_contain_cannot_be_sent() {
        assert!(explained("path: Request path must have required property 'owner'", "/pets?kind=cat").is_some());
    }

    #[test]
    fn a_rejection_of_what_prism_can_read_is_not_explained() {
        assert_eq!(explained("query.page: Request query parameter page must be integer", "/pets?kind=cat"), None);
    }
}
