//! Enums of numbers. This module emits the type and its values; the methods and traits of all such types are in the
//! macros of the runtime's `numbers.rs`.

use moored_model::api::{NumberEnum, NumberValue, TypeRef, Types};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::strings::value_docs;
use crate::emit::{ident, rust_type};

/// Emits the enum `name`. If responses use it, it has a variant for values that are not listed.
pub(super) fn emit(name: &Ident, NumberEnum { ty, values, unlisted }: &NumberEnum, types: &Types) -> TokenStream {
    let number = rust_type::in_types(ty, types);
    let is_integer = matches!(ty, TypeRef::Integer(_));
    let variants = values.iter().map(|NumberValue { value, variant, description }| {
        let docs = value_docs(&value.to_string(), description.as_deref());
        let variant = ident(variant);
        quote!(#docs #variant)
    });
    let table: Vec<TokenStream> = values
        .iter()
        .map(|NumberValue { value, variant, .. }| {
            let variant = ident(variant);
            let value = match (value.as_i64(), value.as_u64()) {
                (Some(value), _) if is_integer => Literal::i64_unsuffixed(value),
                (None, Some(value)) if is_integer => Literal::u64_unsuffixed(value),
                (Some(value), _) => Literal::i64_suffixed(value),
                (None, Some(value)) => Literal::u64_suffixed(value),
                (None, None) => Literal::f64_suffixed(value.as_f64().unwrap_or_default()),
            };
            quote!(#value => #variant)
        })
        .collect();
    match (unlisted.as_deref().map(ident), is_integer) {
        (Some(unlisted), _) => {
            let (derives, implementation) = if is_integer {
                (quote!(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd), quote!(open_integer_enum))
            } else {
                (quote!(Clone, Debug, PartialEq), quote!(open_number_enum))
            };
            quote! {
                #[derive(#derives)]
                pub enum #name {
                    #(#variants,)*
                    #[doc = " A value that the document does not list, as received."]
                    #unlisted(#number),
                }

                moored_runtime::#implementation! { #name, #number; #(#table,)* _ => #unlisted, }
            }
        }
        (None, _) => quote! {
            #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
            pub enum #name {
                #(#variants,)*
            }

            moored_runtime::closed_integer_enum! { #name, #number; #(#table,)* }
        },
    }
}
