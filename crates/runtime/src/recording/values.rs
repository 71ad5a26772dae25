//! The secrets that a recorder has seen, to find them where nobody expects them: in the echo of a server, in an
//! address.

mod encodings;

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use super::MARKER;
use super::content::{Content, decoded};
use super::exchange::Exchange;
use crate::JsonValue;
use encodings::{first_encoded, strip};

/// A shorter text is part of too many others to be replaced in all of them.
const SHORTEST: usize = 6;

/// Values of secrets by their first bytes, the longest first, so that one that begins with another is replaced as a
/// whole.
#[derive(Default)]
pub(super) struct Values(HashMap<u8, BTreeSet<(Reverse<usize>, String)>>);

impl Values {
    pub(super) fn add(&mut self, value: &str) {
        if value.len() >= SHORTEST && !MARKER.contains(value) {
            for form in [value.to_owned(), STANDARD.encode(value)] {
                let first = form.bytes().next().unwrap_or_default();
                self.0.entry(first).or_default().insert((Reverse(form.len()), form));
            }
        }
    }

    /// Adds the value of a header such as `Authorization`: the whole of it, and what follows the scheme.
    pub(super) fn add_authorization(&mut self, value: &str) {
        self.add(value);
        let Some((scheme, credentials)) = value.split_once(' ') else { return };
        self.add(credentials.trim());
        let decoded = STANDARD.decode(credentials.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        if let Some((_, password)) = decoded.as_deref().and_then(|pair| pair.split_once(':'))
            && scheme.eq_ignore_ascii_case("basic")
        {
            self.add(password);
            // The pair of a client at a token endpoint is encoded as a form is (RFC 6749, section 2.3.1).
            self.add(&percent_decode_str(&password.replace('+', " ")).decode_utf8_lossy());
        }
    }

    /// Adds the values of a header `Cookie`.
    pub(super) fn add_cookies(&mut self, value: &str) {
        self.add(value);
        value.split(';').filter_map(|pair| pair.split_once('=')).for_each(|(_, value)| self.add(value.trim()));
    }

    /// Replaces them in all texts of `exchange`.
    pub(super) fn remove_from(&self, exchange: &mut Exchange) {
        let Exchange { request, response, .. } = exchange;
        let lines = |lines: &mut Vec<String>| lines.iter_mut().for_each(|line| self.remove(line));
        self.remove(&mut request.path);
        lines(&mut request.query);
        lines(&mut request.headers);
        request.body.iter_mut().for_each(|body| self.remove_from_content(body));
        if let Some(response) = response {
            lines(&mut response.headers);
            response.body.iter_mut().for_each(|body| self.remove_from_content(body));
        }
    }

    fn remove_from_content(&self, content: &mut Content) {
        match content {
            Content::Json(value) => *value = self.remove_from_json(std::mem::take(value)),
            Content::Form(fields) => fields.iter_mut().for_each(|field| self.remove(field)),
            Content::Parts(parts) => parts.iter_mut().for_each(|part| {
                part.headers.iter_mut().for_each(|header| self.remove(header));
                self.remove_from_content(&mut part.body);
            }),
            Content::Text(text) => self.remove(text),
            Content::Base64(text) => {
                if let Some(bytes) = self.replaced(&decoded(text)) {
                    *text = STANDARD.encode(bytes);
                }
            }
        }
    }

    fn remove_from_json(&self, value: JsonValue) -> JsonValue {
        match value {
            JsonValue::String(mut text) => {
                self.remove(&mut text);
                JsonValue::String(text)
            }
            JsonValue::Array(items) => {
                JsonValue::Array(items.into_iter().map(|item| self.remove_from_json(item)).collect())
            }
            JsonValue::Object(members) => {
                let members = members.into_iter().map(|(mut name, value)| {
                    self.remove(&mut name);
                    (name, self.remove_from_json(value))
                });
                JsonValue::Object(members.collect())
            }
            other => other,
        }
    }

    fn remove(&self, text: &mut String) {
        if let Some(replaced) = self.replaced(text.as_bytes()) {
            *text = String::from_utf8_lossy(&replaced).into_owned();
        }
    }

    /// `bytes` without them; `None` if there are none.
    fn replaced(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut found = false;
        let (mut replaced, mut rest) = (Vec::new(), bytes);
        while let Some((byte, tail)) = rest.split_first() {
            let as_it_is = self.0.get(byte).into_iter().flatten();
            let encoded = first_encoded(rest).and_then(|first| self.0.get(&first)).into_iter().flatten();
            match as_it_is.chain(encoded).find_map(|(_, value)| strip(rest, value.as_bytes())) {
                Some(after) => {
                    found = true;
                    replaced.extend_from_slice(MARKER.as_bytes());
                    rest = after;
                }
                None => {
                    replaced.push(*byte);
                    rest = tail;
                }
            }
        }
        found.then_some(replaced)
    }
}

#[cfg(test)]
mod tests {
    use super::Values;

    fn removed(values: &[&str], text: &str) -> String {
        let mut known = Values::default();
        values.iter().for_each(|value| known.add(value));
        let mut text = text.to_owned();
        known.remove(&mut text);
        text
    }

    #[test]
    fn a_value_is_found_however_it_is_encoded() {
        const VALUE: &str = "a-b/c d\"é";
        for form in [
            "a-b/c d\"é",
            // A path, a form, and an address in lower case.
            "a-b%2Fc%20d%22%C3%A9",
            "a-b%2Fc+d%22%C3%A9",
            "a%2db%2fc%20d%22%c3%a9",
            "%61%2D%62%2F%63%20%64%22%C3%A9",
            // JSON in a text.
            r#"a-b/c d\"é"#,
            r#"a-b\/c d\"\u00e9"#,
            "YS1iL2MgZCLDqQ==",
        ] {
            assert_eq!(removed(&[VALUE], &format!("é1 {form}.")), "é1 [redacted].", "{form}");
        }
        assert_eq!(removed(&["%2Fabcd"], "%2Fabcd %252Fabcd /abcd"), "[redacted] [redacted] /abcd");
        assert_eq!(removed(&["%25abcd"], "%25abcd %2525abcd"), "[redacted] [redacted]");
        assert_eq!(removed(&["a+b+c+d"], "a b c d a+b+c+d a%2Bb%2bc+d"), "a b c d [redacted] [redacted]");
    }

    #[test]
    fn the_longest_value_is_replaced() {
        assert_eq!(removed(&["abcdef", "abcdefgh", "short"], "xabcdefghabcdefg short"), "x[redacted][redacted]g short");
        assert_eq!(removed(&["abcdef"], "abcde% \\ \\u12 %4"), "abcde% \\ \\u12 %4");
    }
}
