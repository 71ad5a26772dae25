//! What a recording must not contain: credentials by where they are, and secrets by their names.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use ::http::HeaderMap;
use percent_encoding::percent_decode_str;
use url::Url;

use super::MARKER;
use super::content::{Content, Part, value_of};
use super::values::Values;
use crate::path_parameters::parameters;
use crate::stubs::Stubs;
use crate::{JsonValue, Operation, SchemeLocation};

/// Headers of a request that are recorded. Nothing is replayed by them, and others may be signatures.
const REQUEST_HEADERS: &[&str] =
    &["accept", "accept-language", "content-encoding", "content-type", "if-match", "if-none-match", "prefer", "range"];

/// Headers of a response that belong to its connection.
const CONNECTION_HEADERS: &[&str] =
    &["connection", "content-length", "keep-alive", "proxy-connection", "trailer", "transfer-encoding", "upgrade"];

/// The name that `stubs.json` has for a whole body.
const BODY: &str = "";

/// Headers whose values are credentials in any API.
const CREDENTIAL_HEADERS: &[&str] = &["authorization", "proxy-authorization", "cookie", "set-cookie"];

/// What names of headers and query parameters with credentials contain.
const SECRET_PARTS: &[&str] =
    &["authorization", "cookie", "credential", "passw", "secret", "session", "signature", "token", "apikey"];

/// Names that are secrets as a whole.
const SECRET_NAMES: &[&str] = &["auth", "code", "key", "sig", "sid"];

/// What names of positions in a list contain: `page_token` is no credential.
const LIST_PARTS: &[&str] = &["page", "next", "continuation", "cursor", "sync"];

/// The secrets of a client.
pub(super) struct Secrets {
    stubs: &'static Stubs,
    schemes: &'static [(&'static str, SchemeLocation)],
    /// Names that the user has added.
    names: BTreeSet<String>,
}

/// Replaces secrets, remembers their values, and keeps a list of what was left out.
pub(super) struct Redaction<'a> {
    pub(super) secrets: &'a Secrets,
    pub(super) operation: &'static Operation,
    pub(super) values: &'a mut Values,
    pub(super) left_out: &'a mut BTreeSet<String>,
}

impl Secrets {
    pub(super) fn new(stubs: &'static Stubs, schemes: &'static [(&'static str, SchemeLocation)]) -> Self {
        Self { stubs, schemes, names: BTreeSet::new() }
    }

    pub(super) fn add(&mut self, name: String) {
        self.names.insert(name);
    }

    /// Whether the document or the user calls the value of this name a secret. The members of an object in a query or
    /// in a form have names such as `filter[pin]`, and the items of a list `pins[]`.
    fn is_declared(&self, operation: &Operation, name: &str) -> bool {
        let is_secret = |name: &str| {
            self.names.contains(name) || self.stubs.secrets(operation.id).iter().any(|secret| secret == name)
        };
        is_secret(name) || name.split(['[', ']']).filter(|part| !part.is_empty()).any(is_secret)
    }

    /// Whether a query parameter is a credential or a secret.
    fn is_query(&self, operation: &Operation, name: &str) -> bool {
        let is_scheme =
            |(_, location): &(&str, SchemeLocation)| matches!(location, SchemeLocation::Query(query) if *query == name);
        self.schemes.iter().any(is_scheme) || self.is_declared(operation, name) || looks_secret(name)
    }

    fn is_header(&self, operation: &Operation, name: &str) -> bool {
        let is_scheme = |(_, location): &(&str, SchemeLocation)| matches!(location, SchemeLocation::Header(header) if header.eq_ignore_ascii_case(name));
        CREDENTIAL_HEADERS.contains(&name)
            || self.schemes.iter().any(is_scheme)
            || self.names.iter().any(|secret| secret.eq_ignore_ascii_case(name))
            || self.stubs.secrets(operation.id).iter().any(|secret| secret.eq_ignore_ascii_case(name))
            || looks_secret(name)
    }
}

/// Whether a header or a query parameter of this name is a credential in most APIs.
fn looks_secret(name: &str) -> bool {
    let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    SECRET_NAMES.contains(&name.as_str()) || (has(SECRET_PARTS) && !has(LIST_PARTS))
}

impl Redaction<'_> {
    /// The path of `url`.
    pub(super) fn path(&mut self, url: &Url) -> String {
        let mut path = url.path().to_owned();
        // From the end, so that the places of the others stay right.
        for (name, at) in parameters(self.operation.path, url.path()).into_iter().rev() {
            if self.secrets.is_declared(self.operation, name) {
                let value = url.path().get(at.clone()).unwrap_or_default();
                self.values.add(&percent_decode_str(value).decode_utf8_lossy());
                self.leave_out("path parameter", name);
                path.replace_range(at, MARKER);
            }
        }
        path
    }

    pub(super) fn query(&mut self, url: &Url) -> Vec<String> {
        url.query_pairs()
            .map(|(name, value)| match self.secrets.is_query(self.operation, &name) {
                true => {
                    self.values.add(&value);
                    self.leave_out("query parameter", &name);
                    format!("{name}={MARKER}")
                }
                false => format!("{name}={}", self.address(&value)),
            })
            .collect()
    }

    pub(super) fn request_headers(&mut self, headers: &HeaderMap) -> Vec<String> {
        let mut lines = self.headers(headers);
        let is_recorded = |line: &String| {
            line.split_once(": ").is_some_and(|(name, value)| value == MARKER || REQUEST_HEADERS.contains(&name))
        };
        lines.retain(is_recorded);
        lines
    }

    pub(super) fn response_headers(&mut self, headers: &HeaderMap) -> Vec<String> {
        let mut lines = self.headers(headers);
        lines.retain(|line| line.split_once(": ").is_some_and(|(name, _)| !CONNECTION_HEADERS.contains(&name)));
        lines
    }

    /// All headers in the order of their names.
    fn headers(&mut self, headers: &HeaderMap) -> Vec<String> {
        let mut lines = Vec::new();
        for (name, value) in headers {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            if !self.secrets.is_header(self.operation, name.as_str()) {
                lines.push(format!("{name}: {}", self.address(&value)));
                continue;
            }
            match name.as_str() {
                "cookie" => self.values.add_cookies(&value),
                "set-cookie" => self.values.add_cookies(value.split(';').next().unwrap_or_default()),
                _ => self.values.add_authorization(&value),
            }
            self.leave_out("header", name.as_str());
            lines.push(format!("{name}: {MARKER}"));
        }
        lines.sort_by(|one, other| one.split_once(": ").map(|it| it.0).cmp(&other.split_once(": ").map(|it| it.0)));
        lines.dedup_by(|one, other| one == other && one.ends_with(MARKER));
        lines
    }

    pub(super) fn content(&mut self, content: Content) -> Content {
        let is_whole = self.secrets.is_declared(self.operation, BODY);
        match content {
            Content::Json(value) if is_whole => Content::Json(self.json(value, Some(("body", BODY)))),
            Content::Json(value) => Content::Json(self.json(value, None)),
            Content::Form(fields) => Content::Form(fields.into_iter().map(|field| self.field(field)).collect()),
            Content::Parts(parts) => Content::Parts(parts.into_iter().map(|part| self.part(part)).collect()),
            Content::Text(text) | Content::Base64(text) if is_whole => Content::Text(self.secret("body", BODY, &text)),
            Content::Text(text) => Content::Text(self.text(&text)),
            Content::Base64(text) => Content::Base64(text),
        }
    }

    /// `value` without secrets; `secret` is what it is called if all texts in it are secrets.
    fn json(&mut self, value: JsonValue, secret: Option<(&str, &str)>) -> JsonValue {
        match (value, secret) {
            (JsonValue::String(text), Some((what, name))) => self.secret(what, name, &text).into(),
            (JsonValue::String(text), None) => JsonValue::String(self.address(&text)),
            (JsonValue::Array(items), _) => {
                JsonValue::Array(items.into_iter().map(|item| self.json(item, secret)).collect())
            }
            (JsonValue::Object(members), _) => {
                let members = members.into_iter().map(|(name, value)| {
                    let own = self.secrets.is_declared(self.operation, &name).then_some(("member", name.as_str()));
                    let value = self.json(value, own.or(secret));
                    (name, value)
                });
                JsonValue::Object(members.collect())
            }
            (other, _) => other,
        }
    }

    fn field(&mut self, field: String) -> String {
        match field.split_once('=') {
            Some((name, value)) if self.secrets.is_declared(self.operation, name) || looks_secret(name) => {
                let value = self.secret("field", name, value);
                format!("{name}={value}")
            }
            Some((name, value)) => format!("{name}={}", self.address(value)),
            None => field,
        }
    }

    fn part(&mut self, Part { headers, body }: Part) -> Part {
        let disposition = headers.iter().find_map(|header| value_of(header, "content-disposition"));
        let name = disposition.and_then(|value| value.split("; name=\"").nth(1)?.split('"').next()).map(str::to_owned);
        let secret = name.filter(|name| self.secrets.is_declared(self.operation, name));
        let body = match (secret, body) {
            (Some(name), Content::Text(text) | Content::Base64(text)) => {
                Content::Text(self.secret("part", &name, &text))
            }
            (Some(name), Content::Json(value)) => Content::Json(self.json(value, Some(("part", &name)))),
            (_, other) => self.content(other),
        };
        Part { headers, body }
    }

    /// A text that may be JSON, or lines of JSON or of events.
    fn text(&mut self, text: &str) -> String {
        if let Some(redacted) = self.json_text(text) {
            return redacted;
        }
        let lines = text.split_inclusive('\n');
        lines.map(|line| self.json_text(line).unwrap_or_else(|| self.address(line))).collect()
    }

    /// `text` without the secrets of the JSON in it; `None` if it is no JSON, or has none.
    fn json_text(&mut self, text: &str) -> Option<String> {
        let (before, json) = text.split_at(text.find(['{', '['])?);
        if !["", "data:", "data: ", "\u{1e}"].contains(&before) {
            return None;
        }
        let value: JsonValue = serde_json::from_str(json).ok()?;
        let redacted = self.json(value.clone(), None);
        let end = json.get(json.trim_end().len()..).unwrap_or_default();
        (redacted != value).then(|| format!("{before}{redacted}{end}"))
    }

    /// `text` without the credentials in the query or the fragment of an address.
    fn address(&mut self, text: &str) -> String {
        let mut replaced = String::new();
        for piece in text.split_inclusive(['?', '&', '#']) {
            let end = piece.find(['?', '&', '#', '>', '"', ' ', ',', ';', '\r', '\n']).unwrap_or(piece.len());
            let (parameter, rest) = piece.split_at(end);
            match parameter.split_once('=') {
                Some((name, value)) if !replaced.is_empty() && self.secrets.is_query(self.operation, name) => {
                    self.values.add(&percent_decode_str(value).decode_utf8_lossy());
                    self.leave_out("query parameter", name);
                    replaced.push_str(&format!("{name}={MARKER}{rest}"));
                }
                _ => replaced.push_str(piece),
            }
        }
        replaced
    }

    fn secret(&mut self, what: &str, name: &str, value: &str) -> String {
        self.values.add(value);
        self.leave_out(what, name);
        MARKER.to_owned()
    }

    fn leave_out(&mut self, what: &str, name: &str) {
        self.left_out.insert(if name.is_empty() { what.to_owned() } else { format!("{what} {name}") });
    }
}
