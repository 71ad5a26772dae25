//! Compares a request with the arguments of the call.

use serde_json::Value;

use super::arguments::{Given, Offer, Operation, Parameter};
use super::form;
use super::recorder::Exchange;
use super::text::{decoded, scalar};
use crate::{
    compare,
    subjects::{essence, is_json},
};

/// The first difference from the arguments, if there is one. Prism validates the styles of lists and objects; only the
/// presence of their names is checked here.
pub(super) fn difference(operation: &Operation<'_>, given: &Given, exchange: &Exchange) -> Option<String> {
    let parameters =
        given.parameters.iter().filter_map(|(index, value)| Some((operation.parameters.get(*index)?, value)));
    for (parameter, value) in parameters {
        if !is_there(operation, parameter, value, exchange) {
            return Some(format!(
                "the {} parameter `{}` was given as {value}, and `{}` was sent",
                parameter.location, parameter.name, exchange.target
            ));
        }
    }
    body_difference(given.body.as_ref()?, exchange)
}

/// The difference between the body that was sent and the argument.
pub(super) fn body_difference(offer: &Offer, exchange: &Exchange) -> Option<String> {
    let media_type = exchange.header("content-type").unwrap_or_default();
    let wanted = essence(&offer.content.media_type);
    // All JSON media types are equivalent, and the caller chooses the media type for a range.
    let is_expected =
        essence(media_type) == wanted || (is_json(media_type) && is_json(&wanted)) || wanted.contains('*');
    if !is_expected && wanted.contains('/') {
        return Some(format!("the body was sent as `{media_type}` instead of `{wanted}`"));
    }
    let found = if is_json(&wanted) {
        match serde_json::from_slice(&exchange.body) {
            Ok(sent) => compare::difference(&offer.value, &sent),
            Err(error) => Some(format!("it is no JSON: {error}")),
        }
    } else if wanted == "application/x-www-form-urlencoded" {
        form::fields(&offer.value, &offer.content.styled, &exchange.body)
    } else if wanted.starts_with("multipart/") {
        form::parts(&offer.value, &offer.content.styled, media_type, &exchange.body)
    } else {
        let given = offer.value.as_str().unwrap_or_default();
        let sent = String::from_utf8_lossy(&exchange.body);
        (given != sent).then(|| format!("`{sent}` was sent instead of `{given}`"))
    };
    found.map(|difference| format!("of the body, {difference}"))
}

fn is_there(operation: &Operation<'_>, parameter: &Parameter, value: &Value, exchange: &Exchange) -> bool {
    let (path, query) = exchange.target.split_once('?').unwrap_or((&exchange.target, ""));
    let text = scalar(value);
    match parameter.location.as_str() {
        "path" => {
            let Some(text) = text else { return true };
            let wanted = format!("{{{}}}", parameter.name);
            let mut parts = operation.path.split('/').zip(path.split('/'));
            parts.any(|(template, sent)| template.contains(&wanted) && decoded(sent, false).contains(&text))
        }
        "query" => {
            let pairs = || {
                query.split('&').map(|pair| {
                    let (name, sent) = pair.split_once('=').unwrap_or((pair, ""));
                    (decoded(name, true), decoded(sent, true))
                })
            };
            match (&text, value) {
                (Some(text), _) => pairs().any(|(name, sent)| name == parameter.name && sent == *text),
                // An object has the names of its members, alone or after its own name, or only its own name.
                (None, Value::Object(members)) => {
                    let nested = format!("{}[", parameter.name);
                    let whole = |name: &String| *name == parameter.name || name.starts_with(&nested);
                    let shown = members.iter().filter(|(_, value)| shows(value));
                    pairs().any(|(name, _)| whole(&name))
                        || shown.into_iter().all(|(member, _)| pairs().any(|(name, _)| name == *member))
                }
                (None, _) => {
                    pairs().any(|(name, _)| name == parameter.name || name.starts_with(&format!("{}[", parameter.name)))
                }
            }
        }
        "header" => {
            let sent = exchange.header(&parameter.name.to_ascii_lowercase());
            sent.is_some_and(|sent| text.is_none_or(|text| sent == text))
        }
        "cookie" => exchange.header("cookie").is_some_and(|sent| sent.contains(&format!("{}=", parameter.name))),
        // `formData` of Swagger 2.0 is in the body.
        _ => true,
    }
}

/// Whether a member is visible in an address: `null` and empty lists are not.
fn shows(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        _ => true,
    }
}
