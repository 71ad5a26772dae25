//! Answers typed by status: what progenitor has one success and one error type for.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::{call_name, docs, ident};
use crate::{
    contract::{Answer, AnswerBody, Operation, Status},
    naming::Scope,
    schemas::component_name,
};

/// How an operation reads what comes back.
pub(super) struct Answers {
    /// The type of a success.
    pub(super) success: TokenStream,
    /// The type of a documented failure.
    pub(super) failure: TokenStream,
    /// The arms of `match answer.status().as_u16()`.
    pub(super) arms: TokenStream,
    /// Enums for several successes or failures.
    pub(super) items: TokenStream,
    /// Their names.
    pub(super) exports: Vec<String>,
}

pub(super) fn emit(operation: &Operation) -> Answers {
    let documented_success = operation.answers.iter().any(|answer| answer.status.is_success());
    let (successes, mut failures): (Vec<&Answer>, Vec<&Answer>) =
        operation.answers.iter().partition(|answer| answer.status.is_success());
    let mut exports = Vec::new();
    let mut items = TokenStream::new();
    let mut arms = TokenStream::new();

    let success = match successes.as_slice() {
        [] => {
            // `default` alone describes success and failure alike.
            let default = failures.iter().find(|answer| answer.status == Status::Default && !documented_success);
            match default {
                Some(answer) => {
                    let read = read(&answer.body);
                    arms.extend(quote! { 200..=299 => #read, });
                    rust_type(&answer.body)
                }
                None => {
                    arms.extend(quote! { 200..=299 => answer.empty(), });
                    quote!(())
                }
            }
        }
        [only] => {
            let (pattern, read) = (pattern(only.status), read(&only.body));
            arms.extend(quote! { #pattern => #read, });
            rust_type(&only.body)
        }
        several => {
            let name = ident(&format!("{}Success", call_name(operation)));
            exports.push(name.to_string());
            let variants = variants(several);
            for (answer, variant) in several.iter().zip(&variants) {
                let (pattern, read) = (pattern(answer.status), read(&answer.body));
                arms.extend(match answer.body {
                    AnswerBody::Empty => {
                        quote! { #pattern => answer.empty().map(|response| response.map(|()| #name::#variant)), }
                    }
                    AnswerBody::Json(_) => {
                        // Said here: nothing else tells the closure what it gets.
                        let kind = rust_type(&answer.body);
                        quote! { #pattern => answer.json::<#kind, _>().map(|response| response.map(#name::#variant)), }
                    }
                    AnswerBody::Text | AnswerBody::Bytes => {
                        quote! { #pattern => #read.map(|response| response.map(#name::#variant)), }
                    }
                });
            }
            let text = format!(
                "The successes that the document names for [`Client::{}`](crate::Client::{0}).",
                operation.method
            );
            items.extend(answer_enum(&name, &text, several, &variants));
            quote!(#name)
        }
    };

    failures.sort_by_key(|answer| answer.status);
    let typed = !failures.is_empty();
    let failure = if typed {
        let name = ident(&format!("{}Error", call_name(operation)));
        exports.push(name.to_string());
        let variants = variants(&failures);
        for (answer, variant) in failures.iter().zip(&variants) {
            let pattern = pattern(answer.status);
            arms.extend(match &answer.body {
                AnswerBody::Empty => quote! { #pattern => Err(answer.refused_as(#name::#variant)), },
                AnswerBody::Json(_) => quote! { #pattern => Err(answer.refused(#name::#variant)), },
                AnswerBody::Text => quote! { #pattern => Err(answer.refused_text(#name::#variant)), },
                AnswerBody::Bytes => quote! { #pattern => Err(answer.refused_bytes(#name::#variant)), },
            });
        }
        let text =
            format!("The failures that the document names for [`Client::{}`](crate::Client::{0}).", operation.method);
        items.extend(answer_enum(&name, &text, &failures, &variants));
        quote!(#name)
    } else {
        quote!(NoErrorBody)
    };
    if !(typed && failures.iter().any(|answer| answer.status == Status::Default)) {
        arms.extend(quote! { _ => Err(answer.unexpected()), });
    }
    Answers { success, failure, arms, items, exports }
}

fn variants(answers: &[&Answer]) -> Vec<proc_macro2::Ident> {
    let mut scope = Scope::default();
    answers.iter().map(|answer| ident(&scope.take_first(&[answer.status.name()]))).collect()
}

fn answer_enum(
    name: &proc_macro2::Ident,
    text: &str,
    answers: &[&Answer],
    variants: &[proc_macro2::Ident],
) -> TokenStream {
    let docs = docs::attributes(text);
    let variants = answers.iter().zip(variants).map(|(answer, variant)| {
        let status = match answer.status {
            Status::Code(code) => format!("`{code}`"),
            Status::Range(hundred) => format!("`{hundred}XX`"),
            Status::Default => "Any other status".to_owned(),
        };
        let description = answer.description.trim();
        let docs = docs::attributes(&if description.is_empty() {
            format!("{status}.")
        } else {
            format!("{status}: {description}")
        });
        match answer.body {
            AnswerBody::Empty => quote! { #docs #variant },
            _ => {
                let inner = rust_type(&answer.body);
                quote! { #docs #variant(#inner) }
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#variants,)*
        }
    }
}

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = proc_macro2::Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(hundred) => {
            let (first, last) = (hundred * 100, hundred * 100 + 99);
            let (first, last) =
                (proc_macro2::Literal::u16_unsuffixed(first), proc_macro2::Literal::u16_unsuffixed(last));
            quote!(#first..=#last)
        }
        Status::Default => quote!(_),
    }
}

fn read(body: &AnswerBody) -> TokenStream {
    match body {
        AnswerBody::Empty => quote!(answer.empty()),
        AnswerBody::Json(_) => quote!(answer.json()),
        AnswerBody::Text => quote!(answer.text()),
        AnswerBody::Bytes => quote!(answer.bytes()),
    }
}

fn rust_type(body: &AnswerBody) -> TokenStream {
    match body {
        AnswerBody::Empty => quote!(()),
        AnswerBody::Json(schema) => json_type(schema),
        AnswerBody::Text => quote!(String),
        AnswerBody::Bytes => quote!(moored_runtime::Bytes),
    }
}

/// The Rust type of a lowered schema: whatever needs a name has become a component, so little is left.
pub(super) fn json_type(schema: &Value) -> TokenStream {
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
