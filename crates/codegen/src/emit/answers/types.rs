//! The Rust types of what answers hold.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use crate::{contract::AnswerBody, emit::ident, schemas::component_name};

/// The expression that reads `answer`.
pub(super) fn read(body: &AnswerBody) -> TokenStream {
    match body {
        AnswerBody::Empty => quote!(answer.empty()),
        AnswerBody::Json(_) => quote!(answer.json()),
        AnswerBody::Text => quote!(answer.text()),
        AnswerBody::Bytes => quote!(answer.bytes()),
    }
}

pub(super) fn rust_type(body: &AnswerBody) -> TokenStream {
    match body {
        AnswerBody::Empty => quote!(()),
        AnswerBody::Json(schema) => json_type(schema),
        AnswerBody::Text => quote!(String),
        AnswerBody::Bytes => quote!(moored_runtime::Bytes),
    }
}

/// The Rust type of a lowered schema: whatever needs a name has become a component, so little is left.
pub(in crate::emit) fn json_type(schema: &Value) -> TokenStream {
    let nullable = schema.get("nullable") == Some(&Value::Bool(true));
    let only = schema.get("allOf").and_then(Value::as_array).and_then(|list| list.first());
    let inner =
        match (component_name(schema).or_else(|| component_name(only?)), schema.get("type").and_then(Value::as_str)) {
            (Some(name), _) => match crate::lower::NATIVE.iter().find(|native| native.component == name) {
                Some(native) => native.path.trim_start_matches("::").parse().unwrap_or_default(),
                None => {
                    let name = ident(&name);
                    quote!(types::#name)
                }
            },
            (_, Some("string")) => quote!(String),
            (_, Some("integer")) => quote!(i64),
            (_, Some("boolean")) => quote!(bool),
            (_, Some("array")) => {
                let item = json_type(schema.get("items").unwrap_or(&Value::Null));
                quote!(Vec<#item>)
            }
            (_, Some("object")) => match schema.get("additionalProperties").filter(|schema| schema.is_object()) {
                Some(schema) => {
                    let value = json_type(schema);
                    quote!(std::collections::BTreeMap<String, #value>)
                }
                None => quote!(serde_json::Map<String, serde_json::Value>),
            },
            _ => return quote!(serde_json::Value),
        };
    if nullable { quote!(Option<#inner>) } else { inner }
}
