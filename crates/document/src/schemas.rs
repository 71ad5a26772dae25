//! The operations and schemas of a document.

use serde_json::{Map, Value};

mod walk;

pub use walk::{for_each, for_each_mut, for_each_within, for_each_within_mut};

use crate::{path::Path, pointer::Pointer};

/// The keys of a path item that are operations (OpenAPI 3.2.0, section 4.9).
pub const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Whether `key` of a path item is an operation: one of [`METHODS`], or another method, in upper case. OpenAPI 3.2 has
/// those under `additionalOperations`, from where `repair::newer_parts` moves them.
#[must_use]
pub fn is_method(key: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"-_.".contains(&byte);
    METHODS.contains(&key)
        || (key.starts_with(|first: char| first.is_ascii_uppercase())
            && key.bytes().all(is_token)
            && !METHODS.iter().any(|method| method.eq_ignore_ascii_case(key)))
}

/// The key under which passes keep the tags of a discriminator that are names of schemas, apart from its `mapping`.
/// `lower::mapping` removes it.
pub const TAG_NAMES: &str = "x-moored-names";

/// The schema of a media type, with its key: `schema` is that of the whole body or of the data of an event,
/// `itemSchema` that of one item of a sequence ([3.2](https://spec.openapis.org/oas/v3.2.0.html#media-type-object)).
#[must_use]
pub fn of_media_type(media_type: &Value) -> Option<(&'static str, &Value)> {
    ["schema", "itemSchema"].into_iter().find_map(|key| Some((key, media_type.get(key)?)))
}

/// The pointer of every operation, in the order of the document.
#[must_use]
pub fn operations(document: &Value) -> Vec<Pointer> {
    let paths = Pointer::root().join("paths");
    let mut found = Vec::new();
    for (path, item) in members(paths.get(document)) {
        for (method, _) in members(Some(item)).filter(|(key, _)| is_method(key)) {
            found.push(paths.join(path).join(method));
        }
    }
    found
}

/// Calls `visit` with every operation of `document`, in its order.
pub(crate) fn for_each_operation_mut(document: &mut Value, visit: &mut dyn FnMut(&Path<'_>, &mut Map<String, Value>)) {
    let Some(Value::Object(items)) = document.get_mut("paths") else { return };
    let root = Path::root();
    let paths = root.key("paths");
    for (path, item) in items {
        let item_path = paths.key(path);
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if let (true, Value::Object(operation)) = (is_method(method), operation) {
                visit(&item_path.key(method), operation);
            }
        }
    }
}

/// The pointer of the `content` of each response of each operation: a mapping of media types.
#[must_use]
pub fn response_contents(document: &Value) -> Vec<Pointer> {
    let statuses = |operation: Pointer| {
        let responses = operation.join("responses");
        let keys: Vec<String> = members(responses.get(document)).map(|(status, _)| status.clone()).collect();
        keys.into_iter().map(move |status| responses.join(status).join("content"))
    };
    operations(document).into_iter().flat_map(statuses).collect()
}

/// Whether the `type` of a schema allows strings, and nothing else but `null`; `None` where it has no `type`.
#[must_use]
pub fn is_string(schema: &Value) -> Option<bool> {
    Some(match schema.get("type")? {
        Value::String(kind) => kind == "string",
        Value::Array(kinds) => kinds.iter().all(|kind| kind == "string" || kind == "null"),
        _ => false,
    })
}

/// The members of an object; none of anything else.
pub fn members(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

/// The name in a reference to a schema component, `#/components/schemas/User` → `User`.
#[must_use]
pub fn component_name(schema: &Value) -> Option<String> {
    let reference = schema.get("$ref")?.as_str()?;
    // Without escapes there is nothing to decode. Every reference of a document is read many times.
    if let Some(keys) = reference.strip_prefix("#/").filter(|keys| !keys.contains(['~', '%'])) {
        let name = keys.strip_prefix("components/schemas/").filter(|name| !name.contains('/'));
        return name.map(str::to_owned);
    }
    match Pointer::parse(reference).keys() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => Some(name.clone()),
        _ => None,
    }
}

/// The name of the component that a schema refers to, by itself or as the only schema of its `allOf`.
#[must_use]
pub fn target_name(schema: &Value) -> Option<String> {
    component_name(schema).or_else(|| match schema.get("allOf")?.as_array()?.as_slice() {
        [only] => component_name(only),
        _ => None,
    })
}

/// The name of the schema component at `at`, where it is one.
#[must_use]
pub fn own_name(at: &Pointer) -> Option<String> {
    match at.keys() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => Some(name.clone()),
        _ => None,
    }
}

/// A reference to the schema component `name`.
#[must_use]
pub fn reference(name: &str) -> Value {
    let pointer = Pointer::root().join("components").join("schemas").join(name);
    serde_json::json!({ "$ref": format!("#{pointer}") })
}

/// The schema components of a document, which are added where there are none.
pub fn components(document: &mut Value) -> &mut Map<String, Value> {
    let components = object(document).entry("components").or_insert_with(|| Value::Object(Map::new()));
    let schemas = object(components).entry("schemas").or_insert_with(|| Value::Object(Map::new()));
    object(schemas)
}

/// `value` as an object, which replaces anything else.
fn object(value: &mut Value) -> &mut Map<String, Value> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    match value {
        Value::Object(members) => members,
        _ => unreachable!("it was made an object just above"),
    }
}

/// Adds a paragraph to a schema's or parameter's description.
pub fn describe(schema: &mut Map<String, Value>, sentence: &str) {
    let description = match schema.get("description").and_then(Value::as_str).map(str::trim_end) {
        Some(text) if !text.is_empty() => format!("{text}\n\n{sentence}"),
        _ => sentence.to_owned(),
    };
    schema.insert("description".to_owned(), description.into());
}
