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
//! Equal schemas of one operation or of one component become one type, whatever their documentation is: error responses
//! of the same form, and the address of a sender and of a recipient. The variants of a choice stay apart.
//!
//! typify names such types after the whole path to them (`GetUserResponseUserModulesItem`). Here a type is named after
//! the type that holds it, and in a success response after its property alone if that name is free. `[types]` in
//! `moored.toml` takes precedence. A schema need not have a name in [JSON
//! Schema](https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.4), and a Rust struct must.

use std::collections::BTreeSet;

use moored_document::{
    document::Document,
    finding::Findings,
    media_type::MediaKind,
    pass::Pass,
    pointer::Pointer,
    schemas::{components, members, of_media_type},
    scope::Scope,
    suggest,
};
use serde_json::Value;

use self::{
    candidate::{Holder, needs_name},
    equal::Equal,
    variant_names::{GENERAL, variant_names},
};
use crate::{
    config::Config,
    naming::{singular, snake_name, status_name, type_name},
    operation_names, webhook_requests,
};

mod candidate;
mod component;
mod equal;
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
    let mut hoister =
        Hoister { document, config, scope, equal: Equal::default(), operation: String::new(), siblings: None };
    for name in names {
        let at = pointer_of(&name);
        hoister.equal = at.get(&hoister.document.value).map(Equal::of_component).unwrap_or_default();
        hoister.within(&at, &Holder::Type(name));
    }
    // The model reports on these names.
    let operations = operation_names::read(hoister.document, config, &mut Findings::default()).operations;
    let equal_of = |at: &Pointer| at.get(&hoister.document.value).map(Equal::of_operation).unwrap_or_default();
    let mut equal: Vec<Equal> = operations.iter().map(|(at, _)| equal_of(at)).collect();
    // Responses first: the names of their types are read most often.
    for part in [Part::Success, Part::Failure, Part::Request, Part::Parameter] {
        for ((operation, name), equal) in operations.iter().zip(&mut equal) {
            std::mem::swap(&mut hoister.equal, equal);
            hoister.operation = type_name(&name.name);
            hoister.operation(operation, part);
            std::mem::swap(&mut hoister.equal, equal);
        }
    }
    hoister.operation.clear();
    for request in webhook_requests::all(&hoister.document.value) {
        let content = request.at.join("requestBody").join("content");
        hoister.equal = Equal::of_webhook(content.get(&hoister.document.value));
        hoister.contents(&content, &type_name(&request.name), Holder::Type);
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
    for setting in config.types.keys().filter(|pointer| !origins.contains(pointer.get_ref())) {
        let pointer = setting.get_ref();
        let message = match pointer.starts_with('/') {
            true => format!("no type is generated for `{pointer}`"),
            false => format!("`{pointer}` is not the JSON pointer of a schema"),
        };
        let example = origins.first().map(|origin| format!("a key is a JSON pointer, such as `{origin}`"));
        let meant = suggest::did_you_mean_pointer(pointer.trim_start_matches('#'), origins.iter().map(String::as_str));
        findings.push(config.unused(setting, message).help_if(example).help_if(meant));
    }
}

fn pointer_of(component: &str) -> Pointer {
    Pointer::root().join("components").join("schemas").join(component)
}

/// What an operation holds schemas in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Success,
    Failure,
    Request,
    Parameter,
}

impl Part {
    /// The part that a response with `status` is.
    fn of_status(status: &str) -> Self {
        if status.starts_with('2') { Self::Success } else { Self::Failure }
    }
}

struct Hoister<'a> {
    document: &'a mut Document,
    config: &'a Config,
    scope: Scope,
    /// The equal schemas of the operation or component whose schemas are hoisted.
    equal: Equal,
    /// The type name of the operation; empty for components.
    operation: String,
    /// The types of the variants before the one whose schemas are hoisted, which it must not share: a value would be
    /// of both.
    siblings: Option<BTreeSet<String>>,
}

impl Hoister<'_> {
    /// Hoists the schemas that the operation at `at` has in `part`; the names of their types begin with its name.
    fn operation(&mut self, at: &Pointer, part: Part) {
        let name = self.operation.clone();
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
                let holder = Holder::Type(name);
                for (parameter, schema) in schemas {
                    self.schema(&schema, &holder, &parameter);
                }
            }
            Part::Success | Part::Failure => {
                let statuses: Vec<String> = members(operation.get("responses"))
                    .map(|(status, _)| status.clone())
                    .filter(|status| Part::of_status(status) == part)
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
        let is_request = at.keys().iter().rev().nth(1).is_some_and(|key| key == "requestBody");
        for media_type in media_types {
            let is_form = is_request && MediaKind::of(&media_type) == MediaKind::Multipart;
            let at = at.join(media_type);
            let Some((key, _)) = at.get(&self.document.value).and_then(of_media_type) else { continue };
            let at = at.join(key);
            match (is_form, key) {
                // The emitter makes the type of a multipart form, but not those within its parts.
                (true, "schema") => self.within(&at, &Holder::Type(name.to_owned())),
                (true, _) => self.body(at, &format!("{name}Item"), holder),
                (false, _) => self.body(at, name, holder),
            }
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
        let shared = at.get(&self.document.value).and_then(|schema| self.equal.find(schema));
        let names = shared.and_then(|shared| shared.body_name(&self.operation)).into_iter().chain([name]).collect();
        match self.component(&at, names) {
            Some(made) => self.within_new(made, holder),
            None => self.schema(&at, &Holder::Type(type_name("")), ""),
        }
    }

    /// Hoists the schema at `at`, which is the property `key` of the type `holder`, and those within it.
    fn schema(&mut self, at: &Pointer, holder: &Holder, key: &str) {
        let Some(schema) = at.get(&self.document.value) else { return };
        let mut names = Vec::new();
        if needs_name(schema) {
            // Whether no other property beside this one has the name.
            let is_free = |key: &str| {
                let siblings = at.parent().filter(|parent| parent.last() == Some("properties"));
                let siblings = siblings.and_then(|siblings| siblings.get(&self.document.value));
                members(siblings).all(|(name, _)| snake_name(name) != key)
            };
            let shared = self.equal.find(schema);
            names = holder.names_for(&shared.map_or_else(|| key.to_owned(), |shared| shared.key(key, is_free)));
        }
        if let Some(made) = self.component(at, names) {
            self.within_new(made, Holder::Type);
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
        let outer = self.siblings.replace(BTreeSet::new());
        // `Item` is no name of a type, whatever the response holds besides.
        let long = Holder::Type(holder.name().to_owned());
        for (index, name) in names.into_iter().enumerate() {
            let is_general = name.as_ref().is_none_or(|name| GENERAL.contains(&name.as_str()));
            let key = name.unwrap_or_else(|| format!("Variant{}", index + 1));
            self.schema(&at.join("oneOf").join(index), if is_general { &long } else { holder }, &key);
        }
        self.siblings = outer;
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
}
