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
use crate::secret_names::{SecretNames, looks_secret};
use crate::{JsonValue, Operation};

/// Headers of a request that are recorded. Nothing is replayed by them, and others may be signatures.
const REQUEST_HEADERS: &[&str] =
    &["accept", "accept-language", "content-encoding", "content-type", "if-match", "if-none-match", "prefer", "range"];

/// Headers of a response that belong to its connection.
const CONNECTION_HEADERS: &[&str] =
    &["connection", "content-length", "keep-alive", "proxy-connection", "trailer", "transfer-encoding", "upgrade"];

/// The name that `stubs.json` has for a whole body.
const BODY: &str = "";

/// Replaces secrets, remembers their values, and keeps a list of what was left out.
pub(super) struct Redaction<'a> {
    secrets: &'a SecretNames,
    operation: &'static Operation,
    values: &'a mut Values,
    left_out: &'a mut BTreeSet<String>,
}

/// What a body belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

impl<'a> Redaction<'a> {
    pub(super) fn new(
        secrets: &'a SecretNames,
        operation: &'static Operation,
        values: &'a mut Values,
        left_out: &'a mut BTreeSet<String>,
    ) -> Self {
        Self { secrets, operation, values, left_out }
    }

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
            if !self.secrets.is_header(Some(self.operation), name.as_str()) {
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

    pub(super) fn content(&mut self, content: Content, side: Side) -> Content {
        let is_whole = self.secrets.is_declared(self.operation, BODY);
        match content {
            Content::Json(value) if is_whole => Content::Json(self.json(value, Some(("body", BODY)), side)),
            Content::Json(value) => Content::Json(self.json(value, None, side)),
            Content::Form(fields) => Content::Form(fields.into_iter().map(|field| self.field(field)).collect()),
            Content::Parts(parts) => Content::Parts(parts.into_iter().map(|part| self.part(part, side)).collect()),
            Content::Text(text) | Content::Base64(text) if is_whole => Content::Text(self.secret("body", BODY, &text)),
            Content::Text(text) => Content::Text(self.text(&text, side)),
            Content::Base64(text) => Content::Base64(text),
        }
    }

    /// `value` without secrets; `secret` is what it is called if all texts in it are secrets.
    fn json(&mut self, value: JsonValue, secret: Option<(&str, &str)>, side: Side) -> JsonValue {
        match (value, secret) {
            (JsonValue::String(text), Some((what, name))) => self.secret(what, name, &text).into(),
            // The document calls no number a secret. The client decodes what stands for one in a response.
            (JsonValue::Number(_), Some((what, name))) if self.secrets.is_added(name) => {
                self.leave_out(what, name);
                if side == Side::Request { MARKER.into() } else { 0.into() }
            }
            (JsonValue::String(text), None) => JsonValue::String(self.address(&text)),
            (JsonValue::Array(items), _) => {
                JsonValue::Array(items.into_iter().map(|item| self.json(item, secret, side)).collect())
            }
            (JsonValue::Object(members), _) => {
                let members = members.into_iter().map(|(name, value)| {
                    let own = self.secrets.is_declared(self.operation, &name).then_some(("member", name.as_str()));
                    let value = self.json(value, own.or(secret), side);
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

    fn part(&mut self, Part { headers, body }: Part, side: Side) -> Part {
        let disposition = headers.iter().find_map(|header| value_of(header, "content-disposition"));
        let name = disposition.and_then(|value| value.split("; name=\"").nth(1)?.split('"').next()).map(str::to_owned);
        let secret = name.filter(|name| self.secrets.is_declared(self.operation, name));
        let body = match (secret, body) {
            (Some(name), Content::Text(text) | Content::Base64(text)) => {
                Content::Text(self.secret("part", &name, &text))
            }
            (Some(name), Content::Json(value)) => Content::Json(self.json(value, Some(("part", &name)), side)),
            (_, other) => self.content(other, side),
        };
        Part { headers, body }
    }

    /// A text that may be JSON, or lines of JSON or of events.
    fn text(&mut self, text: &str, side: Side) -> String {
        if let Some(redacted) = self.json_text(text, side) {
            return redacted;
        }
        let lines = text.split_inclusive('\n');
        lines.map(|line| self.json_text(line, side).unwrap_or_else(|| self.address(line))).collect()
    }

    /// `text` without the secrets of the JSON in it; `None` if it is no JSON, or has none.
    fn json_text(&mut self, text: &str, side: Side) -> Option<String> {
        let (before, json) = text.split_at(text.find(['{', '['])?);
        if !["", "data:", "data: ", "\u{1e}"].contains(&before) {
            return None;
        }
        let value: JsonValue = serde_json::from_str(json).ok()?;
        let redacted = self.json(value.clone(), None, side);
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
