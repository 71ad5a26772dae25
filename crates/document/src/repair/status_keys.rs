//! Rewrites keys of `responses` that are not written as in the specification, and removes those that are not statuses.
//!
//! ```yaml
//! responses: { ' 200 ': …, '404,410': …, 5xx: …, Default: …, '2**': …, ok: … }       # before
//! ---
//! responses: { '200': …, '404': …, '410': …, 5XX: …, default: …, 2XX: … }            # after; `ok` is a loss
//! ```
//!
//! A key is a status, a range such as `4XX`, or `default`
//! ([responses](https://spec.openapis.org/oas/v3.1.1.html#responses-object)). A response with a status that the
//! document does not have is an error with its body, so that nothing that the provider sends is lost.

use serde_json::{Map, Value};

use crate::{pass::Pass, rules, site::Site, status::Status};

// `newer_parts` adds operations.
pub(super) const PASS: Pass = Pass::operations(repair).after(&["wrong_shape", "newer_parts"]);

pub(super) fn repair(operation: &mut Map<String, Value>, site: &mut Site<'_>) {
    site.for_object(operation, "responses", &mut |responses, site| {
        if !responses.keys().all(|key| is_right(key)) {
            let written = std::mem::take(responses);
            *responses = repaired(&written, site);
        }
    });
}

fn repaired(written: &Map<String, Value>, site: &mut Site<'_>) -> Map<String, Value> {
    let mut responses = Map::new();
    for (key, response) in written {
        let statuses = if is_right(key) { vec![key.clone()] } else { statuses(key) };
        if statuses.is_empty() {
            let message = format!(
                "`{key}` is not a valid response key; expected a status code (`200`), a range (`4XX`) or `default`"
            );
            site.report(&rules::UNKNOWN_STATUS, key, message);
        } else if !is_right(key) {
            let message = format!("`{key}` is not a valid response key; interpreted as `{}`", statuses.join("` and `"));
            site.report(&rules::MISSPELT_STATUS, key, message);
        }
        for status in statuses {
            // A key that is written correctly takes precedence, whatever comes before it.
            if status == *key || !(written.contains_key(&status) || responses.contains_key(&status)) {
                site.record_rename(key, &status);
                responses.insert(status, response.clone());
            }
        }
    }
    responses
}

fn is_right(key: &str) -> bool {
    let is_range = |key: &str| matches!(key.as_bytes(), [b'1'..=b'5', b'X', b'X']);
    key.starts_with("x-")
        || is_range(key)
        || (!key.ends_with("xx") && Status::parse(key).is_some() && key.trim() == key)
}

/// The statuses that `key` means; none where its meaning is not certain.
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
        // Without a fraction: some documents have a number here, which YAML reads as `200.0`.
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
    fn a_key_means_one_or_more_statuses() {
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
