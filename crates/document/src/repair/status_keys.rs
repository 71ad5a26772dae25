//! Statuses that are written in another way than the specification does, or are none.
//!
//! ```yaml
//! responses: { ' 200 ': …, '404,410': …, 5xx: …, Default: …, '2**': …, ok: … }       # before
//! ---
//! responses: { '200': …, '404': …, '410': …, 5XX: …, default: …, 2XX: … }            # after; `ok` is a loss
//! ```
//!
//! A key is a status, a range such as `4XX`, or `default`
//! ([responses](https://spec.openapis.org/oas/v3.1.1.html#responses-object)). What comes under a status that the document does not name is an error with
//! its body, so nothing that the provider sends is lost.

use serde_json::{Map, Value};

use crate::{
    document::Document,
    finding::{Finding, Findings},
    pass::Pass,
    rules,
    schemas::operations,
    status::Status,
};

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    for operation in operations(&document.value) {
        let at = operation.join("responses");
        let Some(Value::Object(responses)) = at.get(&document.value) else { continue };
        if responses.keys().all(|key| is_right(key)) {
            continue;
        }
        let responses = responses.clone();
        let mut mended = Map::new();
        for (key, response) in &responses {
            let statuses = if is_right(key) { vec![key.clone()] } else { statuses(key) };
            if !is_right(key) {
                let place = document.locate(&at.join(key));
                findings.push(if statuses.is_empty() {
                    let message = format!("`{key}` is no status: 200, 4XX and default are");
                    Finding::new(&rules::UNKNOWN_STATUS, place, message)
                } else {
                    let message = format!("`{key}` is read as {}", statuses.join(" and "));
                    Finding::new(&rules::MISSPELT_STATUS, place, message)
                });
            }
            for status in statuses {
                // What is written as it should be counts, whatever stands before it.
                if status == *key || !(responses.contains_key(&status) || mended.contains_key(&status)) {
                    document.record_move(&at.join(key), &at.join(&status));
                    mended.insert(status, response.clone());
                }
            }
        }
        if let Some(node) = at.get_mut(&mut document.value) {
            *node = Value::Object(mended);
        }
    }
}

fn is_right(key: &str) -> bool {
    let is_range = |key: &str| matches!(key.as_bytes(), [b'1'..=b'5', b'X', b'X']);
    key.starts_with("x-")
        || is_range(key)
        || (!key.ends_with("xx") && Status::parse(key).is_some() && key.trim() == key)
}

/// The statuses that `key` can only mean.
fn statuses(key: &str) -> Vec<String> {
    let parts = key.split([',', '/', '|', ';']).map(str::trim).filter(|part| !part.is_empty());
    parts.map(status).collect::<Option<Vec<String>>>().unwrap_or_default()
}

fn status(part: &str) -> Option<String> {
    // «200 OK», «HTTP 404».
    let part = part.to_ascii_lowercase();
    let part = part.strip_prefix("http").unwrap_or(&part).trim();
    let word = part.split_whitespace().next()?;
    if word == "default" {
        return Some(word.to_owned());
    }
    if let Some((first, last)) = word.split_once('-') {
        let is_whole = first.len() == 3 && first.ends_with("00") && last.get(1..) == Some("99");
        return (is_whole && first.get(..1) == last.get(..1)).then(|| range(first)).flatten();
    }
    match word.as_bytes() {
        [b'1'..=b'5', b'x' | b'*' | b'?' | b'_', b'x' | b'*' | b'?' | b'_'] => range(word),
        // Without a fraction: `200.0` is what YAML makes of a number.
        _ => {
            let word = word.strip_suffix(".0").unwrap_or(word);
            matches!(Status::parse(word), Some(Status::Code(_))).then(|| word.to_owned())
        }
    }
}

fn range(word: &str) -> Option<String> {
    let hundred = word.get(..1)?;
    Status::parse(&format!("{hundred}XX")).map(|_| format!("{hundred}XX"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_key_can_only_mean() {
        for (key, wanted) in [
            (" 201 ", vec!["201"]),
            ("200,201", vec!["200", "201"]),
            ("200 OK", vec!["200"]),
            ("4xx", vec!["4XX"]),
            ("5**", vec!["5XX"]),
            ("400-499", vec!["4XX"]),
            ("Default", vec!["default"]),
            ("ok", vec![]),
            ("20x", vec![]),
            ("600", vec![]),
            ("200,ok", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(statuses(key), wanted, "{key}");
        }
    }
}
