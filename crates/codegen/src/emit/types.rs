//! The types of a client, one file each.

mod numbers;
mod strings;
mod structs;
mod tuples;
mod unions;
mod wrappers;

use std::{borrow::Cow, collections::BTreeSet};

use moored_model::{
    api::{Api, TypeDef, TypeKind, Types},
    naming::module_name,
};
use proc_macro2::TokenStream;
use quote::quote;

use super::{Module, docs, ident, module, receiver::Receiver, rust_type, skeletons::Skeletons};

/// The file of a type.
struct File {
    tokens: TokenStream,
    /// The types that it declares besides its own.
    others: Vec<String>,
}

/// Emits the files of all types, in the order of their names.
///
/// # Errors
/// A type that progenitor generated differs from the model, or a file is not valid Rust.
pub(super) fn emit(api: &Api, skeletons: &Skeletons) -> Result<Vec<Module>, String> {
    let mut modules = Vec::new();
    let (owners, uses) = (docs::Owners::of(api), docs::Uses::of(api));
    for ty in api.types.iter() {
        let used = uses.text(ty, &Receiver::link);
        let description = match (&ty.description, used) {
            (Some(description), Some(used)) => Some(format!("{}\n\n{used}", docs::sanitize(description))),
            (Some(_), None) => None,
            (None, used) => used.or_else(|| owners.text(ty, &Receiver::link)),
        };
        let ty = &match description {
            Some(description) => {
                let mut described = ty.clone();
                described.description = Some(description);
                Cow::Owned(described)
            }
            None => Cow::Borrowed(ty),
        };
        let File { tokens, others } = file(ty, &api.types, skeletons)?;
        let exports = std::iter::once(ty.name.clone()).chain(others).collect();
        modules.push(module(module_name(&ty.name), exports, tokens)?);
    }
    modules.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(modules)
}

fn file(ty: &TypeDef, types: &Types, skeletons: &Skeletons) -> Result<File, String> {
    let imports = imports(ty, types);
    let name = ident(&ty.name);
    let docs = docs::attributes(ty.description.as_deref().unwrap_or_default());
    let items = match &ty.kind {
        TypeKind::Struct(definition) => return structs::emit(ty, definition, types, skeletons),
        TypeKind::Union(definition) => unions::emit(&docs, &name, definition, types),
        TypeKind::Enum(definition) => strings::emit_enum(&docs, &name, definition),
        TypeKind::NumberEnum(definition) => numbers::emit(&docs, &name, definition, types),
        TypeKind::Alias(inner) => {
            let inner = rust_type::in_types(inner, types);
            quote!(#docs pub type #name = #inner;)
        }
        TypeKind::Wrapper(inner) => {
            let wrapper = wrappers::emit(ty, inner, types, skeletons)?;
            quote!(#docs #wrapper)
        }
        TypeKind::Tuple(items) => {
            let tuple = tuples::emit(&name, items, types);
            quote!(#docs #tuple)
        }
    };
    Ok(File { tokens: quote!(#imports #items), others: Vec::new() })
}

/// Imports the other types that a type refers to.
fn imports(ty: &TypeDef, types: &Types) -> Option<TokenStream> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    ty.kind.each_reference(&mut |reference| {
        reference.each_named(&mut |id| {
            names.insert(types.name(id));
        });
    });
    names.remove(ty.name.as_str());
    let names: Vec<_> = names.into_iter().map(ident).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(quote!(use super::#one;)),
        several => Some(quote!(use super::{#(#several),*};)),
    }
}
