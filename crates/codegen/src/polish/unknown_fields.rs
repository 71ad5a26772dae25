//! Members of an answer that the document does not name, which serde drops.
//!
//! ```text
//! pub struct User { pub id: i64 }                             // before
//!
//! pub struct User {                                           // after, with `unknown_fields = "keep"` in moored.toml
//!     pub id: i64,
//!     #[serde(flatten)]
//!     pub unknown_fields: moored_runtime::UnknownFields,
//! }
//! ```
//!
//! What requests alone hold has none: it goes out as the document says. An object that the document leaves open keeps its other members
//! in a flattened map already, and behind that nothing is left to keep. Unions stay as they are; the structs among their variants do not.

use quote::{ToTokens as _, format_ident};
use syn::{Field, Fields, Meta, Token, parse_quote, punctuated::Punctuated};

use super::{Facts, structure};
use crate::emit::Module;
use moored_document::scope::Scope;
use moored_model::config::UnknownFields;

pub(super) fn run(module: &mut Module, facts: &Facts<'_>) {
    let Some(item) = structure(module).filter(|_| facts.unknown_fields == UnknownFields::Keep) else { return };
    let Fields::Named(fields) = &mut item.fields else { return };
    if !facts.answered.contains(&item.ident.to_string()) || fields.named.iter().any(is_flattened) {
        return;
    }
    // The document may name a member like this; its field was there first.
    let mut scope = Scope::default();
    for ident in fields.named.iter().filter_map(|field| field.ident.as_ref()) {
        scope.take(&ident.to_string());
    }
    let name = format_ident!("{}", scope.take_first(&["unknown_fields".to_owned()]));
    fields.named.push(parse_quote! {
        #[doc = " Members that the document does not name, as they came."]
        #[serde(flatten)]
        pub #name: moored_runtime::UnknownFields
    });
}

/// Whether the members of the field's value stand among those of the struct.
pub(crate) fn is_flattened(field: &Field) -> bool {
    field.attrs.iter().filter(|attribute| attribute.path().is_ident("serde")).any(|attribute| {
        let parts = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        parts.is_ok_and(|parts| parts.iter().any(|part| part.path().is_ident("flatten")))
    })
}

/// Whether the field is one of this pass. A document may have a type of that name, but ours alone has the runtime's name before it.
pub(super) fn is_unknown_fields(field: &Field) -> bool {
    field.ty.to_token_stream().to_string().replace(' ', "") == "moored_runtime::UnknownFields"
}
