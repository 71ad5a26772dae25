//! Request types with required members, which have no `Default` to start from.
//!
//! ```text
//! CreateUser { fname: …, lname: …, email: None, locale: None, /* 13 more */ }         // before
//! CreateUser { email: Some(…), ..CreateUser::new("Ada", "Lovelace", …) }              // after
//! ```

use quote::quote;
use syn::{Field, Item, Type, parse_quote};

use super::{
    Facts, structure,
    unknown_fields::{is_flattened, is_unknown_fields},
};
use crate::emit::Module;

/// More arguments than this are no help.
const MOST: usize = 7;

pub(super) fn run(module: &mut Module, facts: &Facts<'_>) {
    let Some(item) = structure(module) else { return };
    if !facts.requested.contains(&item.ident.to_string()) {
        return;
    }
    let required: Vec<_> = item.fields.iter().filter(|field| !optional(field)).cloned().collect();
    let flattened = item.fields.iter().any(|field| is_flattened(field) && !is_unknown_fields(field));
    if required.is_empty() || required.len() == item.fields.len() || required.len() > MOST || flattened {
        return;
    }
    let name = item.ident.clone();
    let string = |kind: &Type| matches!(kind, Type::Path(path) if path.path.is_ident("String"));
    let arguments = required.iter().map(|field| {
        let (name, kind) = (&field.ident, &field.ty);
        if string(kind) { quote!(#name: impl Into<String>) } else { quote!(#name: #kind) }
    });
    let values = item.fields.iter().map(|field| {
        let name = &field.ident;
        if optional(field) {
            quote!(#name: Default::default())
        } else if string(&field.ty) {
            quote!(#name: #name.into())
        } else {
            quote!(#name)
        }
    });
    let implementation: Item = parse_quote! {
        impl #name {
            #[doc = " With what is required; everything else is left out until it is set."]
            #[must_use]
            pub fn new(#(#arguments),*) -> Self {
                Self { #(#values),* }
            }
        }
    };
    module.file.items.push(implementation);
}

/// Whether the field has a value that stands for nothing being there.
fn optional(field: &Field) -> bool {
    let Type::Path(kind) = &field.ty else { return false };
    kind.path.segments.last().is_some_and(|last| last.ident == "Option" || last.ident == "Field")
        || is_unknown_fields(field)
}
