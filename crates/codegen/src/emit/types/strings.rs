//! Enums of strings: one line for each value. The type, its methods and its traits are in the macros of the runtime's
//! `strings.rs`.

use moored_model::api::{Enum, EnumValue};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::{docs, ident};

/// Emits the enum `name`. If responses use it, it has a variant for values that are not listed.
pub(super) fn emit_enum(docs: &TokenStream, name: &Ident, Enum { values, unlisted }: &Enum) -> TokenStream {
    let values = values.iter().map(|EnumValue { value, variant, description }| {
        let docs = docs::attributes(description.as_deref().unwrap_or_default());
        let variant = ident(variant);
        quote!(#docs #variant = #value)
    });
    match unlisted.as_deref().map(ident) {
        Some(unlisted) => quote!(moored_runtime::open_enum! { #docs pub enum #name { #(#values,)* _ = #unlisted, } }),
        None => quote!(moored_runtime::closed_enum! { #docs pub enum #name { #(#values,)* } }),
    }
}
