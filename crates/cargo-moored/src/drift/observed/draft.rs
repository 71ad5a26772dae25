//! Drafts of the actions of an overlay that correct the document.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{difference::Difference, lines::Kind, node};
use crate::generator::Pointer;

/// A correction, or why there is none.
pub(super) enum Draft {
    Action(Action),
    /// What a person has to decide.
    None(String),
}

/// An action of an OpenAPI Overlay.
#[derive(Serialize)]
pub(super) struct Action {
    target: String,
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    update: Option<Value>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    remove: bool,
}

impl Draft {
    pub(super) const fn action(&self) -> Option<&Action> {
        match self {
            Self::Action(action) => Some(action),
            Self::None(_) => None,
        }
    }
}

/// A draft for each difference; the undocumented members of a schema are one action.
pub(super) fn of(differences: &[Difference], document: &Value) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut done = BTreeSet::new();
    for difference in differences {
        let same: Vec<&Difference> =
            differences.iter().filter(|one| one.kind == difference.kind && one.origin == difference.origin).collect();
        let is_shared = matches!(difference.kind, Kind::UndocumentedMember | Kind::OtherType);
        if is_shared && !done.insert((difference.kind, difference.origin.to_string())) {
            continue;
        }
        let action = match difference.kind {
            Kind::UndocumentedMember => members(&same, document),
            Kind::MissingMember => optional(difference, document),
            Kind::OtherType => types(&same, document),
            Kind::OtherFormat => without_format(difference, document),
            Kind::UndocumentedStatus => status(difference, document),
            Kind::UndocumentedMediaType => media_type(difference, document),
            Kind::UnlistedValue => None,
        };
        drafts.push(action.map_or_else(|| Draft::None(decision(difference)), Draft::Action));
    }
    drafts
}

fn decision(difference: &Difference) -> String {
    let Difference { kind, origin, expected, .. } = difference;
    match kind {
        Kind::UnlistedValue => {
            format!("{origin}: add the value to `enum`; the report does not have it (expected {expected})")
        }
        _ => format!("{origin}: expected {expected}, found {}; no action can be drafted", difference.found),
    }
}

fn update(target: &Pointer, description: String, update: Value) -> Action {
    Action { target: json_path(target), description, update: Some(update), remove: false }
}

/// Where it was seen, for a description.
fn seen(differences: &[&Difference]) -> String {
    let responses: BTreeSet<&str> = differences.iter().flat_map(|one| &one.responses).map(String::as_str).collect();
    let responses: Vec<&str> = responses.into_iter().collect();
    let last = differences.iter().map(|one| one.last_seen.as_str()).max().unwrap_or_default();
    let day = last.split('T').next().unwrap_or_default();
    format!("{}; seen until {day}", responses.join(", "))
}

/// Adds undocumented members to the schema.
fn members(differences: &[&Difference], document: &Value) -> Option<Action> {
    let (at, _) = node::find(document, &differences.first()?.origin)?;
    let mut properties = Map::new();
    let mut others = None;
    for difference in differences {
        let member = difference.member()?;
        let found: Vec<&str> = differences
            .iter()
            .filter(|one| one.member().as_ref() == Some(&member))
            .map(|one| one.found.as_str())
            .collect();
        let schema = schema(&found, document);
        if member == "*" { others = Some(schema) } else { drop(properties.insert(member, schema)) }
    }
    let mut change = Map::new();
    if !properties.is_empty() {
        change.insert("properties".to_owned(), properties.into());
    }
    if let Some(others) = others {
        change.insert("additionalProperties".to_owned(), others);
    }
    let description = format!("Responses have members that the document does not describe ({}).", seen(differences));
    Some(update(&at, description, change.into()))
}

/// Takes a member from `required`.
fn optional(difference: &Difference, document: &Value) -> Option<Action> {
    let member = difference.member()?;
    let (at, names) = node::parts(document, &difference.origin).into_iter().find_map(|(at, schema)| {
        let names = schema.get("required")?.as_array()?;
        names.iter().any(|name| *name == member.as_str()).then_some((at, names))
    })?;
    let required = json_path(&at.join("required"));
    // An empty list is not valid in OpenAPI 3.0.
    let target = match names.len() {
        1 => required,
        _ => format!("{required}[?@ == {}]", quoted(&member)),
    };
    let description = format!("Responses may be without the required member `{member}` ({}).", seen(&[difference]));
    Some(Action { target, description, update: None, remove: true })
}

/// Adds the JSON types that were found.
fn types(differences: &[&Difference], document: &Value) -> Option<Action> {
    let first = differences.first()?;
    let (at, found) = node::find(document, &first.origin)?;
    let names: Vec<&str> = differences.iter().map(|one| one.found.as_str()).collect();
    let is_type = |name: &&str| ["null", "string", "integer", "number", "boolean", "object", "array"].contains(name);
    let old: Vec<&str> = match found.get("type")? {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        ty => vec![ty.as_str()?],
    };
    let new: Vec<&str> = names.iter().map(|name| name.split(' ').next().unwrap_or_default()).filter(is_type).collect();
    let is_list = found.get("type").is_some_and(Value::is_array);
    let change = match (Version::of(document), new.as_slice()) {
        (_, []) => return None,
        (Version::V3_1, new) if is_list => json!({ "type": new }),
        (Version::V3_1, new) => json!({ "type": old.iter().chain(new).collect::<Vec<_>>() }),
        (Version::V3_0, ["null"]) => json!({ "nullable": true }),
        (Version::V2_0, ["null"]) => json!({ "x-nullable": true }),
        (_, [one]) if *one == "number" && old == ["integer"] => json!({ "type": "number" }),
        _ => return None,
    };
    let description =
        format!("Responses have {} instead of {} ({}).", names.join(" or "), first.expected, seen(differences));
    Some(update(&at, description, change))
}

fn without_format(difference: &Difference, document: &Value) -> Option<Action> {
    let (at, schema) = node::find(document, &difference.origin)?;
    let key = ["format", "contentEncoding"].into_iter().find(|key| schema.get(key).is_some())?;
    let description =
        format!("Responses have texts that are not of the form {} ({}).", difference.expected, seen(&[difference]));
    Some(Action { target: json_path(&at.join(key)), description, update: None, remove: true })
}

fn status(difference: &Difference, document: &Value) -> Option<Action> {
    let (at, _) = node::find(document, &difference.origin)?;
    let mut response = Map::new();
    response.insert("description".to_owned(), "Not described by the provider".into());
    if let Some(media_type) = difference.media_type.as_deref().and_then(|media_type| content(media_type, document)) {
        response.insert("content".to_owned(), media_type);
    }
    let description =
        format!("The provider responds with a status that the document does not have ({}).", seen(&[difference]));
    Some(update(&at, description, json!({ difference.status.to_string(): response })))
}

fn media_type(difference: &Difference, document: &Value) -> Option<Action> {
    let (at, _) = node::find(document, &difference.origin)?;
    let content = content(&difference.found, document)?;
    let description = format!("Responses have another media type than the document states ({}).", seen(&[difference]));
    Some(update(&at, description, json!({ "content": content })))
}

/// A `content` of one media type; `None` if a part of its name was not reported, or for Swagger 2.0.
fn content(media_type: &str, document: &Value) -> Option<Value> {
    let is_name = media_type.contains('/') && !media_type.contains(['*', ' ']);
    (is_name && Version::of(document) != Version::V2_0).then(|| json!({ media_type: {} }))
}

/// A schema of what was found: `string`, `array of integer`, `null`.
fn schema(found: &[&str], document: &Value) -> Value {
    let is_nullable = found.contains(&"null");
    let mut found: Vec<&str> = found.iter().copied().filter(|name| *name != "null").collect();
    if found.contains(&"number") {
        found.retain(|name| *name != "integer");
    }
    let [one] = found.as_slice() else { return json!({}) };
    let (ty, items) = match one.strip_prefix("array of ") {
        Some(item) => ("array", Some(json!({ "type": item }))),
        None if *one == "array" => ("array", Some(json!({}))),
        None => (*one, None),
    };
    let (ty, nullable) = match (is_nullable, Version::of(document)) {
        (false, _) => (json!(ty), None),
        (true, Version::V3_1) => (json!([ty, "null"]), None),
        (true, Version::V3_0) => (json!(ty), Some("nullable")),
        (true, Version::V2_0) => (json!(ty), Some("x-nullable")),
    };
    let mut schema = Map::from_iter([("type".to_owned(), ty)]);
    schema.extend(nullable.map(|keyword| (keyword.to_owned(), true.into())));
    schema.extend(items.map(|items| ("items".to_owned(), items)));
    schema.into()
}

/// The versions in which `null` is written in different ways.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Version {
    V2_0,
    V3_0,
    V3_1,
}

impl Version {
    fn of(document: &Value) -> Self {
        match document.get("openapi").and_then(Value::as_str) {
            None => Self::V2_0,
            Some(version) if version.starts_with("3.0") => Self::V3_0,
            Some(_) => Self::V3_1,
        }
    }
}

/// `pointer` as a JSONPath: `$.paths['/pets'].get`.
fn json_path(pointer: &Pointer) -> String {
    let is_name = |key: &str| {
        key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let step = |key: &String| match key {
        key if is_name(key) => format!(".{key}"),
        key => format!("[{}]", quoted(key)),
    };
    format!("${}", pointer.keys().iter().map(step).collect::<String>())
}

fn quoted(key: &str) -> String {
    format!("'{}'", key.replace('\\', "\\\\").replace('\'', "\\'"))
}
