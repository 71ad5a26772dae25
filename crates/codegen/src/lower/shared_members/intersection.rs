//! What two schemas say together.

use serde_json::{Map, Value};

use super::Schemas;
use crate::schemas::target_name;

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

/// The type, where a schema says no more than that: a map of anything is an object.
fn bare_type(schema: &Value) -> Option<&str> {
    let kind = schema.get("type")?.as_str()?;
    let says_no_more = schema.as_object()?.iter().all(|(key, value)| match key.as_str() {
        "type" => true,
        "additionalProperties" => *value == Value::Bool(true) || value.as_object().is_some_and(Map::is_empty),
        "items" => says_nothing(value),
        key => is_annotation(key),
    });
    says_no_more.then_some(kind)
}

/// `schema`, with the description of `words`, which stand further out; a reference has a description of its own.
fn described(schema: &Value, words: &Value) -> Value {
    let mut schema = schema.clone();
    if let (Some(members), Some(text)) = (schema.as_object_mut(), words.get("description")) {
        if !members.contains_key("$ref") && !members.contains_key("allOf") {
            members.insert("description".to_owned(), text.clone());
        }
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
        if let (Some(one), Some(other)) = (target_name(before), target_name(after)) {
            let mergeable = self.is_plain_object(before) && self.is_plain_object(after);
            return if mergeable { self.merge(name, &one, &other) } else { None };
        }
        match (before.get("items"), after.get("items")) {
            (Some(one), Some(other)) => {
                let (one, other) = (one.clone(), other.clone());
                let items = self.both(name, &one, &other)?;
                let mut list = after.clone();
                list.as_object_mut()?.insert("items".to_owned(), items);
                Some(list)
            }
            _ => union_of_rules(before, after),
        }
    }

    /// Whether `narrow` says all that `wide` says.
    fn says_no_more(&self, wide: &Value, narrow: &Value) -> bool {
        let kind = self.kind(narrow, 0);
        if let Some(bare) = bare_type(wide) {
            return kind == Some(bare) || (bare == "number" && kind == Some("integer"));
        }
        if let (Some(wide), Some(narrow)) = (target_name(wide), target_name(narrow)) {
            return wide == narrow
                || self.has_part(&narrow, &wide)
                || self.is_variant(&narrow, &wide)
                || {
                    let list = |name: &String| self.named.get(name)?.get("enum")?.as_array();
                    matches!((list(&wide), list(&narrow)), (Some(wide), Some(narrow)) if narrow.iter().all(|value| wide.contains(value)))
                };
        }
        // A list of values says more than any rule that they keep.
        let values = |schema| self.resolved(schema).get("enum").and_then(Value::as_array);
        match (values(wide), values(narrow)) {
            (Some(wide), Some(narrow)) => narrow.iter().all(|value| wide.contains(value)),
            (None, Some(_)) => self.kind(wide, 0) == kind && target_name(wide).is_none(),
            _ => false,
        }
    }

    /// Whether `name` is one of what the choice `choice` may be.
    fn is_variant(&self, name: &str, choice: &str) -> bool {
        let variants = self.named.get(choice).and_then(|schema| schema.get("oneOf")?.as_array());
        variants.into_iter().flatten().any(|variant| target_name(variant).as_deref() == Some(name))
    }

    /// Whether a schema is an object whose members are all that it says.
    fn is_plain_object(&self, schema: &Value) -> bool {
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
    if target_name(before).is_some() || target_name(after).is_some() {
        return None;
    }
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
