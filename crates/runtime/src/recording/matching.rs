//! Comparing a request with a recorded one.

use super::MARKER;
use super::content::{Content, decoded, position, value_of};
use super::exchange::Request;
use crate::JsonValue;
use crate::json::pointer::escaped;

/// What differs between two requests of the same operation. No text has a value of the request that is sent.
pub(super) fn differences(recorded: &Request, sent: &Request) -> Vec<String> {
    let mut found = Vec::new();
    if recorded.method != sent.method {
        found.push(format!("the method is {}", recorded.method));
    }
    if !is_same(&recorded.path, &sent.path) {
        found.push(format!("the path is `{}`", recorded.path));
    }
    found.extend(query(&recorded.query, &sent.query));
    found.extend(body(recorded.body.as_ref(), sent.body.as_ref()));
    found
}

/// Whether the texts are the same, whatever was left out.
fn is_same(recorded: &str, sent: &str) -> bool {
    is_same_bytes(recorded.as_bytes(), sent.as_bytes())
}

fn is_same_bytes(recorded: &[u8], sent: &[u8]) -> bool {
    let Some((before, mut recorded)) = around_marker(recorded) else { return recorded == sent };
    let Some(mut sent) = sent.strip_prefix(before) else { return false };
    // What was left out has any length: each piece between two markers is found where it is first.
    while let Some((piece, rest)) = around_marker(recorded) {
        let Some(start) = position(sent, piece) else { return false };
        sent = sent.get(start + piece.len()..).unwrap_or_default();
        recorded = rest;
    }
    sent.ends_with(recorded)
}

/// What is before the first marker, and what is behind it.
fn around_marker(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (before, rest) = bytes.split_at(position(bytes, MARKER.as_bytes())?);
    Some((before, rest.get(MARKER.len()..)?))
}

/// Parameters of different names may be in any order. One that was left out as a whole may be missing: the credential
/// of a client that has none.
fn query(recorded: &[String], sent: &[String]) -> Option<String> {
    let name = |parameter: &str| parameter.split('=').next().unwrap_or_default().to_owned();
    let sorted = |parameters: &[String]| {
        let mut sorted = parameters.to_vec();
        sorted.sort_by_key(|parameter| name(parameter));
        sorted
    };
    let (mut recorded, sent) = (sorted(recorded), sorted(sent));
    let is_sent = |one: &str| sent.iter().any(|other| name(other) == name(one));
    recorded.retain(|one| !one.ends_with(&format!("={MARKER}")) || is_sent(one));
    let mut pairs = recorded.iter().zip(&sent);
    if let Some((one, other)) = pairs.find(|(one, other)| !is_same(one, other)) {
        let named = if name(one) == name(other) { one } else { recorded.iter().find(|it| *it > other).unwrap_or(one) };
        return Some(format!("the query has `{named}`"));
    }
    let longer = recorded.get(sent.len()).map(|missing| format!("the query has `{missing}` as well"));
    longer.or_else(|| sent.get(recorded.len()).map(|more| format!("the query has no `{}`", name(more))))
}

fn body(recorded: Option<&Content>, sent: Option<&Content>) -> Option<String> {
    match (recorded, sent) {
        (None, None) => None,
        (Some(_), None) => Some("there is a body".to_owned()),
        (None, Some(_)) => Some("there is no body".to_owned()),
        (Some(recorded), Some(sent)) => content(recorded, sent, "body"),
    }
}

fn content(recorded: &Content, sent: &Content, what: &str) -> Option<String> {
    let other = || format!("the {what} is another one");
    match (recorded, sent) {
        // It was left out as a whole.
        (Content::Text(text), _) if text == MARKER => None,
        (Content::Json(recorded), Content::Json(sent)) => {
            json(recorded, sent, "").map(|at| format!("the {what} differs at `{at}`"))
        }
        (Content::Form(recorded), Content::Form(sent)) => {
            query(recorded, sent).map(|text| text.replace("the query", "the form"))
        }
        (Content::Parts(recorded), Content::Parts(sent)) if recorded.len() == sent.len() => {
            recorded.iter().zip(sent).find_map(|(recorded, sent)| {
                let disposition = |headers: &[String]| {
                    headers
                        .iter()
                        .find_map(|header| value_of(header, "content-disposition"))
                        .unwrap_or_default()
                        .to_owned()
                };
                if !is_same(&disposition(&recorded.headers), &disposition(&sent.headers)) {
                    return Some(format!("the body has the part `{}`", disposition(&recorded.headers)));
                }
                content(&recorded.body, &sent.body, "part")
            })
        }
        (Content::Text(recorded), Content::Text(sent)) => (!is_same(recorded, sent)).then(other),
        (Content::Base64(recorded), Content::Base64(sent)) => {
            (!is_same_bytes(&decoded(recorded), &decoded(sent))).then(other)
        }
        _ => Some(other()),
    }
}

/// The JSON pointer of the first difference.
fn json(recorded: &JsonValue, sent: &JsonValue, at: &str) -> Option<String> {
    let below =
        |key: &str, recorded: &JsonValue, sent: &JsonValue| json(recorded, sent, &format!("{at}/{}", escaped(key)));
    match (recorded, sent) {
        (JsonValue::String(recorded), JsonValue::String(sent)) if is_same(recorded, sent) => None,
        // A number that was left out.
        (JsonValue::String(recorded), JsonValue::Number(_)) if recorded == MARKER => None,
        (JsonValue::Array(recorded), JsonValue::Array(sent)) if recorded.len() == sent.len() => recorded
            .iter()
            .zip(sent)
            .enumerate()
            .find_map(|(index, (one, other))| below(&index.to_string(), one, other)),
        (JsonValue::Object(recorded), JsonValue::Object(sent)) => {
            let names = recorded.keys().chain(sent.keys().filter(|name| !recorded.contains_key(name)));
            names.into_iter().find_map(|name| match (recorded.get(name), sent.get(name)) {
                (Some(one), Some(other)) => below(name, one, other),
                // A difference by itself.
                _ => Some(format!("{at}/{name}")),
            })
        }
        _ if recorded == sent => None,
        _ => Some(at.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::exchange::Request;
    use super::{differences, is_same, query};

    #[test]
    fn what_was_left_out_is_anything() {
        assert!(
            is_same("key=[redacted]", "key=secret")
                && is_same("a[redacted]b[redacted]", "a-b-b-")
                && is_same("[redacted]", "")
        );
        assert!(!is_same("key=[redacted]", "other=secret") && !is_same("a[redacted]b", "ac") && !is_same("a", "ab"));
    }

    #[test]
    fn a_difference_is_named_by_what_was_recorded() {
        let request = |text: &str| serde_json::from_str::<Request>(text).unwrap();
        let recorded = request(
            r#"{"method":"POST","path":"/a","query":["b=1","c=2"],"body":{"json":{"name":"Rex","tags":[1,2.0],"key":"[redacted]"}}}"#,
        );
        let sent = |text: &str| differences(&recorded, &request(text));
        let same = r#"{"method":"POST","path":"/a","query":["c=2","b=1"],"body":{"json":{"key":"x","tags":[1,2.0],"name":"Rex"}}}"#;
        assert!(sent(same).is_empty());
        let other = r#"{"method":"PUT","path":"/b","query":["b=1","c=3"],"body":{"json":{"name":"Rex","tags":[1,3],"key":"x"}}}"#;
        let expected =
            ["the method is POST", "the path is `/a`", "the query has `c=2`", "the body differs at `/tags/1`"];
        assert_eq!(sent(other), expected);
        let with_number = same.replace(r#""x""#, "5");
        assert!(sent(&with_number).is_empty(), "a number that was left out");
        let less = r#"{"method":"POST","path":"/a","query":["b=1"]}"#;
        assert_eq!(query(&["key=[redacted]".to_owned()], &[]), None, "a client without the credential");
        assert_eq!(sent(less), ["the query has `c=2` as well", "there is a body"]);
    }
}
