//! Tuples: lists of a fixed length in which each item has its own type.

use moored_model::api::{Storage, TupleItem, Types};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::{docs, rust_type};

/// Emits the tuple type `name` of `items`.
pub(super) fn emit(name: &Ident, items: &[TupleItem], types: &Types) -> TokenStream {
    let items = items.iter().map(|TupleItem { ty, storage, description }| {
        let ty = rust_type::in_types(ty, types);
        let docs = docs::attributes(description.as_deref().unwrap_or("An item."));
        match storage {
            Storage::Inline => quote!(#docs pub #ty),
            Storage::Boxed => quote!(#docs pub Box<#ty>),
        }
    });
    quote! {
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
        pub struct #name(#(#items),*);
    }
}
