//! Compares the fields of a form with the arguments of the client, in both encodings of forms.

use serde_json::Value;

use super::text::{decoded, scalar};
use crate::compare::difference;
use moored_samples::UNKNOWN_MEMBER;

/// The first difference between the members of `given` and the fields of an urlencoded form. If a member is `styled`,
/// only its presence is checked.
pub(super) fn fields(given: &Value, styled: &[String], body: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(body);
    let pairs: Vec<(String, Value)> = text
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name, true), decoded(value, true).into())
        })
        .collect();
    compared(given, styled, &pairs)
}

/// The first difference between the members of `given` and the parts of a multipart form.
pub(super) fn parts(given: &Value, styled: &[String], media_type: &str, body: &[u8]) -> Option<String> {
    let Some((_, boundary)) = media_type.split_once("boundary=") else { return Some("it has no boundary".to_owned()) };
    let boundary = format!("--{}", boundary.split(';').next().unwrap_or_default().trim_matches('"'));
    let text = String::from_utf8_lossy(body);
    let mut found = Vec::new();
    let mut pieces = text.split(boundary.as_str()).skip(1);
    loop {
        let Some(piece) = pieces.next() else { return Some("it does not end".to_owned()) };
        if piece.starts_with("--") {
            return compared(given, styled, &found);
        }
        let Some((head, content)) = piece.split_once("\r\n\r\n") else { return Some("a part has no head".to_owned()) };
        let name = head.split_once("name=\"").and_then(|(_, rest)| rest.split_once('"'));
        let Some((name, _)) = name else { return Some("a part has no name".to_owned()) };
        let name = name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
        found.push((name, content.strip_suffix("\r\n").unwrap_or(content).into()));
    }
}

fn compared(given: &Value, styled: &[String], sent: &[(String, Value)]) -> Option<String> {
    let members = given.as_object()?;
    for (name, value) in members.iter().filter(|(name, _)| *name != UNKNOWN_MEMBER) {
        let elements = match value {
            Value::Array(items) => items.as_slice(),
            single => std::slice::from_ref(single),
        };
        let wanted: Vec<&Value> = elements.iter().filter(|value| !value.is_null()).collect();
        if styled.contains(name) {
            let is_there = sent.iter().any(|(sent, _)| sent == name || sent.starts_with(&format!("{name}[")));
            if is_there || wanted.is_empty() || value.is_object() {
                continue;
            }
            return Some(format!("`{name}` is lost"));
        }
        let came: Vec<&Value> = sent.iter().filter(|(sent, _)| sent == name).map(|(_, value)| value).collect();
        if came.len() != wanted.len() {
            return Some(format!("`{name}` came {} times instead of {}", came.len(), wanted.len()));
        }
        let differs = wanted.iter().zip(&came).find_map(|(wanted, came)| field_difference(wanted, came));
        if let Some(differs) = differs {
            return Some(format!("of `{name}`, {differs}"));
        }
    }
    let unknown = sent.iter().find(|(name, _)| {
        let is_styled = styled.iter().any(|known| name.starts_with(known.as_str()) || members.contains_key(known));
        !members.contains_key(name) && !is_styled
    });
    unknown.map(|(name, _)| format!("`{name}` is new"))
}

/// A scalar may be plain text or JSON; any other value is JSON.
fn field_difference(wanted: &Value, came: &Value) -> Option<String> {
    let text = came.as_str().unwrap_or_default();
    if scalar(wanted).is_some_and(|wanted| wanted == text) {
        return None;
    }
    match serde_json::from_str(text) {
        Ok(came) => difference(wanted, &came),
        Err(_) => Some(format!("`{text}` was sent instead of {wanted}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{fields, parts};

    #[test]
    fn fields_are_texts_lists_and_json() {
        let given = json!({ "name": "a b", "tags": ["x", "y"], "owner": { "id": 1 }, "gone": null });
        let whole = b"name=a+b&tags=x&tags=y&owner=%7B%22id%22%3A1%7D";
        assert_eq!(fields(&given, &[], whole), None);
        let found = |body: &[u8]| fields(&given, &[], body).unwrap_or_default();
        assert_eq!(found(b"name=a+b&tags=x&owner={\"id\":1}"), "`tags` came 1 times instead of 2");
        assert_eq!(found(b"name=c&tags=x&tags=y&owner={\"id\":1}"), "of `name`, `c` was sent instead of \"a b\"");
        assert_eq!(found(b"name=a+b&tags=x&tags=y&owner={\"id\":1}&more=1"), "`more` is new");
    }

    #[test]
    fn parts_are_compared_by_their_names() {
        let given = json!({ "name": "Rex", "photo": "bytes" });
        let part = |name: &str, text: &str| {
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{text}\r\n")
        };
        let found = |body: String| parts(&given, &[], "multipart/form-data; boundary=x", body.as_bytes());
        assert_eq!(found(part("name", "Rex") + &part("photo", "bytes") + "--x--\r\n"), None);
        let lost = found(part("name", "Rex") + "--x--\r\n");
        assert_eq!(lost.as_deref(), Some("`photo` came 0 times instead of 1"));
        assert_eq!(found(part("name", "Rex")).as_deref(), Some("it does not end"));
    }
}
