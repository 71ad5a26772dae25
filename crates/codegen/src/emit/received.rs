//! Functions that decode what the provider sends by itself.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident, rust_type};
use moored_model::api::Received;

/// A module of them; `None` where there are none.
pub(super) fn emit(received: &[Received], words: &str) -> Option<TokenStream> {
    if received.is_empty() {
        return None;
    }
    let bare: Vec<String> = received
        .iter()
        .filter(|one| one.schema.is_none())
        .map(|one| format!("- `{}`: {}", one.name, one.docs.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect();
    let text = match bare.is_empty() {
        true => words.to_owned(),
        false => format!("{words}\n\nWithout a body that could be decoded:\n\n{}", bare.join("\n")),
    };
    let lines = docs::lines(&text);
    let functions: Vec<TokenStream> = received.iter().filter_map(function).collect();
    let types = super::call::names_in(&quote!(#(#functions)*), "types").then(|| {
        quote!(
            use crate::types;
        )
    });
    let decode_error = (!functions.is_empty()).then(|| {
        quote!(
            use moored_runtime::DecodeError;
        )
    });
    Some(quote! {
        #(#![doc = #lines])*
        #decode_error
        #types
        #(#functions)*
    })
}

fn function(received: &Received) -> Option<TokenStream> {
    let (name, kind) = (ident(&received.name), rust_type::of(received.schema.as_ref()?));
    let docs = docs::attributes(&received.docs);
    Some(quote! {
        #docs
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = " Where `body` is not what the document says."]
        pub fn #name(body: &[u8]) -> Result<#kind, DecodeError> {
            moored_runtime::decode(body)
        }
    })
}
