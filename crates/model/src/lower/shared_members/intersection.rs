//! What two schemas say together.

use serde_json::{Map, Value};

use super::Schemas;
use moored_document::schemas::target_name;

/// What a schema may say that is no rule for values.
fn is_annotation(key: &str) -> bool {
    let words = ["description", "title", "deprecated", "readOnly", "writeOnly", "default", "example", "nullable"];
    words.contains(&key) || key.starts_with("x-")
}

/// Whether every value satisfies `schema`.
pub(in crate::lower) fn says_nothing(schema: &Value) -> bool {
    schema.as_object().is_none_or(|members| members.keys().all(|key| is_annotation(key)))
}

/// The rules of a schema, without its annotations.
fn rules_of(schema: &Value) -> Map<String, Value> {
    let members = schema.as_object().into_iter().flatten();
    members.filter(|(key, _)| !is_annotation(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// `schema`, with the description of `words`, which stand further out; a reference has a description of its own.
fn described(schema: &Value, words: &Value) -> Value {
    let mut schema = schema.clone();
    if let (Some(members), Some(text)) = (schema.as_object_mut(), words.get("description"))
        && !members.contains_key("$ref")
        && !members.contains_key("allOf")
    {
        members.insert("description".to_owned(), text.clone());
    }
    schema
}

impl Schemas {
    /// Whether nothing that a part says is missing from what the last one says.
    pub(super) fn last_says_all(&self, words: &[Value]) -> bool {
        let Some((last, before)) = words.split_last() else { return true };
        !says_nothing(last)
            && before.iter().all(|word| says_nothing(word) || word == last || self.says_no_more(word, last))
    }

    /// What `before` and `after` say together, called `name` where that needs one; `None` where no value satisfies both, or where it cannot be said.
    pub(super) fn both(&mut self, name: &str, before: &Value, after: &Value) -> Option<Value> {
        if says_nothing(after) {
            return Some(described(before, after));
        }
        if says_nothing(before) || rules_of(before) == rules_of(after) || self.says_no_more(before, after) {
            return Some(after.clone());
        }
        if self.says_no_more(after, before) {
            return Some(described(before, after));
        }
        match (before.get("items"), after.get("items")) {
            (Some(one), Some(other)) => {
                let (one, other) = (one.clone(), other.clone());
                let items = self.both(name, &one, &other)?;
                let mut list = after.clone();
                list.as_object_mut()?.insert("items".to_owned(), items);
                Some(list)
            }
            _ if target_name(before).is_none() && target_name(after).is_none() && !self.is_object(after) => {
                union_of_rules(before, after)
            }
            _ if self.is_object(before) && self.is_object(after) => self.merge(name, before, after),
            _ => None,
        }
    }

    /// Whether `narrow` says all that `wide` says.
    fn says_no_more(&self, wide: &Value, narrow: &Value) -> bool {
        self.says_no_more_within(wide, narrow, 0)
    }

    fn says_no_more_within(&self, wide: &Value, narrow: &Value, depth: usize) -> bool {
        if let (Some(wide), Some(narrow)) = (target_name(wide), target_name(narrow))
            && (wide == narrow || self.has_part(&narrow, &wide) || self.is_variant(&narrow, &wide))
        {
            return true;
        }
        let (wide, narrow) = (self.resolved(wide), self.resolved(narrow));
        let kind = self.kind(narrow, 0);
        // A list of values says more than any rule that they keep.
        let is_listed = narrow.get("enum").is_some();
        rules_of(wide).iter().all(|(key, rule)| match (key.as_str(), rule) {
            ("type", _) => kind.is_some_and(|kind| rule == kind || (rule == "number" && kind == "integer")),
            ("format", _) if kind == Some("integer") => true,
            ("additionalProperties", Value::Bool(true)) => true,
            ("additionalProperties" | "properties", Value::Object(inner)) if inner.is_empty() => true,
            ("items", _) => {
                let items = narrow.get("items");
                let is_same = |items| depth < super::DEEPEST && self.says_no_more_within(rule, items, depth + 1);
                says_nothing(rule) || items.is_some_and(is_same)
            }
            ("enum", Value::Array(values)) => {
                let narrow = narrow.get("enum").and_then(Value::as_array);
                narrow.is_some_and(|narrow| narrow.iter().all(|value| values.contains(value)))
            }
            ("allOf" | "oneOf" | "anyOf" | "not", _) => false,
            (key, rule) => is_listed || narrow.get(key) == Some(rule),
        })
    }

    /// Whether `name` is one of what the choice `choice` may be.
    fn is_variant(&self, name: &str, choice: &str) -> bool {
        let variants = self.named.get(choice).and_then(|schema| schema.get("oneOf")?.as_array());
        variants.into_iter().flatten().any(|variant| target_name(variant).as_deref() == Some(name))
    }

    /// Whether a schema is an object, and no choice among some.
    fn is_object(&self, schema: &Value) -> bool {
        let target = self.resolved(schema);
        self.kind(target, 0) == Some("object") && target.get("oneOf").is_none() && target.get("enum").is_none()
    }

    /// The one type of all values, where a schema says it.
    fn kind<'a>(&'a self, schema: &'a Value, depth: usize) -> Option<&'a str> {
        let schema = self.resolved(schema);
        if let Some(kind) = schema.get("type").and_then(Value::as_str) {
            return Some(kind);
        }
        if schema.get("properties").is_some() {
            return Some("object");
        }
        let mut parts = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
        parts.find_map(|part| if depth < super::DEEPEST { self.kind(part, depth + 1) } else { None })
    }
}

/// All rules of two schemas that are written out, where none says another thing than its like.
fn union_of_rules(before: &Value, after: &Value) -> Option<Value> {
    let mut all = after.clone();
    let members = all.as_object_mut()?;
    for (key, value) in rules_of(before) {
        match members.get(&key) {
            None => {
                members.insert(key, value);
            }
            Some(other) if *other == value || value.is_number() => {}
            Some(_) => return None,
        }
    }
    Some(all)
}
