//! Names and values as `application/x-www-form-urlencoded` writes them, for queries and forms alike.
//!
//! They are read off JSON text instead of a `serde_json::Value`, so that a [`Decimal`](crate::Decimal) keeps its digits.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::{RawValue, to_raw_value};

pub(super) type Pair = (String, String);

/// The pairs of a parameter with `style: form` and `explode: true`.
///
/// A scalar is one pair, an array the name repeated, an object one parameter for each of its members, `null` nothing.
pub(super) fn of_parameter<T: serde::Serialize + ?Sized>(
    name: &str,
    value: &T,
) -> Result<Vec<Pair>, serde_json::Error> {
    let json = to_raw_value(value)?;
    if json.get().starts_with('{') { of_members(json.get()) } else { of_member(name, json.get()) }
}

/// The pairs of a form body: each member of an object with its own name. `null` is an empty form.
///
/// The error says so if `body` is neither.
pub(super) fn of_form<T: serde::Serialize + ?Sized>(body: &T) -> Result<Vec<Pair>, serde_json::Error> {
    let json = to_raw_value(body)?;
    if json.get() == "null" { Ok(Vec::new()) } else { of_members(json.get()) }
}

fn of_members(object: &str) -> Result<Vec<Pair>, serde_json::Error> {
    let Members(members) = serde_json::from_str(object)?;
    let mut pairs = Vec::new();
    for (name, value) in members {
        pairs.extend(of_member(&name, value.get())?);
    }
    Ok(pairs)
}

fn of_member(name: &str, json: &str) -> Result<Vec<Pair>, serde_json::Error> {
    let elements: Vec<Box<RawValue>> =
        if json.starts_with('[') { serde_json::from_str(json)? } else { vec![serde_json::from_str(json)?] };
    let mut pairs = Vec::new();
    for element in &elements {
        if let Some(text) = text_of(element.get())? {
            pairs.push((name.to_owned(), text));
        }
    }
    Ok(pairs)
}

/// A string without its quotes; anything else as JSON writes it, down to arrays and objects, for which OpenAPI has no rule.
fn text_of(json: &str) -> Result<Option<String>, serde_json::Error> {
    match json.bytes().next() {
        Some(b'n') => Ok(None),
        Some(b'"') => serde_json::from_str(json).map(Some),
        _ => Ok(Some(json.to_owned())),
    }
}

/// The members of an object in their order, values unread.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}
