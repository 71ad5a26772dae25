//! Schemas that need a name and have none.
//!
//! ```yaml
//! # GET /user, 200                                                       before
//! { type: object, properties: { user: { type: object, properties: { modules: { type: array, items: { type: object, … } } } } } }
//! ---
//! GetUserResponse: { properties: { user: { $ref: …/User } } }           # after
//! User: { properties: { modules: { type: array, items: { $ref: …/UserModule } } } }
//! UserModule: { … }
//! ```
//!
//! typify names such types after the whole way that leads to them (`GetUserResponseUserModulesItem`). Here a type is named
//! after what holds it, and in a response's envelope after its key alone where that name is free. `[types]` in `moored.toml` wins.

use serde_json::Value;

use crate::{
    config::Config,
    naming::{singular, type_name},
};
use moored_document::{
    document::Document,
    finding::Findings,
    media_type::MediaKind,
    pass::Pass,
    pointer::Pointer,
    schemas::{RECEIVED, components, members, operations, received, reference},
    scope::Scope,
};

pub(super) const PASS: Pass<Config> = Pass::configured(run);

pub(super) fn run(document: &mut Document, config: &Config, findings: &mut Findings) {
    let schemas = Pointer::root().join("components").join("schemas");
    let mut scope = Scope::default();
    let names: Vec<String> = components(&mut document.value).keys().cloned().collect();
    for name in &names {
        scope.take(name);
    }
    let mut hoist = Hoist { document, config, scope };
    for name in names {
        hoist.inside(&schemas.join(&name), &Context::of(&name));
    }
    // Answers first: their names are the ones that a reader sees most.
    for wanted in [Part::Success, Part::Failure, Part::Request, Part::Parameter] {
        for operation in operations(&hoist.document.value) {
            hoist.operation(&operation, wanted);
        }
    }
    let received: Vec<String> = received(&hoist.document.value)
        .map(|received| received.get("name").and_then(Value::as_str).unwrap_or_default().to_owned())
        .collect();
    for (index, name) in received.iter().enumerate() {
        hoist.contents(&Pointer::root().join(RECEIVED).join(index).join("content"), &type_name(name), false);
    }
    let names: Vec<String> = components(&mut document.value).keys().cloned().collect();
    let origins: Vec<String> =
        names.iter().map(|name| document.locate(&schemas.join(name)).pointer.to_string()).collect();
    for (pointer, setting) in config.types.iter().filter(|(pointer, _)| !origins.contains(pointer.get_ref())) {
        findings.push(config.unused(setting, format!("no type is made of `{}`", pointer.get_ref())));
    }
}

/// Longer titles are no names.
const LONGEST: usize = 40;

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Success,
    Failure,
    Request,
    Parameter,
}

/// What a nested type is named after.
struct Context {
    /// The type that holds it.
    parent: String,
    /// Whether the type is an envelope, whose members may have a name without it.
    envelope: bool,
}

impl Context {
    fn of(parent: &str) -> Self {
        Self { parent: parent.to_owned(), envelope: false }
    }

    /// Names for the type at `key`, best first.
    fn wishes(&self, key: &str) -> Vec<String> {
        let own = type_name(key);
        let full = type_name(&format!("{} {key}", self.parent));
        if self.envelope { vec![own, full] } else { vec![full] }
    }
}

struct Hoist<'a> {
    document: &'a mut Document,
    config: &'a Config,
    scope: Scope,
}

impl Hoist<'_> {
    fn operation(&mut self, at: &Pointer, wanted: Part) {
        let Some(operation) = at.get(&self.document.value) else { return };
        let name = type_name(operation.get("operationId").and_then(Value::as_str).unwrap_or_default());
        match wanted {
            Part::Request => {
                let content = at.join("requestBody").join("content");
                self.contents(&content, &format!("{name}Request"), false);
            }
            Part::Parameter => {
                let parameters: Vec<String> = operation
                    .get("parameters")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .map(|parameter| parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned())
                    .collect();
                for (index, parameter) in parameters.iter().enumerate() {
                    let at = at.join("parameters").join(index).join("schema");
                    self.schema(&at, &Context::of(&name), parameter);
                }
            }
            Part::Success | Part::Failure => {
                let statuses: Vec<String> =
                    members(operation.get("responses")).map(|(status, _)| status.clone()).collect();
                let success = |status: &&String| status.starts_with('2') == (wanted == Part::Success);
                let several = statuses.iter().filter(success).count() > 1 || wanted == Part::Failure;
                for status in statuses.iter().filter(success) {
                    let content = at.join("responses").join(status).join("content");
                    let name = match (several, wanted) {
                        (false, _) => format!("{name}Response"),
                        (true, Part::Failure) if status == "default" => format!("{name}Failure"),
                        (true, _) => format!("{name}{}", crate::naming::status_name(status)),
                    };
                    self.contents(&content, &name, wanted == Part::Success);
                }
            }
        }
    }

    fn contents(&mut self, at: &Pointer, name: &str, envelope: bool) {
        let types: Vec<String> =
            members(at.get(&self.document.value)).map(|(media_type, _)| media_type.clone()).collect();
        let is_request = at.keys().iter().rev().nth(1).is_some_and(|key| key == "requestBody");
        // The same schema in several media types is one type.
        let mut seen: Vec<(Value, Pointer)> = Vec::new();
        for media_type in types {
            let is_form = is_request && MediaKind::of(&media_type) == MediaKind::Multipart;
            let at = at.join(media_type).join("schema");
            // A form of parts is no type of ours to name; what its parts hold may be.
            if is_form {
                self.inside(&at, &Context::of(name));
                continue;
            }
            let Some(schema) = at.get(&self.document.value).cloned() else { continue };
            let made = seen.iter().find(|(other, _)| *other == schema).and_then(|(_, at)| at.get(&self.document.value));
            if let Some(made) = made.cloned() {
                if let Some(node) = at.get_mut(&mut self.document.value) {
                    *node = made;
                }
                continue;
            }
            seen.push((schema, at.clone()));
            // An array of objects: the response is a list, what it lists gets the name.
            let is_list = |at: &Pointer, document: &Document| {
                at.get(&document.value)
                    .and_then(|schema| schema.get("type")?.as_str())
                    .is_some_and(|kind| kind == "array")
            };
            let mut inner = at.clone();
            let mut name = name.to_owned();
            while is_list(&inner, self.document) && inner.join("items").get(&self.document.value).is_some() {
                inner = inner.join("items");
                name = format!("{}Item", name.trim_end_matches("Item"));
            }
            if let Some(made) = self.named(&inner, &[name]) {
                let at = Pointer::root().join("components").join("schemas").join(&made);
                self.inside(&at, &Context { parent: made, envelope });
            } else {
                self.schema(&inner, &Context::of(&type_name("")), "");
            }
        }
    }

    /// Hoists the schema at `at`, which `key` leads to from the type of `context`, and all within.
    fn schema(&mut self, at: &Pointer, context: &Context, key: &str) {
        let Some(schema) = at.get(&self.document.value) else { return };
        if let Some(made) = needs_name(schema).then(|| self.named(at, &context.wishes(key))).flatten() {
            let at = Pointer::root().join("components").join("schemas").join(&made);
            self.inside(&at, &Context::of(&made));
            return;
        }
        let Some(schema) = at.get(&self.document.value) else { return };
        if schema.get("items").is_some() || schema.get("additionalProperties").is_some_and(Value::is_object) {
            for inner in ["items", "additionalProperties"] {
                self.schema(&at.join(inner), context, &singular(key));
            }
        }
        self.all_of(at, context);
    }

    /// Hoists what is nested in the named schema at `at`.
    fn inside(&mut self, at: &Pointer, context: &Context) {
        let Some(schema) = at.get(&self.document.value) else { return };
        let properties: Vec<String> = members(schema.get("properties")).map(|(key, _)| key.clone()).collect();
        let variants = schema.get("oneOf").and_then(Value::as_array).map_or(0, Vec::len);
        let items = schema.get("prefixItems").and_then(Value::as_array).map_or(0, Vec::len);
        for key in properties {
            self.schema(&at.join("properties").join(&key), context, &key);
        }
        self.schema(&at.join("items"), context, "Item");
        for index in 0..items {
            self.schema(&at.join("prefixItems").join(index), context, &format!("Item{}", index + 1));
        }
        self.schema(&at.join("additionalProperties"), context, "Value");
        for index in 0..variants {
            let at = at.join("oneOf").join(index);
            let said = at.get(&self.document.value).and_then(said_name);
            match said.as_deref().map(|said| said.strip_prefix(&context.parent).unwrap_or(said)) {
                Some(said) if !said.is_empty() => self.schema(&at, context, said),
                _ => self.schema(&at, context, &format!("Variant{}", index + 1)),
            }
        }
        self.all_of(at, context);
    }

    /// The members of an `allOf` are parts of the type that holds it; typify merges them, so they get no names.
    fn all_of(&mut self, at: &Pointer, context: &Context) {
        let parts = at.get(&self.document.value).and_then(|schema| schema.get("allOf")?.as_array()).map_or(0, Vec::len);
        for index in 0..parts {
            self.inside(&at.join("allOf").join(index), context);
        }
    }

    /// Makes a component of the schema at `at` if it needs a name, and puts a reference in its place. What it is described as
    /// where it stands, and whether it may be `null` there, stays there.
    fn named(&mut self, at: &Pointer, wishes: &[String]) -> Option<String> {
        let schema = at.get(&self.document.value).filter(|schema| needs_name(schema))?.clone();
        let wish = self.config.type_name(self.document, at);
        let name = match wish {
            Some(name) => self.scope.take_first(&[name]),
            None => self.scope.take_first(wishes),
        };
        let mut component = schema.clone();
        let mut here = reference(&name);
        if let (Value::Object(component), true) = (&mut component, schema.get("nullable") == Some(&Value::Bool(true))) {
            component.shift_remove("nullable");
            here = serde_json::json!({ "nullable": true, "allOf": [here] });
        }
        if let (Some(description), false) = (schema.get("description"), at.last() == Some("schema")) {
            here = match here {
                Value::Object(mut members) if members.contains_key("allOf") => {
                    members.insert("description".to_owned(), description.clone());
                    Value::Object(members)
                }
                reference => serde_json::json!({ "description": description, "allOf": [reference] }),
            };
        }
        if let Some(node) = at.get_mut(&mut self.document.value) {
            *node = here;
        }
        components(&mut self.document.value).insert(name.clone(), component);
        let to = Pointer::root().join("components").join("schemas").join(&name);
        self.document.record_move(at, &to);
        Some(name)
    }
}

/// What a variant says it is: its title, or the one value of a member that has no other.
fn said_name(schema: &Value) -> Option<String> {
    let only = |schema: &Value| match schema.get("enum")?.as_array()?.as_slice() {
        [Value::String(only)] => Some(only.clone()),
        _ => None,
    };
    let title = schema.get("x-moored-title").and_then(Value::as_str).map(str::to_owned);
    let said = title.or_else(|| members(schema.get("properties")).find_map(|(_, property)| only(property)))?;
    let name = type_name(&said);
    // A sentence is no name, nor is what has no letter that Rust takes.
    (name.len() <= LONGEST && name != "Empty").then_some(name)
}

/// Whether a schema becomes a type of its own: an object with members, a choice, a merge, or a string with rules.
fn needs_name(schema: &Value) -> bool {
    let Value::Object(members) = schema else { return false };
    let filled = |key: &str| {
        members.get(key).is_some_and(|value| match value {
            Value::Object(inner) => !inner.is_empty(),
            Value::Array(inner) => !inner.is_empty(),
            _ => false,
        })
    };
    let wrapper = members.get("allOf").and_then(Value::as_array).is_some_and(|list| {
        list.len() == 1 && list.iter().all(|only| only.get("$ref").is_some()) && !filled("properties")
    });
    if members.contains_key("$ref") || wrapper {
        return false;
    }
    let string = members.get("type").and_then(Value::as_str) == Some("string");
    filled("properties")
        || filled("oneOf")
        || filled("prefixItems")
        || filled("allOf")
        || (string && filled("enum"))
        || (string && ["minLength", "maxLength"].iter().any(|key| members.contains_key(*key)))
}
