//! Tuples: lists of a fixed length, each item of which has a type of its own.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident, rust_type};
use moored_model::api::{Storage, TupleType};

pub(super) fn emit(tuple: &TupleType) -> TokenStream {
    let name = ident(&tuple.name);
    let docs = docs::of_type(tuple.description.as_deref(), &tuple.name);
    let items = tuple.items.iter().map(|(schema, storage)| {
        let kind = rust_type::of(schema);
        let text = schema.get("description").and_then(serde_json::Value::as_str).unwrap_or("An item.");
        let docs = docs::attributes(text);
        match storage {
            Storage::Inline => quote!(#docs pub #kind),
            Storage::Boxed => quote!(#docs pub Box<#kind>),
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
        pub struct #name(#(#items),*);
    }
}
