//! What the published document states of a value at a JSON pointer, the origin of a type.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use jsonschema::Validator;
use moored_document::pointer::Pointer;
use serde_json::{Value, json};

use crate::{subjects::members, validation::Validators};
use moored_samples::{Sampler, follow};

/// The schemas of the document, and their validators.
pub(super) struct Schemas<'a> {
    document: &'a Value,
    sampler: &'a Sampler<'a>,
    validators: &'a Validators,
    /// By pointer; `None` if the schema is not in the document or is invalid.
    known: RefCell<BTreeMap<String, Option<Rc<Validator>>>>,
}

impl fmt::Debug for Schemas<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Schemas").finish_non_exhaustive()
    }
}

impl<'a> Schemas<'a> {
    pub(super) fn new(document: &'a Value, sampler: &'a Sampler<'a>, validators: &'a Validators) -> Self {
        Self { document, sampler, validators, known: RefCell::default() }
    }

    /// Whether `value` is valid for the schema at `origin`; `None` if the document has no such schema.
    pub(super) fn allows(&self, origin: &str, value: &Value) -> Option<bool> {
        let known = self.known.borrow().get(origin).cloned();
        let validator = known.unwrap_or_else(|| {
            let at = Pointer::parse(origin);
            let exists = at.get(self.document).is_some();
            let made = exists.then(|| self.validators.of(&at).ok()).flatten().map(Rc::new);
            self.known.borrow_mut().insert(origin.to_owned(), made.clone());
            made
        });
        validator.map(|validator| validator.is_valid(value))
    }

    /// Whether the schema at `origin` allows a scalar of the same JSON type that no document lists. `true` if the
    /// document has no such schema.
    pub(super) fn is_open(&self, origin: &str, value: &Value) -> bool {
        let other = match value {
            Value::Number(_) => json!(987_654_321),
            Value::String(_) => json!("x-moored-unlisted"),
            _ => return false,
        };
        self.allows(origin, &other).unwrap_or(true)
    }

    /// Whether the schema at `origin` allows JSON of every type.
    fn is_unconstrained(&self, origin: &str) -> bool {
        let others = [json!("x-moored-unlisted"), json!(987_654_321.5), json!({ "x-moored-unlisted": [true] })];
        others.iter().all(|other| self.allows(origin, other) == Some(true))
    }

    /// Whether the schema at `origin` declares the property `name`, itself or in an `allOf`.
    pub(super) fn declares(&self, origin: &str, name: &str) -> bool {
        let mut open = vec![follow(self.document, &Pointer::parse(origin))];
        let mut seen = Vec::new();
        while let Some(at) = open.pop() {
            if seen.contains(&at) {
                continue;
            }
            let Some(schema) = at.get(self.document) else { continue };
            if members(schema.get("properties")).any(|(known, schema)| known == name && *schema != Value::Bool(false)) {
                return true;
            }
            let parts = schema.get("allOf").and_then(Value::as_array).map_or(0, Vec::len);
            open.extend((0..parts).map(|part| follow(self.document, &at.join("allOf").join(part))));
            seen.push(at);
        }
        false
    }

    /// The schema at `origin`, after references.
    pub(super) fn resolved(&self, origin: &str) -> Pointer {
        follow(self.document, &Pointer::parse(origin))
    }

    /// The schema that the discriminator at `origin` selects for `tag`; `None` if there is no discriminator or no such
    /// schema.
    pub(super) fn selected(&self, origin: &str, tag: Option<&str>) -> Option<Pointer> {
        let reference = self.sampler.selected(&Pointer::parse(origin), tag)?;
        Some(follow(self.document, &Pointer::parse(&reference)))
    }

    /// The first entry of the `oneOf` or `anyOf` at `origin` that allows `value`, without those that allow any JSON.
    pub(super) fn entry(&self, origin: &str, value: &Value) -> Option<Pointer> {
        let union = self.resolved(origin);
        let schema = union.get(self.document)?;
        let entries = ["oneOf", "anyOf"].into_iter().flat_map(|keyword| {
            let count = schema.get(keyword).and_then(Value::as_array).map_or(0, Vec::len);
            let union = &union;
            (0..count).map(move |index| union.join(keyword).join(index))
        });
        let mut entries = entries.filter(|entry| self.allows(&entry.to_string(), value) == Some(true));
        entries.find(|entry| !self.is_unconstrained(&entry.to_string()))
    }
}
