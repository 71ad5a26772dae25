//! Strings with constraints. This module emits the type and its constraints; the methods and traits of all such types
//! are in the macros of the runtime's `strings.rs`.

use moored_model::api::{Enum, EnumValue, Text};
use proc_macro2::{Ident, Literal, TokenStream};
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

/// Emits the string type `name` with a limited length, which is checked before a request is sent.
pub(super) fn emit_text(name: &Ident, Text { min_length, max_length, secret }: &Text) -> TokenStream {
    let bound = |which: &str, bound: Option<u64>| {
        bound.map(|bound| {
            let which = ident(which);
            let unit = ident(if bound == 1 { "character" } else { "characters" });
            let bound = Literal::u64_unsuffixed(bound);
            quote!(, at #which #bound #unit)
        })
    };
    let (least, most) = (bound("least", *min_length), bound("most", *max_length));
    if *secret {
        quote! {
            #[derive(Clone, Debug, PartialEq)]
            pub struct #name(moored_runtime::Secret);

            moored_runtime::bounded_secret!(#name #least #most);
        }
    } else {
        quote! {
            #[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub struct #name(String);

            moored_runtime::bounded_string!(#name #least #most);
        }
    }
}
