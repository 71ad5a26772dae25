//! Fields in the order of the document, where typify sorts them by name.

use super::{Facts, structure, wire_name};
use crate::emit::Module;

pub(super) fn run(module: &mut Module, facts: &Facts<'_>) {
    let Some(item) = structure(module) else { return };
    let order: Vec<&str> = facts.properties(&item.ident.to_string()).into_iter().map(|(name, _)| name).collect();
    let syn::Fields::Named(fields) = &mut item.fields else { return };
    let mut sorted: Vec<syn::Field> = fields.named.iter().cloned().collect();
    // What the document does not list, such as the rest of an open object, stays at the end.
    sorted.sort_by_key(|field| {
        let name = wire_name(field);
        order.iter().position(|other| *other == name).unwrap_or(usize::MAX)
    });
    fields.named = sorted.into_iter().collect();
}
