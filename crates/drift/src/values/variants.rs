//! Which variant of the new union is which of the old one.

use std::collections::{BTreeSet, HashMap};

use moored_model::api::{TypeRef, Union, Variant};

use super::view::View;
use crate::{Side, rust};

/// The numbers of the variants of two unions.
pub(super) struct Pairs {
    pub(super) both: Vec<(usize, usize)>,
    pub(super) removed: Vec<usize>,
    pub(super) added: Vec<usize>,
}

/// Matches the variants of two unions: by a common tag, then by the type, then by the properties.
pub(super) fn pairs<'a>(old: (&Side<'a>, &'a Union), new: (&Side<'a>, &'a Union)) -> Pairs {
    let mut both: Vec<(usize, usize)> = Vec::new();
    let mut left: BTreeSet<usize> = (0..old.1.variants.len()).collect();
    let mut right: BTreeSet<usize> = (0..new.1.variants.len()).collect();
    let mut take = |keys: &dyn Fn(&Side<'a>, &'a Variant) -> Vec<String>| {
        let mut of_new: HashMap<String, usize> = HashMap::new();
        for index in &right {
            let found = new.1.variants.get(*index).map(|variant| keys(new.0, variant)).unwrap_or_default();
            for key in found {
                of_new.entry(key).or_insert(*index);
            }
        }
        left.retain(|index| {
            let keys = old.1.variants.get(*index).map(|variant| keys(old.0, variant)).unwrap_or_default();
            let same = keys.iter().find_map(|key| of_new.get(key)).copied().filter(|same| right.remove(same));
            both.extend(same.map(|same| (*index, same)));
            same.is_none()
        });
    };
    if old.1.tag == new.1.tag {
        take(&|_, variant| variant.tags.clone());
    }
    take(&|side, variant| vec![rust::text(&variant.ty, &side.api.types)]);
    take(&|side, variant| shape(View::of(&variant.ty, side)).into_iter().collect());
    take(&|side, variant| properties(View::of(&variant.ty, side)).into_iter().collect());
    both.sort_unstable();
    Pairs { both, removed: left.into_iter().collect(), added: right.into_iter().collect() }
}

/// The variant of `union` that is most like `other`: it has the same name or the same properties.
pub(super) fn like<'a>(
    union: &'a Union,
    side: &Side<'a>,
    other: &'a TypeRef,
    of_other: &Side<'a>,
) -> Option<&'a Variant> {
    let name = rust::text(other, &of_other.api.types);
    let own = properties(View::of(other, of_other));
    let by_name = union.variants.iter().find(|variant| rust::text(&variant.ty, &side.api.types) == name);
    by_name.or_else(|| union.variants.iter().find(|variant| properties(View::of(&variant.ty, side)) == own))
}

/// What a value of one JSON type is, of which a union has one variant.
fn shape(view: View<'_>) -> Option<String> {
    match view {
        View::Struct(..) | View::Union(..) => None,
        View::Map(_) | View::Object => Some("map".to_owned()),
        other => Some(other.word().to_owned()),
    }
}

/// The names of the properties of an object.
fn properties(view: View<'_>) -> Option<String> {
    let View::Struct(definition) = view else { return None };
    let mut names: Vec<&str> = definition.fields.iter().map(|field| field.wire_name.as_str()).collect();
    names.sort_unstable();
    Some(names.join("\n"))
}
