//! The claims of an OpenAPI document, one per line.
//!
//! ```text
//! GET /api/users summary View your user account
//! GET /api/users response status 200
//! GET /api/users response/user/id type integer
//! POST /api/users request/user/fname required
//! ```
//!
//! Every key of a document results in a claim, except for keys without information: `openapi`, an empty description or
//! object, the version "not stated". A reference counts as its target, so that the names of components are not claims.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

pub(crate) type Claims = BTreeSet<String>;

/// Claims that only one side has, with the reason.
pub(crate) struct Deviation {
    pub(crate) only_in: Side,
    pub(crate) claims: &'static [&'static str],
    pub(crate) reason: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Text,
    Document,
}

/// Panics with all differences between the two sides that are not in `deviations`, and with all unused `deviations`.
pub(crate) fn assert_same(text: &Claims, document: &Claims, deviations: &[Deviation]) {
    let mut only_text: BTreeSet<&str> = text.difference(document).map(String::as_str).collect();
    let mut only_document: BTreeSet<&str> = document.difference(text).map(String::as_str).collect();
    let mut problems = Vec::new();
    for deviation in deviations {
        assert!(!deviation.reason.is_empty(), "a deviation needs a reason");
        let found = match deviation.only_in {
            Side::Text => &mut only_text,
            Side::Document => &mut only_document,
        };
        for claim in deviation.claims {
            if !found.remove(claim) {
                problems.push(format!("unused deviation, not only in the {:?}: {claim}", deviation.only_in));
            }
        }
    }
    problems.extend(only_text.iter().map(|claim| format!("not in the document: {claim}")));
    problems.extend(only_document.iter().map(|claim| format!("not in the text: {claim}")));
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}

/// The text on one line, so that line breaks make no difference.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All claims of `document`.
pub(crate) fn of_document(document: &Value) -> Claims {
    let mut reader = Reader { document, claims: Claims::new(), referred: BTreeSet::new() };
    for (key, value) in members(document) {
        match key.as_str() {
            "openapi" => {}
            "info" => {
                for (key, value) in members(value).filter(|(_, value)| *value != "not stated") {
                    reader.note(&format!("info {key}"), value);
                }
            }
            "paths" => {
                for (path, item) in members(value) {
                    for (method, operation) in members(item) {
                        reader.operation(&format!("{} {path}", method.to_uppercase()), operation);
                    }
                }
            }
            "components" => reader.components(value),
            _ => reader.note(key, value),
        }
    }
    for (name, _) in document.pointer("/components/schemas").into_iter().flat_map(members) {
        let pointer = format!("#/components/schemas/{name}");
        if !reader.referred.contains(&pointer) {
            reader.claims.insert(format!("unused {pointer}"));
        }
    }
    reader.claims
}

struct Reader<'a> {
    document: &'a Value,
    claims: Claims,
    referred: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    /// Adds a claim with a literal value.
    fn note(&mut self, what: &str, value: &Value) {
        let value = match value {
            Value::Object(members) if members.is_empty() => return,
            Value::String(text) if text.is_empty() => return,
            Value::String(text) => one_line(text),
            other => other.to_string(),
        };
        self.claims.insert(format!("{what} {value}"));
    }

    fn components(&mut self, components: &'a Value) {
        for (key, value) in members(components) {
            match key.as_str() {
                // The claims of schemas are added where they are referenced.
                "schemas" => {}
                "securitySchemes" => {
                    for (name, scheme) in members(value) {
                        for (key, value) in members(scheme) {
                            self.note(&format!("scheme {name} {key}"), value);
                        }
                    }
                }
                _ => self.note(&format!("components {key}"), value),
            }
        }
    }

    fn operation(&mut self, at: &str, operation: &'a Value) {
        self.claims.insert(at.to_owned());
        for (key, value) in members(operation) {
            match key.as_str() {
                "tags" => items(value).for_each(|tag| self.note(&format!("{at} tag"), tag)),
                "security" => items(value).for_each(|alternative| {
                    self.claims.insert(format!("{at} security {alternative}"));
                }),
                "requestBody" => self.body(&format!("{at} request"), value),
                "responses" => {
                    for (status, response) in members(value) {
                        self.claims.insert(format!("{at} response status {status}"));
                        self.body(&format!("{at} response"), response);
                    }
                }
                _ => self.note(&format!("{at} {key}"), value),
            }
        }
    }

    fn body(&mut self, at: &str, body: &'a Value) {
        for (key, value) in members(body) {
            if key != "content" {
                self.note(&format!("{at} {key}"), value);
                continue;
            }
            for (media_type, content) in members(value) {
                self.claims.insert(format!("{at} media {media_type}"));
                for (key, value) in members(content) {
                    match key.as_str() {
                        "schema" => self.schema(at, value),
                        "examples" => {
                            for (name, example) in members(value) {
                                for (key, value) in members(example) {
                                    self.note(&format!("{at} example {name} {key}"), value);
                                }
                            }
                        }
                        _ => self.note(&format!("{at} {key}"), value),
                    }
                }
            }
        }
    }

    fn schema(&mut self, at: &str, schema: &'a Value) {
        self.claims.insert(at.to_owned());
        for (key, value) in members(schema) {
            match (key.as_str(), value) {
                ("$ref", Value::String(pointer)) => {
                    let target = pointer.strip_prefix('#').and_then(|pointer| self.document.pointer(pointer));
                    let target = target.unwrap_or_else(|| panic!("{at}: {pointer} does not exist"));
                    self.referred.insert(pointer.clone());
                    self.schema(at, target);
                }
                ("type", Value::Array(types)) => types.iter().for_each(|name| self.note(&format!("{at} type"), name)),
                ("properties", _) => {
                    members(value).for_each(|(name, schema)| self.schema(&format!("{at}/{name}"), schema));
                }
                ("required", _) => {
                    for name in items(value).filter_map(Value::as_str) {
                        self.claims.insert(format!("{at}/{name} required"));
                    }
                }
                ("items", _) => self.schema(&format!("{at}/[]"), value),
                ("additionalProperties", Value::Object(_)) => self.schema(&format!("{at}/*"), value),
                _ => self.note(&format!("{at} {key}"), value),
            }
        }
    }
}

/// The members of an object; empty for other values.
pub(crate) fn members(value: &Value) -> impl Iterator<Item = (&String, &Value)> {
    value.as_object().into_iter().flat_map(Map::iter)
}

/// The items of an array; empty for other values.
pub(crate) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
