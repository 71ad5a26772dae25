//! Fields in the order of the document, where typify sorts them by name.

use std::collections::HashMap;

use super::{Facts, is_flattened, structure, wire_name};
use crate::emit::Module;

pub(super) fn run(module: &mut Module, facts: &Facts<'_>) {
    let Some(item) = structure(module) else { return };
    let mut order: HashMap<&str, usize> = HashMap::new();
    for (place, (name, _)) in facts.properties(&item.ident.to_string()).into_iter().enumerate() {
        order.entry(name).or_insert(place);
    }
    let syn::Fields::Named(fields) = &mut item.fields else { return };
    let mut sorted: Vec<syn::Field> = fields.named.iter().cloned().collect();
    // What the document does not list, such as the rest of an open object, stays at the end.
    sorted.sort_by_cached_key(|field| {
        let place = order.get(wire_name(field).as_str()).filter(|_| !is_flattened(field));
        place.copied().unwrap_or(usize::MAX)
    });
    fields.named = sorted.into_iter().collect();
}
