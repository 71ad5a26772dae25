//! Walks through two documents and compares the texts of what both have. The order of lists does not matter.

use std::collections::HashMap;

use moored_document::pointer::Pointer;
use serde_json::{Map, Value};

/// A text that differs.
pub(super) struct Text {
    pub(super) kind: Kind,
    pub(super) old: Pointer,
    pub(super) new: Pointer,
    pub(super) before: String,
    pub(super) after: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Description,
    Example,
    Info,
}

/// What the keys of an object are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// Those of the specification.
    Fields,
    /// Names that the provider has chosen.
    Names,
}

/// The fields whose objects have names as keys.
const WITH_NAMES: &[&str] = &[
    "paths",
    "webhooks",
    "properties",
    "patternProperties",
    "$defs",
    "definitions",
    "dependentSchemas",
    "schemas",
    "responses",
    "parameters",
    "requestBodies",
    "headers",
    "securitySchemes",
    "securityDefinitions",
    "links",
    "callbacks",
    "pathItems",
    "content",
    "encoding",
    "variables",
    "scopes",
];

/// Fields with any JSON, which is compared elsewhere or matters to nobody.
const VALUES: &[&str] = &["default", "enum", "const", "required", "security", "mapping", "xml"];

pub(super) fn compare(old: &Value, new: &Value) -> Vec<Text> {
    let mut walk = Walk { texts: Vec::new(), old: Vec::new(), new: Vec::new() };
    walk.node(old, new, Keys::Fields);
    walk.texts
}

struct Walk<'v> {
    texts: Vec<Text>,
    /// The pointers of the two nodes.
    old: Vec<&'v str>,
    new: Vec<&'v str>,
}

impl<'v> Walk<'v> {
    fn node(&mut self, old: &'v Value, new: &'v Value, keys: Keys) {
        match (old, new) {
            (Value::Object(old), Value::Object(new)) if keys == Keys::Names => {
                for (key, value) in old {
                    if let Some(other) = new.get(key) {
                        self.below(key, key, value, other, Keys::Fields);
                    }
                }
            }
            (Value::Object(old), Value::Object(new)) => self.fields(old, new),
            (Value::Array(old), Value::Array(new)) => self.items(old, new),
            _ => {}
        }
    }

    fn fields(&mut self, old: &'v Map<String, Value>, new: &'v Map<String, Value>) {
        if old.contains_key("$ref") != new.contains_key("$ref") {
            // The texts of a component are those of what refers to it.
            return;
        }
        let is_info = self.old == ["info"];
        let added = new.iter().filter(|(key, _)| !old.contains_key(*key)).map(|(key, value)| (key, None, Some(value)));
        let fields = old.iter().map(|(key, value)| (key, Some(value), new.get(key))).chain(added);
        for (key, value, other) in fields.filter(|(key, ..)| !key.starts_with("x-")) {
            let kind = match key.as_str() {
                "description" | "summary" | "title" | "externalDocs" | "$comment" => Some(Kind::Description),
                "example" | "examples" => Some(Kind::Example),
                _ if is_info => Some(Kind::Info),
                _ => None,
            };
            match (kind, value, other) {
                (Some(kind), ..) => self.text(kind, key, value, other),
                (None, Some(value), Some(other)) if !VALUES.contains(&key.as_str()) => {
                    let keys = if WITH_NAMES.contains(&key.as_str()) { Keys::Names } else { Keys::Fields };
                    self.below(key, key, value, other, keys);
                }
                _ => {}
            }
        }
    }

    /// Pairs the items of a list by what identifies them.
    fn items(&mut self, old: &'v [Value], new: &'v [Value]) {
        let of_new: HashMap<String, usize> =
            new.iter().enumerate().rev().map(|(index, item)| (identity(item, index), index)).collect();
        for (index, item) in old.iter().enumerate() {
            let other = of_new.get(&identity(item, index)).and_then(|index| Some((*index, new.get(*index)?)));
            if let Some((other_index, other)) = other {
                let (from, to) = (self.texts.len(), (index, other_index));
                self.node(item, other, Keys::Fields);
                self.number(from, to);
            }
        }
    }

    /// Adds the numbers of two items to the pointers of the texts that were found in them.
    fn number(&mut self, from: usize, (old_index, new_index): (usize, usize)) {
        let depth = self.old.len();
        let insert = |pointer: &Pointer, index: usize| {
            let (before, after) = pointer.keys().split_at(depth.min(pointer.keys().len()));
            Pointer::root().extend(before).join(index).extend(after)
        };
        for text in self.texts.iter_mut().skip(from) {
            text.old = insert(&text.old, old_index);
            text.new = insert(&text.new, new_index);
        }
    }

    fn below(&mut self, key: &'v str, other_key: &'v str, old: &'v Value, new: &'v Value, keys: Keys) {
        self.old.push(key);
        self.new.push(other_key);
        self.node(old, new, keys);
        self.old.pop();
        self.new.pop();
    }

    fn text(&mut self, kind: Kind, key: &str, old: Option<&Value>, new: Option<&Value>) {
        let text = |value: Option<&Value>| match value {
            // Spaces and empty lines around a text depend on how YAML is written.
            Some(Value::String(text)) => text.trim().to_owned(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        let (before, after) = (text(old), text(new));
        if before != after && old != new {
            let at = |keys: &[&str]| keys.iter().fold(Pointer::root(), |pointer, key| pointer.join(key)).join(key);
            self.texts.push(Text { kind, old: at(&self.old), new: at(&self.new), before, after });
        }
    }
}

/// A parameter by name and location, a tag by its name, a server by its address, a schema by its reference or title.
fn identity(item: &Value, index: usize) -> String {
    let text = |key: &str| item.get(key).and_then(Value::as_str);
    let keys = ["$ref", "name", "url", "title"];
    match keys.iter().find_map(|key| Some((key, text(key)?))) {
        Some((key, value)) => format!("{key} {} {value}", text("in").unwrap_or_default()),
        None => index.to_string(),
    }
}
