//! Enums of numbers: one line for each value. The type, its methods and its traits are in the macros of the runtime's
//! `integers.rs` and `numbers.rs`.

use moored_model::api::{NumberEnum, NumberValue, TypeRef, Types};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::emit::{docs, ident, rust_type};

/// Emits the enum `name`. If responses use it, it has a variant for values that are not listed.
pub(super) fn emit(
    docs: &TokenStream,
    name: &Ident,
    NumberEnum { ty, values, unlisted }: &NumberEnum,
    types: &Types,
) -> TokenStream {
    let number = rust_type::in_types(ty, types);
    let is_integer = matches!(ty, TypeRef::Integer(_));
    let values = values.iter().map(|NumberValue { value, variant, description }| {
        let docs = docs::attributes(description.as_deref().unwrap_or_default());
        let variant = ident(variant);
        let value = match (value.as_i64(), value.as_u64()) {
            (Some(value), _) if is_integer => Literal::i64_unsuffixed(value),
            (None, Some(value)) if is_integer => Literal::u64_unsuffixed(value),
            (Some(value), _) => Literal::i64_suffixed(value),
            (None, Some(value)) => Literal::u64_suffixed(value),
            (None, None) => Literal::f64_suffixed(value.as_f64().unwrap_or_default()),
        };
        quote!(#docs #variant = #value)
    });
    match (unlisted.as_deref().map(ident), is_integer) {
        (Some(unlisted), _) => {
            let declare = ident(if is_integer { "open_integer_enum" } else { "open_number_enum" });
            quote!(moored_runtime::#declare! { #docs pub enum #name: #number { #(#values,)* _ = #unlisted, } })
        }
        (None, _) => quote!(moored_runtime::closed_integer_enum! { #docs pub enum #name: #number { #(#values,)* } }),
    }
}
