//! Forms (`application/x-www-form-urlencoded`) as JSON, so that one decoder reads both.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde::Serialize;
use serde_json::value::RawValue;
use url::form_urlencoded;

use crate::media_type::essence;

/// The member of a form that some providers write JSON into.
pub(super) const PAYLOAD: &str = "payload";

/// How many brackets a key may have, `data[user][name]`. A key with more is a name like any other.
const MOST_BRACKETS: usize = 8;

/// What a member of a form is in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormValue {
    /// A string.
    Text,
    /// A number, a boolean, or any other value that is written as JSON. It is left out if it is empty.
    Json,
    /// A list of such values: the key occurs for each, with or without `[]`.
    List(&'static FormValue),
    /// An object with such members, each under a key like `data[name]`; or the object as JSON.
    Object(&'static [(&'static str, FormValue)]),
}

/// A value that is encoded as JSON.
#[derive(Serialize)]
#[serde(untagged)]
enum Node {
    Text(String),
    Json(Box<RawValue>),
    List(Vec<Node>),
    Object(BTreeMap<String, Node>),
}

pub(super) fn is_form(media_type: &str) -> bool {
    essence(media_type) == "application/x-www-form-urlencoded"
}

/// The JSON text in the only member of `form`, if that is `payload`.
pub(super) fn payload(form: &[u8]) -> Option<Bytes> {
    let mut members = form_urlencoded::parse(form);
    let (name, value) = members.next()?;
    let is_json = value.trim_start().starts_with(['{', '[']);
    (name == PAYLOAD && is_json && members.next().is_none()).then(|| Bytes::from(value.into_owned()))
}

/// The JSON text for `form`, whose members are as `members` states, or else texts.
pub(super) fn to_json(form: &[u8], members: &[(&str, FormValue)]) -> Bytes {
    let mut object = BTreeMap::new();
    for (key, value) in form_urlencoded::parse(form) {
        add(&mut object, members, &key, &value, MOST_BRACKETS);
    }
    // A map with texts for keys is always JSON.
    serde_json::to_vec(&Node::Object(object)).unwrap_or_default().into()
}

fn add(object: &mut BTreeMap<String, Node>, members: &[(&str, FormValue)], key: &str, text: &str, brackets: usize) {
    let find = |name: &str| members.iter().find(|(member, _)| *member == name).map(|(_, value)| *value);
    if let Some(value) = find(key) {
        return set(object, key, value, text);
    }
    let nested = key.split_once('[').and_then(|(name, rest)| Some((name, rest.split_once(']')?)));
    match nested.map(|(name, inner)| (name, find(name), inner)) {
        Some((name, Some(FormValue::List(item)), _)) => set(object, name, FormValue::List(item), text),
        Some((name, None, ("", ""))) => set(object, name, FormValue::List(&FormValue::Text), text),
        Some((name, None | Some(FormValue::Object(_)), (inner, rest))) if brackets > 0 && !name.is_empty() => {
            let own = match find(name) {
                Some(FormValue::Object(own)) => own,
                _ => &[],
            };
            let entry = object.entry(name.to_owned()).or_insert_with(|| Node::Object(BTreeMap::new()));
            if let Node::Object(entry) = entry {
                add(entry, own, &format!("{inner}{rest}"), text, brackets - 1);
            }
        }
        _ => set(object, key, FormValue::Text, text),
    }
}

/// Sets the member `name`, or adds to it if it is a list. The last of several counts, as in JSON.
fn set(object: &mut BTreeMap<String, Node>, name: &str, value: FormValue, text: &str) {
    let FormValue::List(item) = value else {
        if let Some(node) = node(value, text) {
            object.insert(name.to_owned(), node);
        }
        return;
    };
    if let (Node::List(list), Some(node)) =
        (object.entry(name.to_owned()).or_insert_with(|| Node::List(Vec::new())), node(*item, text))
    {
        list.push(node);
    }
}

fn node(value: FormValue, text: &str) -> Option<Node> {
    match value {
        FormValue::Text => Some(Node::Text(text.to_owned())),
        _ if text.is_empty() => None,
        // A text where there should be a number is an error of the type, which states the path.
        _ => Some(serde_json::from_str(text).map_or_else(|_| Node::Text(text.to_owned()), Node::Json)),
    }
}
