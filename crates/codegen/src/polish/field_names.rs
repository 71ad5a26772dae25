//! Two members of an object whose names become one field, and the `Default` that typify writes out member by member.
//!
//! ```text
//! pub struct Grant { #[serde(rename = "grant-type")] pub grant_type: String, pub grant_type: String }     // before
//! impl Default for Grant { … }
//! #[derive(Default)]                                                                                      // after
//! pub struct Grant { #[serde(rename = "grant-type")] pub grant_type: String, #[serde(rename = "grant_type")] pub grant_type2: String }
//! ```

use quote::format_ident;
use syn::{Item, parse_quote};

use super::{Facts, is_flattened, structure, wire_name};
use crate::emit::Module;
use moored_document::scope::Scope;

pub(super) fn run(module: &mut Module, _: &Facts<'_>) {
    let Some(item) = structure(module) else { return };
    let mut scope = Scope::default();
    for field in &mut item.fields {
        let Some(ident) = field.ident.clone() else { continue };
        let name = scope.take_first(&[ident.to_string()]);
        if ident == name {
            continue;
        }
        let wire = wire_name(field);
        let renamed = field.attrs.iter().any(|attribute| {
            attribute.path().is_ident("serde") && quote::quote!(#attribute).to_string().contains("rename")
        });
        field.ident = Some(format_ident!("{name}"));
        // What is flattened has no name on the wire.
        if !renamed && !is_flattened(field) {
            field.attrs.push(parse_quote!(#[serde(rename = #wire)]));
        }
    }
    let derived = item.attrs.iter().any(|attribute| {
        attribute.path().is_ident("derive") && quote::quote!(#attribute).to_string().contains("Default")
    });
    let before = module.file.items.len();
    module.file.items.retain(|item| !is_default(item));
    if module.file.items.len() < before
        && !derived
        && let Some(item) = structure(module)
    {
        item.attrs.push(parse_quote!(#[derive(Default)]));
    }
}

fn is_default(item: &Item) -> bool {
    let Item::Impl(item) = item else { return false };
    item.trait_.as_ref().is_some_and(|(_, path, _)| path.segments.last().is_some_and(|last| last.ident == "Default"))
}
