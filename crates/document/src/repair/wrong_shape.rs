//! Parts that do not have the form which the specification gives them.
//!
//! ```yaml
//! paths: { /pets: { GET: { parameters: { limit: { in: query } }, deprecated: 'true', responses: { '200': OK } } } }   # before
//! components: { schemas: { Pet: { properties: { name: { type: string, required: true } }, enum: a, allOf: 3 } } }
//! ---
//! paths:                                                                                                              # after
//!   /pets:
//!     get:
//!       parameters: [{ name: limit, in: query }]
//!       deprecated: true
//!       responses: { '200': { description: OK } }
//! components: { schemas: { Pet: { required: [name], properties: { name: { type: string } }, enum: [a] } } }            # `allOf` is a loss
//! ```
//!
//! Every later pass takes what is no mapping for what is not there, so that it would be lost without a word. What can mean one thing alone is
//! read as that; a key with nothing behind it, which YAML reads as `null`, is taken as not there
//! ([3.1.1, section 4.8](https://spec.openapis.org/oas/v3.1.1.html#schema-0)).

mod reading;

use serde_json::{Map, Value};

use self::reading::{Reading, read, stand_in};
use crate::{
    document::Document,
    finding::{Finding, Findings},
    grammar::{self, Form, Kind, is_extension},
    pass::Pass,
    path::Path,
    pointer::Pointer,
    rules::{self, Rule},
    schemas::{METHODS, members},
};

pub(super) const PASS: Pass = Pass::document(run);

pub(super) fn run(document: &mut Document, findings: &mut Findings) {
    mend(document, &Pointer::root(), Kind::Document, findings);
}

/// Mends what stands at `at`, which is a `kind`.
pub(super) fn mend(document: &mut Document, at: &Pointer, kind: Kind, findings: &mut Findings) {
    // Taken out, so that findings can be placed while it is changed.
    let Some(mut value) = at.get_mut(&mut document.value).map(std::mem::take) else { return };
    let mut mend = Mend { document, findings };
    grammar::walk(&mut value, &Path::at(at), kind, &mut |path, kind, members| {
        mend.object(&path.pointer(), kind, members)
    });
    if let Some(node) = at.get_mut(&mut document.value) {
        *node = value;
    }
}

/// Takes the field out; where a schema or an operation was begun there is one.
fn without(key: &str, form: Form, members: &mut Map<String, Value>) {
    match form {
        Form::One(Kind::Operation) => members.insert(key.to_owned(), Value::Object(Map::new())),
        Form::One(Kind::Schema) if key == "schema" => members.insert(key.to_owned(), Value::Object(Map::new())),
        _ => members.shift_remove(key),
    };
}

struct Mend<'a> {
    document: &'a mut Document,
    findings: &'a mut Findings,
}

impl Mend<'_> {
    fn report(&mut self, rule: &'static Rule, at: &Pointer, message: String) {
        self.findings.push(Finding::new(rule, self.document.locate(at), message));
    }

    fn object(&mut self, at: &Pointer, kind: Kind, members: &mut Map<String, Value>) {
        self.lower_case_keys(at, kind, members);
        let keys: Vec<String> = members.keys().cloned().collect();
        for key in keys {
            let Some(form) = kind.form(&key) else { continue };
            self.field(&at.join(&key), form, &key, members);
            self.elements(&at.join(&key), kind, &key, form, members);
        }
        if kind == Kind::Schema {
            self.tuple(at, members);
            self.required_flags(at, members);
        }
    }

    /// Gives the field `key` its form, or takes it out.
    fn field(&mut self, at: &Pointer, form: Form, key: &str, members: &mut Map<String, Value>) {
        let Some(value) = members.get_mut(key) else { return };
        match read(key, form, value) {
            Reading::Fits => {}
            Reading::Plain(read) => *value = read,
            Reading::Meant(read, message) => {
                self.record_moves(at, value, &read);
                *value = read;
                self.report(&rules::UNUSUAL_FORM, at, message);
            }
            Reading::Nothing => {
                self.report(&rules::NOTHING, at, format!("`{key}` has nothing behind it"));
                without(key, form, members);
            }
            Reading::Lost(message) => {
                self.report(&rules::INVALID_DOCUMENT, at, message);
                without(key, form, members);
            }
        }
    }

    /// Says where the parts of a list went that has become a mapping, or the other way.
    fn record_moves(&mut self, at: &Pointer, before: &Value, after: &Value) {
        match (before, after) {
            (Value::Object(before), Value::Array(after)) if before.len() == after.len() => {
                for (index, name) in before.keys().enumerate() {
                    self.document.record_move(&at.join(name), &at.join(index));
                }
            }
            (Value::Array(before), Value::Object(_)) => {
                for (index, item) in before.iter().enumerate() {
                    let from = at.join(index);
                    match item.get("name") {
                        Some(Value::String(name)) => self.document.record_move(&from, &at.join(name)),
                        _ => {
                            for (name, _) in members(Some(item)) {
                                self.document.record_move(&from.join(name), &at.join(name));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// Gives the parts of a list or a mapping their form, or takes them out.
    fn elements(&mut self, at: &Pointer, parent: Kind, key: &str, form: Form, members: &mut Map<String, Value>) {
        match (form, members.get_mut(key)) {
            (Form::Named(kind), Some(Value::Object(inner))) => {
                // A reference instead of the whole mapping is followed by `references`.
                let is_reference = |name: &str, value: &Value| name == "$ref" && value.is_string();
                let wrong = inner.iter().filter(|(name, value)| {
                    !kind.fits(value) && !is_extension(parent, key, name) && !is_reference(name, value)
                });
                let wrong: Vec<String> = wrong.map(|(name, _)| name.clone()).collect();
                for name in wrong {
                    let Some(value) = inner.get_mut(&name) else { continue };
                    match self.element(&at.join(&name), kind, &name, value) {
                        Some(read) => *value = read,
                        None => {
                            inner.shift_remove(&name);
                        }
                    }
                }
            }
            (Form::List(kind), Some(Value::Array(items))) if items.iter().any(|item| !kind.fits(item)) => {
                let mut kept = Vec::new();
                for (index, item) in std::mem::take(items).into_iter().enumerate() {
                    let from = at.join(index);
                    let item = if kind.fits(&item) { Some(item) } else { self.element(&from, kind, key, &item) };
                    if let Some(item) = item {
                        self.document.record_move(&from, &at.join(kept.len()));
                        kept.push(item);
                    }
                }
                *items = kept;
            }
            (Form::Texts, Some(Value::Array(items))) if items.iter().any(|item| !item.is_string()) => {
                let mut kept = Vec::new();
                for (index, item) in std::mem::take(items).into_iter().enumerate() {
                    match item {
                        Value::Number(_) | Value::Bool(_) => kept.push(item.to_string().into()),
                        Value::String(_) => kept.push(item),
                        _ => self.report(
                            &rules::INVALID_DOCUMENT,
                            &at.join(index),
                            format!("`{key}` is not a list of strings"),
                        ),
                    }
                }
                *items = kept;
            }
            _ => {}
        }
    }

    /// What `value`, which is no `kind`, is read as; `None` where it goes.
    fn element(&mut self, at: &Pointer, kind: Kind, name: &str, value: &Value) -> Option<Value> {
        let read = stand_in(kind, value);
        let (rule, message) = match (value, &read) {
            (Value::Null, _) => (&rules::NOTHING, format!("`{name}` has nothing behind it")),
            (Value::String(_), Some(Value::Object(read))) if !read.is_empty() => {
                (&rules::UNUSUAL_FORM, format!("this text stands where {} should", kind.word()))
            }
            _ => (&rules::INVALID_DOCUMENT, format!("`{name}` is not {}", kind.word())),
        };
        self.report(rule, at, message);
        read
    }

    /// `GET` is `get`, and nothing else means either.
    fn lower_case_keys(&mut self, at: &Pointer, kind: Kind, members: &mut Map<String, Value>) {
        if kind != Kind::PathItem {
            return;
        }
        let wrong: Vec<String> = members
            .keys()
            .filter(|key| {
                METHODS.contains(&key.trim().to_ascii_lowercase().as_str()) && !METHODS.contains(&key.as_str())
            })
            .cloned()
            .collect();
        for key in wrong {
            let right = key.trim().to_ascii_lowercase();
            if members.contains_key(&right) {
                self.report(
                    &rules::INVALID_DOCUMENT,
                    &at.join(&key),
                    format!("`{key}` and `{right}` are the same method"),
                );
                continue;
            }
            self.report(&rules::UNUSUAL_FORM, &at.join(&key), format!("`{key}` is written `{right}`"));
            if let Some(value) = members.shift_remove(&key) {
                members.insert(right.clone(), value);
                self.document.record_move(&at.join(&key), &at.join(&right));
            }
        }
    }

    /// A list under `items` is how drafts before 2020-12 wrote a tuple.
    fn tuple(&mut self, at: &Pointer, members: &mut Map<String, Value>) {
        if let Some(Value::Array(_)) = members.get("items")
            && let Some(items) = members.shift_remove("items")
        {
            let to = at.join("prefixItems");
            members.insert("prefixItems".to_owned(), items);
            self.document.record_move(&at.join("items"), &to);
            // What draft 4 says of the items behind these.
            if let Some(rest) = members.shift_remove("additionalItems") {
                members.insert("items".to_owned(), rest);
                self.document.record_move(&at.join("additionalItems"), &at.join("items"));
            }
            self.elements(&to, Kind::Schema, "prefixItems", Form::List(Kind::Schema), members);
        }
    }

    /// `required: true` beside a property's type is how draft 3 wrote it.
    fn required_flags(&mut self, at: &Pointer, members: &mut Map<String, Value>) {
        let mut required: Vec<String> = Vec::new();
        if let Some(Value::Object(properties)) = members.get_mut("properties") {
            for (name, property) in properties {
                let Value::Object(property) = property else { continue };
                let flag = match property.get("required") {
                    Some(Value::Bool(flag)) => *flag,
                    Some(Value::String(text)) if ["true", "false"].contains(&text.as_str()) => text == "true",
                    _ => continue,
                };
                property.shift_remove("required");
                let at = at.join("properties").join(name).join("required");
                self.report(&rules::UNUSUAL_FORM, &at, format!("whether `{name}` is required is said beside it"));
                if flag {
                    required.push(name.clone());
                }
            }
        }
        if required.is_empty() {
            return;
        }
        if let Value::Array(names) = members.entry("required").or_insert_with(|| Value::Array(Vec::new())) {
            for name in required {
                let name = Value::from(name);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
}
