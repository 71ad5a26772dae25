//! The Rust type of a lowered schema: whatever needs a name has become a component, so little is left.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::ident;
use moored_document::{
    pointer::Pointer,
    schemas::{reference, target_name},
};
use moored_model::native::NATIVE;

pub(in crate::emit) fn of(schema: &Value) -> TokenStream {
    let inner = match (target_name(schema), schema.get("type").and_then(Value::as_str)) {
        (Some(name), _) => match NATIVE.iter().find(|native| native.component == name) {
            Some(native) => native.path.trim_start_matches("::").parse().unwrap_or_default(),
            None => {
                let name = ident(&name);
                quote!(crate::types::#name)
            }
        },
        (_, Some("string")) => quote!(String),
        (_, Some("integer")) if schema.get("format").and_then(Value::as_str) == Some("uint64") => quote!(u64),
        (_, Some("integer")) => quote!(i64),
        (_, Some("boolean")) => quote!(bool),
        (_, Some("array")) => {
            let item = of(schema.get("items").unwrap_or(&Value::Null));
            quote!(Vec<#item>)
        }
        (_, Some("object")) => match schema.get("additionalProperties").filter(|schema| schema.is_object()) {
            Some(schema) => {
                let value = of(schema);
                quote!(std::collections::BTreeMap<String, #value>)
            }
            None => quote!(serde_json::Map<String, serde_json::Value>),
        },
        _ => return quote!(serde_json::Value),
    };
    if schema.get("nullable") == Some(&Value::Bool(true)) { quote!(Option<#inner>) } else { inner }
}

/// The type of the lowered schema that stands at `at`, in words.
pub(crate) fn at(at: &Pointer, schema: &Value) -> String {
    // A component is a type itself; anywhere else there is a reference to one, or something that needs none.
    match at.keys() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => {
            of(&reference(name)).to_string()
        }
        _ => of(schema).to_string(),
    }
}
