//! Makes a security scheme of a header parameter `Authorization`, if the operation requires no other.
//!
//! ```yaml
//! # before
//! get:
//!   parameters:
//!     - { name: Authorization, in: header, required: true, description: Bearer and the token, schema: … }
//! ---
//! # after
//! get:
//!   parameters:
//!     - { name: Authorization, in: header, required: true, description: Bearer and the token, schema: … }
//!   security: [{ Authorization: [] }]
//! components:
//!   securitySchemes:
//!     Authorization: { type: apiKey, in: header, name: Authorization, description: Bearer and the token }
//! ```
//!
//! The specification ignores the parameter
//! ([4.8.12.2](https://spec.openapis.org/oas/v3.1.1.html#parameter-object)), so that the client could not authenticate.
//! As a credential it is set once, and never shown. If the parameter is optional, so is the credential. `parameters`
//! removes the parameter.

use moored_document::{
    document::Document,
    finding::Findings,
    pass::Pass,
    pointer::Pointer,
    schemas::{members, operations},
};
use serde_json::{Map, Value, json};

use crate::config::Config;

/// `path_parameters` gives each operation the parameters of its path.
pub(super) const PASS: Pass<Config> = Pass::document(run).after(&["path_parameters"]);

const NAME: &str = "Authorization";

fn run(document: &mut Document, _: &mut Findings) {
    let schemes = Pointer::root().join("components").join("securitySchemes");
    for operation in operations(&document.value) {
        let Some(parameter) = parameter(operation.join("parameters").get(&document.value)) else { continue };
        let defined = schemes.get(&document.value);
        let own = operation.join("security").get(&document.value);
        if is_secured(own.or_else(|| document.value.get("security")), defined) {
            continue;
        }
        let mut alternatives = own.and_then(Value::as_array).cloned().unwrap_or_default();
        let description = parameter.get("description").and_then(Value::as_str).map(str::to_owned);
        let is_required = parameter.get("required") == Some(&Value::Bool(true));
        let Some(name) = define(document, &schemes, description) else { return };
        alternatives.insert(0, json!({ name: [] }));
        if !is_required {
            alternatives.push(json!({}));
        }
        if let Some(Value::Object(operation)) = operation.get_mut(&mut document.value) {
            operation.insert("security".to_owned(), alternatives.into());
        }
    }
}

/// The header parameter `Authorization` in a list of parameters.
fn parameter(parameters: Option<&Value>) -> Option<&Value> {
    let text = |parameter: &Value, key: &str| parameter.get(key).and_then(Value::as_str).map(str::to_ascii_lowercase);
    parameters?.as_array()?.iter().find(|parameter| {
        text(parameter, "in").as_deref() == Some("header")
            && text(parameter, "name").as_deref() == Some("authorization")
    })
}

/// Whether one of the alternatives in `security` requires schemes, all of which are `defined`.
fn is_secured(security: Option<&Value>, defined: Option<&Value>) -> bool {
    let is_defined = |name: &str| defined.and_then(|schemes| schemes.get(name)).is_some();
    let mut alternatives = security.and_then(Value::as_array).into_iter().flatten();
    alternatives.any(|alternative| {
        members(Some(alternative)).next().is_some() && members(Some(alternative)).all(|(name, _)| is_defined(name))
    })
}

/// Defines the security scheme unless there is one of this kind, and returns its name.
fn define(document: &mut Document, schemes: &Pointer, description: Option<String>) -> Option<String> {
    let is_ours = |scheme: &Value| {
        let is = |key: &str, value: &str| {
            scheme.get(key).and_then(Value::as_str).is_some_and(|text| text.eq_ignore_ascii_case(value))
        };
        is("type", "apiKey") && is("in", "header") && is("name", NAME)
    };
    let defined = schemes.get(&document.value);
    if let Some((name, _)) = members(defined).find(|(_, scheme)| is_ours(scheme)) {
        return Some(name.clone());
    }
    let is_free = |name: &String| defined.and_then(|schemes| schemes.get(name)).is_none();
    let name =
        std::iter::once(NAME.to_owned()).chain((2u32..).map(|number| format!("{NAME}{number}"))).find(is_free)?;
    let mut scheme = json!({ "type": "apiKey", "in": "header", "name": NAME });
    if let (Some(description), Some(scheme)) = (description, scheme.as_object_mut()) {
        scheme.insert("description".to_owned(), description.into());
    }
    let root = document.value.as_object_mut()?;
    let components = root.entry("components").or_insert_with(|| Map::new().into()).as_object_mut()?;
    let schemes = components.entry("securitySchemes").or_insert_with(|| Map::new().into()).as_object_mut()?;
    schemes.insert(name.clone(), scheme);
    Some(name)
}
