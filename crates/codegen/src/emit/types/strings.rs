//! Enums of strings. This module emits the type and its values; the methods and traits of all such types are in the
//! macros of the runtime's `strings.rs`.

use moored_model::api::{Enum, EnumValue};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::{docs, ident};

/// Emits the enum `name`. If responses use it, it has a variant for values that are not listed.
pub(super) fn emit_enum(name: &Ident, Enum { values, unlisted }: &Enum) -> TokenStream {
    let variants = values.iter().map(|EnumValue { value, variant, description }| {
        let docs = value_docs(&value.replace('`', "'"), description.as_deref());
        let variant = ident(variant);
        quote!(#docs #variant)
    });
    let table = values.iter().map(|EnumValue { value, variant, .. }| {
        let variant = ident(variant);
        quote!(#value => #variant)
    });
    match unlisted.as_deref().map(ident) {
        Some(unlisted) => quote! {
            #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub enum #name {
                #(#variants,)*
                #[doc = " A value that the document does not list, as received."]
                #unlisted(String),
            }

            moored_runtime::open_enum! { #name; #(#table,)* _ => #unlisted, }
        },
        None => quote! {
            #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub enum #name {
                #(#variants,)*
            }

            moored_runtime::closed_enum! { #name; #(#table,)* }
        },
    }
}

/// The documentation of a listed value: the value, and what the document states about it.
pub(super) fn value_docs(value: &str, description: Option<&str>) -> TokenStream {
    docs::attributes(&match description {
        Some(description) => format!("`{value}`: {description}"),
        None => format!("`{value}`"),
    })
}
