//! The type of a value, as a published text describes it in a list, in a table, or with an example.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::claims::{Claims, one_line};

#[derive(Debug, Default)]
pub(crate) struct Shape {
    types: BTreeSet<&'static str>,
    /// The values by keyword.
    notes: BTreeMap<&'static str, String>,
    required: bool,
    /// By name; `[]` is for the items of an array and `*` for the values of a map.
    members: BTreeMap<String, Shape>,
}

impl Shape {
    pub(crate) fn object() -> Self {
        let mut shape = Self::default();
        shape.is("object");
        shape
    }

    pub(crate) fn is(&mut self, name: &'static str) {
        self.types.insert(name);
    }

    pub(crate) fn note(&mut self, keyword: &'static str, value: &str) {
        self.notes.insert(keyword, one_line(value));
    }

    pub(crate) fn require(&mut self) {
        self.required = true;
    }

    pub(crate) fn member(&mut self, name: &str) -> &mut Self {
        self.members.entry(name.to_owned()).or_default()
    }

    /// Adds the information from an example value.
    ///
    /// A member called `//` is a comment that the text has in place of an object. `null` makes a known type nullable;
    /// for an unknown type it adds nothing. A string is assumed to be a UUID or a time only if nothing else is known
    /// about it and it has that form.
    pub(crate) fn add_example(&mut self, example: &Value) {
        match example {
            Value::Null if self.types.is_empty() => {}
            Value::Null => self.is("null"),
            Value::Bool(_) => self.is("boolean"),
            Value::Number(number) if number.is_f64() || self.types.contains("number") => self.is("number"),
            Value::Number(_) => self.is("integer"),
            Value::String(text) => {
                if let (true, Some(format)) = (self.types.is_empty(), format_of(text)) {
                    self.note("format", format);
                }
                self.is("string");
            }
            Value::Array(items) => {
                self.is("array");
                let shape = self.member("[]");
                items.iter().for_each(|item| shape.add_example(item));
            }
            Value::Object(members) => {
                self.is("object");
                for (name, value) in members {
                    match value {
                        Value::String(comment) if name == "//" => self.note("description", comment),
                        _ if self.members.contains_key("*") => self.member("*").add_example(value),
                        _ => self.member(name).add_example(value),
                    }
                }
            }
        }
    }

    pub(crate) fn claim(&self, at: &str, claims: &mut Claims) {
        claims.insert(at.to_owned());
        claims.extend(self.types.iter().map(|name| format!("{at} type {name}")));
        claims.extend(self.notes.iter().map(|(keyword, value)| format!("{at} {keyword} {value}")));
        if self.required {
            claims.insert(format!("{at} required"));
        }
        for (name, member) in &self.members {
            member.claim(&format!("{at}/{name}"), claims);
        }
    }
}

/// The example without the comments that [`Shape::add_example`] supports.
pub(crate) fn without_comments(mut example: Value) -> Value {
    match &mut example {
        Value::Object(members) => {
            members.shift_remove("//");
            members.values_mut().for_each(|value| *value = without_comments(value.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = without_comments(item.take())),
        _ => {}
    }
    example
}

fn format_of(text: &str) -> Option<&'static str> {
    let pattern: String = text
        .chars()
        .map(|char| match char {
            '0'..='9' => '9',
            'a'..='f' => 'f',
            other => other,
        })
        .collect();
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    let hexadecimal = pattern.chars().all(|char| matches!(char, '9' | 'f' | '-'));
    if hexadecimal && groups == [8, 4, 4, 4, 12] {
        Some("uuid")
    } else if pattern.starts_with("9999-99-99T99:99:99") {
        Some("date-time")
    } else {
        None
    }
}
