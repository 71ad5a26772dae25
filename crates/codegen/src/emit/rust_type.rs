//! Types of the model as Rust types.

use moored_model::api::{TypeRef, Types, Width};
use proc_macro2::TokenStream;
use quote::quote;

use super::ident;

/// Which names are in scope in the file that refers to a type.
#[derive(Clone, Copy)]
pub(in crate::emit) enum Scope {
    /// The types themselves, because the file imports each one that it uses.
    Types,
    /// The module `types`.
    Module,
}

/// Returns `ty` as written in a file of the module `types`.
pub(in crate::emit) fn in_types(ty: &TypeRef, types: &Types) -> TokenStream {
    rust_type(ty, types, Scope::Types)
}

/// Returns `ty` as written in any other file, which imports the module.
pub(in crate::emit) fn qualified(ty: &TypeRef, types: &Types) -> TokenStream {
    rust_type(ty, types, Scope::Module)
}

fn rust_type(ty: &TypeRef, types: &Types, scope: Scope) -> TokenStream {
    match ty {
        TypeRef::Named(id) => {
            let name = ident(types.name(*id));
            match scope {
                Scope::Types => quote!(#name),
                Scope::Module => quote!(types::#name),
            }
        }
        TypeRef::Native(native) => {
            let name = ident(native.name());
            quote!(moored_runtime::#name)
        }
        TypeRef::String => quote!(String),
        TypeRef::Bool => quote!(bool),
        TypeRef::Float => quote!(f64),
        TypeRef::Integer(Width::Signed) => quote!(i64),
        TypeRef::Integer(Width::Unsigned) => quote!(u64),
        TypeRef::Json => quote!(moored_runtime::JsonValue),
        TypeRef::JsonObject => quote!(moored_runtime::JsonObject),
        TypeRef::List(item) => {
            let item = rust_type(item, types, scope);
            quote!(Vec<#item>)
        }
        TypeRef::Map(value) => {
            let value = rust_type(value, types, scope);
            quote!(std::collections::BTreeMap<String, #value>)
        }
        TypeRef::Option(inner) => {
            let inner = rust_type(inner, types, scope);
            quote!(Option<#inner>)
        }
    }
}
