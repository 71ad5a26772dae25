//! Makes components of inline schemas that need a name.
//!
//! ```yaml
//! # GET /user, 200                                                                         before
//! type: object
//! properties: { user: { type: object, properties: { modules: { type: array, items: { type: object, … } } } } }
//! ---
//! # after
//! GetUserResponse: { properties: { user: { $ref: …/User } } }
//! User: { properties: { modules: { type: array, items: { $ref: …/UserModule } } } }
//! UserModule: { … }
//! ```
//!
//! typify names such types after the whole path to them (`GetUserResponseUserModulesItem`). Here a type is named after
//! the type that holds it, and in a success response after its property alone if that name is free. `[types]` in
//! `moored.toml` takes precedence. A schema need not have a name in [JSON
//! Schema](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.4), and a Rust struct must.

use moored_document::{
    document::Document,
    finding::Findings,
    media_type::MediaKind,
    pass::Pass,
    pointer::Pointer,
    schemas::{ITEMS, WEBHOOK_SCHEMAS, components, members, reference, webhook_requests},
    scope::Scope,
};
use serde_json::{Value, json};

use self::{
    candidate::{Holder, needs_name},
    variant_names::variant_names,
};
use crate::{
    config::Config,
    naming::{singular, status_name, type_name},
    operation_names,
};

mod candidate;
mod variant_names;

/// Types are named after operations, and components have their final names. Choices and tuples have one form, and the
/// variants of an enumerated choice and those that are constants are no types at all. `bounds` leaves equal schemas
/// equal.
pub(super) const PASS: Pass<Config> = Pass::configured(run).after(&[
    "component_names",
    "tuple",
    "enumerated_choice",
    "single_all_of",
    "any_of",
    "constant_choice",
    "parameters",
    "bounds",
]);

fn run(document: &mut Document, config: &Config, findings: &mut Findings) {
    let names: Vec<String> = components(&mut document.value).keys().cloned().collect();
    let mut scope = Scope::default();
    for name in &names {
        scope.take(name);
    }
    let mut hoister = Hoister { document, config, scope };
    for name in names {
        hoister.within(&pointer_of(&name), &Holder::Type(name));
    }
    // The model reports on these names.
    let operations = operation_names::read(hoister.document, config, &mut Findings::default()).operations;
    // Responses first: the names of their types are read most often.
    for part in [Part::Success, Part::Failure, Part::Request, Part::Parameter] {
        for (operation, name) in &operations {
            hoister.operation(operation, &type_name(&name.name), part);
        }
    }
    let webhooks: Vec<String> = webhook_requests(&hoister.document.value)
        .map(|webhook| webhook.get("name").and_then(Value::as_str).unwrap_or_default().to_owned())
        .collect();
    for (index, name) in webhooks.iter().enumerate() {
        hoister.contents(
            &Pointer::root().join(WEBHOOK_SCHEMAS).join(index).join("content"),
            &type_name(name),
            Holder::Type,
        );
    }
    report_unused(document, config, findings);
}

/// Reports settings that name no type.
fn report_unused(document: &mut Document, config: &Config, findings: &mut Findings) {
    if config.types.is_empty() {
        return;
    }
    let names: Vec<String> = components(&mut document.value).keys().cloned().collect();
    let origins: Vec<String> =
        names.iter().map(|name| document.locate(&pointer_of(name)).pointer.to_string()).collect();
    for (pointer, setting) in config.types.iter().filter(|(pointer, _)| !origins.contains(pointer.get_ref())) {
        findings.push(config.unused(setting, format!("no type is generated for `{}`", pointer.get_ref())));
    }
}

fn pointer_of(component: &str) -> Pointer {
    Pointer::root().join("components").join("schemas").join(component)
}

/// What an operation holds schemas in.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Success,
    Failure,
    Request,
    Parameter,
}

struct Hoister<'a> {
    document: &'a mut Document,
    config: &'a Config,
    scope: Scope,
}

impl Hoister<'_> {
    /// Hoists the schemas that the operation at `at` has in `part`; the names of their types begin with `name`.
    fn operation(&mut self, at: &Pointer, name: &str, part: Part) {
        let Some(operation) = at.get(&self.document.value) else { return };
        match part {
            Part::Request => {
                let content = at.join("requestBody").join("content");
                self.contents(&content, &format!("{name}Request"), Holder::Type);
            }
            Part::Parameter => {
                let list = operation.get("parameters").and_then(Value::as_array).into_iter().flatten();
                let schema_of = |(index, parameter): (usize, &Value)| {
                    let name = parameter.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
                    let at = at.join("parameters").join(index);
                    let media_type = members(parameter.get("content")).next();
                    let holder = media_type.map_or(at.clone(), |(media_type, _)| at.join("content").join(media_type));
                    (name, holder.join("schema"))
                };
                let schemas: Vec<(String, Pointer)> = list.enumerate().map(schema_of).collect();
                let holder = Holder::Type(name.to_owned());
                for (parameter, schema) in schemas {
                    self.schema(&schema, &holder, &parameter);
                }
            }
            Part::Success | Part::Failure => {
                let statuses: Vec<String> = members(operation.get("responses"))
                    .map(|(status, _)| status.clone())
                    .filter(|status| status.starts_with('2') == (part == Part::Success))
                    .collect();
                let has_several = statuses.len() > 1 || part == Part::Failure;
                for status in statuses {
                    let content = at.join("responses").join(&status).join("content");
                    let name = match (has_several, part) {
                        (false, _) => format!("{name}Response"),
                        (true, Part::Failure) if status == "default" => format!("{name}Failure"),
                        (true, _) => format!("{name}{}", status_name(&status)),
                    };
                    let holder = if part == Part::Success { Holder::Envelope } else { Holder::Type };
                    self.contents(&content, &name, holder);
                }
            }
        }
    }

    /// Hoists the schemas of the media types at `at`. One that needs a name is called `name`, and `holder` is made of
    /// its name.
    fn contents(&mut self, at: &Pointer, name: &str, holder: fn(String) -> Holder) {
        let media_types: Vec<String> =
            members(at.get(&self.document.value)).map(|(media_type, _)| media_type.clone()).collect();
        let is_alone = media_types.len() == 1;
        let is_request = at.keys().iter().rev().nth(1).is_some_and(|key| key == "requestBody");
        // Equal schemas in several media types become one type.
        let mut seen: Vec<(Value, Pointer)> = Vec::new();
        for media_type in media_types {
            let is_form = is_request && MediaKind::of(&media_type) == MediaKind::Multipart;
            let at = at.join(media_type);
            let is_form = is_form && at.join(ITEMS).get(&self.document.value).is_none();
            let at = at.join("schema");
            // The emitter makes the type of a multipart form, but not those within its parts.
            if is_form {
                self.within(&at, &Holder::Type(name.to_owned()));
                continue;
            }
            let Some(schema) = at.get(&self.document.value) else { continue };
            if !is_alone {
                let made = seen.iter().find(|(other, _)| other == schema);
                if let Some(made) = made.and_then(|(_, made)| made.get(&self.document.value)).cloned() {
                    if let Some(node) = at.get_mut(&mut self.document.value) {
                        *node = made;
                    }
                    continue;
                }
                // Copied, because it is rewritten below.
                seen.push((schema.clone(), at.clone()));
            }
            self.body(at, name, holder);
        }
    }

    /// Hoists the schema of a body at `at`, or the items of a list: the list stays, and its items get the name.
    fn body(&mut self, mut at: Pointer, name: &str, holder: fn(String) -> Holder) {
        let mut name = name.to_owned();
        while let Some(schema) = at.get(&self.document.value)
            && schema.get("type").and_then(Value::as_str) == Some("array")
            && schema.get("items").is_some()
        {
            at = at.join("items");
            name = format!("{}Item", name.trim_end_matches("Item"));
        }
        match self.component(&at, &[name]) {
            Some(made) => self.within(&pointer_of(&made), &holder(made)),
            None => self.schema(&at, &Holder::Type(type_name("")), ""),
        }
    }

    /// Hoists the schema at `at`, which is the property `key` of the type `holder`, and those within it.
    fn schema(&mut self, at: &Pointer, holder: &Holder, key: &str) {
        let Some(schema) = at.get(&self.document.value) else { return };
        let names = if needs_name(schema) { holder.names_for(key) } else { Vec::new() };
        if let Some(made) = self.component(at, &names) {
            self.within(&pointer_of(&made), &Holder::Type(made));
            return;
        }
        let Some(schema) = at.get(&self.document.value) else { return };
        if schema.get("items").is_some() || schema.get("additionalProperties").is_some_and(Value::is_object) {
            for inner in ["items", "additionalProperties"] {
                self.schema(&at.join(inner), holder, &singular(key));
            }
        }
        self.all_of(at, holder);
    }

    /// Hoists the schemas within the one at `at`, which is the type `holder`.
    fn within(&mut self, at: &Pointer, holder: &Holder) {
        let Some(schema) = at.get(&self.document.value) else { return };
        let length = |key: &str| schema.get(key).and_then(Value::as_array).map_or(0, Vec::len);
        let items = length("prefixItems");
        let variants = schema.get("oneOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let names = variant_names(holder.name(), variants);
        let properties: Vec<String> = members(schema.get("properties")).map(|(key, _)| key.clone()).collect();
        for key in properties {
            self.schema(&at.join("properties").join(&key), holder, &key);
        }
        self.schema(&at.join("items"), holder, "Item");
        for index in 0..items {
            self.schema(&at.join("prefixItems").join(index), holder, &format!("Item{}", index + 1));
        }
        self.schema(&at.join("additionalProperties"), holder, "Value");
        for (index, name) in names.into_iter().enumerate() {
            let key = name.unwrap_or_else(|| format!("Variant{}", index + 1));
            self.schema(&at.join("oneOf").join(index), holder, &key);
        }
        self.all_of(at, holder);
    }

    /// Hoists the schemas within the parts of an `allOf`, which are merged into the type that holds them and need no
    /// names themselves.
    fn all_of(&mut self, at: &Pointer, holder: &Holder) {
        let parts = at.get(&self.document.value).and_then(|schema| schema.get("allOf")?.as_array()).map_or(0, Vec::len);
        for index in 0..parts {
            self.within(&at.join("allOf").join(index), holder);
        }
    }

    /// Makes a component of the schema at `at` if it needs a name, and replaces it with a reference. Its description,
    /// and whether it may be `null`, stay with the reference.
    fn component(&mut self, at: &Pointer, names: &[String]) -> Option<String> {
        at.get(&self.document.value).filter(|schema| needs_name(schema))?;
        let name = match self.config.type_name(self.document, at) {
            Some(name) => self.scope.take_first(&[name]),
            None => self.scope.take_first(names),
        };
        let node = at.get_mut(&mut self.document.value)?;
        let is_nullable = node.get("nullable") == Some(&Value::Bool(true));
        let description = node.get("description").filter(|_| at.last() != Some("schema")).cloned();
        let mut component = std::mem::replace(node, reference(&name));
        if is_nullable || description.is_some() {
            *node = json!({ "allOf": [node.take()] });
        }
        if let (Value::Object(component), Value::Object(node), true) = (&mut component, &mut *node, is_nullable) {
            component.shift_remove("nullable");
            node.shift_insert(0, "nullable".to_owned(), true.into());
        }
        if let (Value::Object(node), Some(description)) = (node, description) {
            node.insert("description".to_owned(), description);
        }
        // It has named the variant.
        if let Value::Object(component) = &mut component {
            component.shift_remove("title");
        }
        components(&mut self.document.value).insert(name.clone(), component);
        self.document.record_move(at, &pointer_of(&name));
        Some(name)
    }
}
