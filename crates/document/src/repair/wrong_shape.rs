//! Corrects parts that do not have the form which the specification gives them, or removes them.
//!
//! ```yaml
//! paths:                                                                                             # before
//!   /pets: { GET: { parameters: { limit: { in: query } }, deprecated: 'true', responses: { '200': OK } } }
//! components: { schemas: { Pet: { properties: { name: { type: string, required: true } }, enum: a, allOf: 3 } } }
//! ---
//! paths:                                                                                             # after
//!   /pets:
//!     get:
//!       parameters: [{ name: limit, in: query }]
//!       deprecated: true
//!       responses: { '200': { description: OK } }
//! components:                                                                                        # a loss: `allOf`
//!   schemas: { Pet: { required: [name], properties: { name: { type: string } }, enum: [a] } }
//! ```
//!
//! The other passes would ignore such a part without a finding. A value with one possible meaning is rewritten as that.
//! A key without a value, which YAML reads as `null`, is removed ([3.1.1, section
//! 4.8](https://spec.openapis.org/oas/v3.1.1.html#schema-0)).

mod reading;

use serde_json::{Map, Value};

use self::reading::{Reading, read, replacement};
use crate::{
    document::Document,
    finding::Findings,
    grammar::{Form, Kind, is_extension},
    pass::Pass,
    pointer::Pointer,
    rules,
    schemas::{METHODS, members},
    site::Site,
};

pub(super) const PASS: Pass = Pass::objects(repair).after(&["vendor_webhooks"]);

/// Repairs the node at `at`, which is a `kind`, and everything within it.
pub(super) fn repair_within(document: &mut Document, at: &Pointer, kind: Kind, findings: &mut Findings) {
    document.for_each_object_in(at, kind, findings, &mut repair);
}

pub(super) fn repair(kind: Kind, members: &mut Map<String, Value>, site: &mut Site<'_>) {
    if kind == Kind::PathItem {
        lower_case_methods(members, site);
    }
    if members.iter().any(|(key, value)| kind.form(key).is_some_and(|form| !is_right(kind, key, form, value))) {
        let keys: Vec<String> = members.keys().cloned().collect();
        for key in keys {
            let Some(form) = kind.form(&key) else { continue };
            field(&key, form, members, site);
            elements(kind, &key, form, members, site);
        }
    }
    if kind == Kind::Schema {
        tuple(members, site);
        required_flags(members, site);
    }
}

/// Whether the field `key` and its elements have the form `form`.
fn is_right(parent: Kind, key: &str, form: Form, value: &Value) -> bool {
    let elements_are_right = || match (form, value) {
        (Form::Named(kind), Value::Object(named)) => {
            named.iter().all(|(name, value)| is_element(parent, key, kind, name, value))
        }
        (Form::List(kind), Value::Array(items)) => items.iter().all(|item| kind.fits(item)),
        (Form::Texts, Value::Array(items)) => items.iter().all(Value::is_string),
        _ => true,
    };
    matches!(read(key, form, value), Reading::Fits) && elements_are_right()
}

/// Whether the member `name` of the mapping `key` can stay: `references` handles a reference for the whole mapping.
fn is_element(parent: Kind, key: &str, kind: Kind, name: &str, value: &Value) -> bool {
    kind.fits(value) || is_extension(parent, key, name) || (name == "$ref" && value.is_string())
}

/// Gives the field `key` its form, or removes it.
fn field(key: &str, form: Form, members: &mut Map<String, Value>, site: &mut Site<'_>) {
    let Some(value) = members.get_mut(key) else { return };
    match read(key, form, value) {
        Reading::Fits => {}
        Reading::Usual(read) => *value = read,
        Reading::Meant(read, message) => {
            site.member(key, |site| record_elements(value, &read, site));
            *value = read;
            site.report(&rules::UNUSUAL_FORM, key, message);
        }
        Reading::Nothing => {
            site.report(&rules::NOTHING, key, format!("the value of `{key}` is null; ignored"));
            remove(key, form, members);
        }
        Reading::Lost(message) => {
            site.report(&rules::INVALID_DOCUMENT, key, message);
            remove(key, form, members);
        }
    }
}

/// Removes the field `key`. An operation, and the `schema` of something, remain as empty objects: that they exist
/// counts.
fn remove(key: &str, form: Form, members: &mut Map<String, Value>) {
    match form {
        Form::One(Kind::Operation) => members.insert(key.to_owned(), Value::Object(Map::new())),
        Form::One(Kind::Schema) if key == "schema" => members.insert(key.to_owned(), Value::Object(Map::new())),
        _ => members.shift_remove(key),
    };
}

/// Records where the parts of a list are that has become a mapping, or the reverse.
fn record_elements(before: &Value, after: &Value, site: &mut Site<'_>) {
    let node = site.pointer();
    match (before, after) {
        (Value::Object(before), Value::Array(after)) if before.len() == after.len() => {
            for (index, name) in before.keys().enumerate() {
                site.record_move(&node.join(name), &node.join(index));
            }
        }
        (Value::Array(before), Value::Object(_)) => {
            for (index, item) in before.iter().enumerate() {
                let from = node.join(index);
                match item.get("name") {
                    Some(Value::String(name)) => site.record_move(&from, &node.join(name)),
                    _ => {
                        for (name, _) in members(Some(item)) {
                            site.record_move(&from.join(name), &node.join(name));
                        }
                    }
                }
            }
        }
        _ => {}
    }
}

/// Gives the elements of a list or a mapping their form, or removes them.
fn elements(parent: Kind, key: &str, form: Form, members: &mut Map<String, Value>, site: &mut Site<'_>) {
    site.member(key, |site| match (form, members.get_mut(key)) {
        (Form::Named(kind), Some(Value::Object(named))) => {
            let wrong = named.iter().filter(|(name, value)| !is_element(parent, key, kind, name, value));
            let wrong: Vec<String> = wrong.map(|(name, _)| name.clone()).collect();
            for name in wrong {
                let Some(value) = named.get_mut(&name) else { continue };
                match site.member(&name, |site| element(kind, &name, value, site)) {
                    Some(read) => *value = read,
                    None => {
                        named.shift_remove(&name);
                    }
                }
            }
        }
        (Form::List(kind), Some(Value::Array(items))) if items.iter().any(|item| !kind.fits(item)) => {
            let node = site.pointer();
            let mut kept = Vec::new();
            for (index, item) in std::mem::take(items).into_iter().enumerate() {
                let fits = kind.fits(&item);
                let item = if fits { Some(item) } else { site.item(index, |site| element(kind, key, &item, site)) };
                if let Some(item) = item {
                    site.record_move(&node.join(index), &node.join(kept.len()));
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
                    _ => site.item(index, |site| {
                        site.report_here(
                            &rules::INVALID_DOCUMENT,
                            format!("an item of `{key}` is not a string; ignored"),
                        );
                    }),
                }
            }
            *items = kept;
        }
        _ => {}
    });
}

/// What replaces `value`, which is not a `kind`; `None` where it is removed.
fn element(kind: Kind, name: &str, value: &Value, site: &mut Site<'_>) -> Option<Value> {
    let read = replacement(kind, value);
    let (rule, message) = match (value, &read) {
        (Value::Null, _) => (&rules::NOTHING, format!("the value of `{name}` is null; ignored")),
        (Value::String(_), Some(Value::Object(read))) if !read.is_empty() => {
            (&rules::UNUSUAL_FORM, format!("expected {}, found a string; interpreted as one", kind.word()))
        }
        _ => (&rules::INVALID_DOCUMENT, format!("`{name}` is malformed; expected {}", kind.word())),
    };
    site.report_here(rule, message);
    read
}

/// Writes `GET` as `get`; no other key means a method.
fn lower_case_methods(members: &mut Map<String, Value>, site: &mut Site<'_>) {
    let method = |key: &str| {
        let same = METHODS.iter().find(|method| key.trim().eq_ignore_ascii_case(method))?;
        (*same != key).then_some(*same)
    };
    let wrong = members.keys().filter_map(|key| Some((key.clone(), method(key)?)));
    let wrong: Vec<(String, &str)> = wrong.collect();
    for (key, right) in wrong {
        if members.contains_key(right) {
            site.report(
                &rules::INVALID_DOCUMENT,
                &key,
                format!("`{key}` and `{right}` are the same HTTP method; `{key}` is ignored"),
            );
            continue;
        }
        site.report(&rules::UNUSUAL_FORM, &key, format!("`{key}` is malformed; interpreted as `{right}`"));
        if let Some(value) = members.shift_remove(&key) {
            members.insert(right.to_owned(), value);
            site.record_rename(&key, right);
        }
    }
}

/// Writes a list under `items` as `prefixItems`: drafts before 2020-12 wrote tuples so.
fn tuple(members: &mut Map<String, Value>, site: &mut Site<'_>) {
    if !members.get("items").is_some_and(Value::is_array) {
        return;
    }
    if let Some(items) = members.shift_remove("items") {
        members.insert("prefixItems".to_owned(), items);
        site.record_rename("items", "prefixItems");
        // In draft 4 it is the schema of the items after these.
        if let Some(rest) = members.shift_remove("additionalItems") {
            members.insert("items".to_owned(), rest);
            site.record_rename("additionalItems", "items");
        }
        elements(Kind::Schema, "prefixItems", Form::List(Kind::Schema), members, site);
    }
}

/// Moves `required: true` of a property to the list of its schema: draft 3 wrote it beside the type.
fn required_flags(members: &mut Map<String, Value>, site: &mut Site<'_>) {
    let mut required: Vec<String> = Vec::new();
    site.for_each_in(members, "properties", &mut |property, site| {
        let is_required = match property.get("required") {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) if ["true", "false"].contains(&text.as_str()) => text == "true",
            _ => return,
        };
        property.shift_remove("required");
        let name = site.path().last().unwrap_or_default();
        let message =
            format!("`required` of the property `{name}` is a boolean; interpreted as in draft 3 of JSON Schema");
        if is_required {
            required.push(name.to_owned());
        }
        site.report(&rules::UNUSUAL_FORM, "required", message);
    });
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
