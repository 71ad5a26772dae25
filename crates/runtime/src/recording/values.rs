//! The secrets that a recorder has seen, to find them where nobody expects them: in the echo of a server, in an
//! address.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::MARKER;
use super::content::{Content, decoded};
use super::exchange::Exchange;
use crate::JsonValue;

/// A shorter text is part of too many others to be replaced in all of them.
const SHORTEST: usize = 6;

/// Values of secrets, the longest first, so that one that contains another is replaced as a whole.
#[derive(Default)]
pub(super) struct Values(BTreeSet<(std::cmp::Reverse<usize>, String)>);

impl Values {
    pub(super) fn add(&mut self, value: &str) {
        let forms = [
            value.to_owned(),
            utf8_percent_encode(value, NON_ALPHANUMERIC).to_string(),
            url::form_urlencoded::byte_serialize(value.as_bytes()).collect(),
            STANDARD.encode(value),
        ];
        if value.len() >= SHORTEST && !MARKER.contains(value) {
            self.0.extend(forms.into_iter().map(|form| (std::cmp::Reverse(form.len()), form)));
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
            // The pair of a client at a token endpoint is encoded (RFC 6749, section 2.3.1).
            self.add(&percent_decode_str(password).decode_utf8_lossy());
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
                if let Some(bytes) = self.replaced_bytes(&decoded(text)) {
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
        for (_, value) in &self.0 {
            if text.contains(value.as_str()) {
                *text = text.replace(value.as_str(), MARKER);
            }
        }
    }

    /// `bytes` without them; `None` if there are none.
    fn replaced_bytes(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut found = false;
        let (mut replaced, mut rest) = (Vec::new(), bytes);
        while let Some((first, tail)) = rest.split_first() {
            match self.0.iter().find_map(|(_, value)| rest.strip_prefix(value.as_bytes())) {
                Some(after) => {
                    found = true;
                    replaced.extend_from_slice(MARKER.as_bytes());
                    rest = after;
                }
                None => {
                    replaced.push(*first);
                    rest = tail;
                }
            }
        }
        found.then_some(replaced)
    }
}
