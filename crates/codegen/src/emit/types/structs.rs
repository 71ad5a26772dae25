//! Structs. progenitor decides where recursion is cut by a box; everything else comes from the model.
//!
//! ```text
//! /// A person who may sign in.
//! #[moored_runtime::skip_serializing_none]
//! #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
//! #[serde(rename_all = "camelCase")]
//! #[non_exhaustive]
//! pub struct User {
//!     /// Their number.
//!     pub id: i64,
//!     pub seen_at: Option<moored_runtime::DateTime>,
//!     #[serde(default, skip_serializing_if = "Field::is_absent")]
//!     pub nickname: Field<String>,
//! }
//!
//! moored_runtime::setters! {
//!     User;
//!     new(id: i64);
//!     with_seen_at(seen_at: moored_runtime::DateTime), with_nickname(nickname: Field<String>),
//! }
//! ```
//!
//! A property with two states, present and absent or value and `null`, is an `Option`. One that may be absent and may
//! be `null` is a `Field`, so that an update can send `null` and a response encodes back to what was sent. A `null`
//! that the document does not allow is `None`, as if the property were absent.
//!
//! A struct that only the provider makes is `non_exhaustive`: the next document may have one more member of it.
//!
//! Members with other names are in a last field, `extra` or `unknown_fields`. serde's `flatten` would decode their
//! values before it knows their types, so they are left out of what serde derives: `other_members!` implements
//! `Deserialize` with what serde derives for the other fields, and the runtime decodes each other member.

mod constructors;
mod members;
mod renaming;

use moored_model::api::{Native, Struct, TypeDef, TypeKind, TypeRef, Types, Usage};
use proc_macro2::TokenStream;
use quote::quote;

use super::{File, imports};
use crate::emit::{docs, ident, rust_type, skeletons::Skeletons};
use members::{Member, NoneIs, Wrapper};
use renaming::Renaming;

/// Emits the file of the struct `definition` of `ty`.
///
/// # Errors
/// progenitor did not generate the struct that the model describes.
pub(super) fn emit(ty: &TypeDef, definition: &Struct, types: &Types, skeletons: &Skeletons) -> Result<File, String> {
    let name = ident(&ty.name);
    let boxing = skeletons.of_struct(&ty.name, definition)?;
    let members: Vec<Member<'_>> =
        definition.fields.iter().zip(boxing).map(|(field, boxing)| Member::new(field, boxing, types)).collect();
    let import_field = members.iter().any(|member| member.wrapper == Wrapper::Field).then(|| {
        quote!(
            use moored_runtime::Field;
        )
    });
    let imports = imports(ty, types);
    let docs = docs::attributes(ty.description.as_deref().unwrap_or_default());
    let default = members.iter().all(|member| !member.field.is_required()).then(|| quote!(Default,));
    let others = others(definition, types);
    let renaming = Renaming::of(&definition.fields);
    let remote = others.as_ref().map(|_| quote!(remote = "Self"));
    let container: Vec<TokenStream> = renaming.attribute().into_iter().chain(remote).collect();
    let container = (!container.is_empty()).then(|| quote!(#[serde(#(#container),*)]));
    let non_exhaustive = (ty.usage == Usage::Responses).then(|| quote!(#[non_exhaustive]));
    let none = NoneIs::of(&members);
    let skip = (none == NoneIs::Skipped).then(|| quote!(#[moored_runtime::skip_serializing_none]));
    let fields = members.iter().map(|member| member.declaration(renaming, none));
    let last = others.as_ref().map(|others| &others.declaration);
    let decoded = others.as_ref().map(|others| {
        let last = ident(others.name);
        quote! { moored_runtime::other_members!(#name, #last); }
    });
    let constructors = constructors::emit(ty, &members, others.as_ref().map(|others| (others.name, &others.ty)), types);
    let tokens = quote! {
        #import_field
        #imports

        #docs
        #skip
        #[derive(Clone, Debug, #default PartialEq, serde::Deserialize, serde::Serialize)]
        #container
        #non_exhaustive
        pub struct #name {
            #(#fields,)*
            #last
        }

        #decoded
    };
    let setters = constructors.tokens;
    Ok(File { tokens: quote!(#tokens #setters), others: constructors.required.into_iter().collect() })
}

/// The last field of a struct, for members of other names.
struct Others<'a> {
    name: &'a str,
    ty: TokenStream,
    declaration: TokenStream,
}

fn others<'a>(definition: &'a Struct, types: &Types) -> Option<Others<'a>> {
    let (name, ty, docs) = match (&definition.additional, &definition.unknown_fields) {
        (Some(additional), _) => {
            let ty = rust_type::in_types(&additional.ty, types);
            let docs = additional.description.as_deref().unwrap_or_default();
            (additional.name.as_str(), quote!(moored_runtime::ExtraFields<#ty>), docs)
        }
        (None, Some(name)) => (name.as_str(), quote!(moored_runtime::UnknownFields), ""),
        (None, None) => return None,
    };
    let (field, docs) = (ident(name), docs::attributes(docs));
    let declaration = quote! {
        #docs
        #[serde(flatten, skip_deserializing)]
        pub #field: #ty,
    };
    Some(Others { name, ty, declaration })
}

/// Whether a constructor accepts `impl Into<…>`: a text, bytes, or a value that a union or a newtype is made of. What
/// is mostly parsed, such as a date, is an argument of its own type: `"2026-11-26".parse()?` would be ambiguous.
fn has_conversions(ty: &TypeRef, types: &Types) -> bool {
    match types.resolved(ty) {
        TypeRef::String | TypeRef::Native(Native::Base64 | Native::Base64Url | Native::Secret) => true,
        TypeRef::Named(id) => {
            types.get(id).is_some_and(|ty| matches!(ty.kind, TypeKind::Union(_) | TypeKind::Wrapper(_)))
        }
        _ => false,
    }
}
