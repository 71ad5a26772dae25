//! Pairs properties of a struct and values of an enum that have another name.

use moored_model::api::{Field, TypeKind, TypeRef};

use super::similarity::{is_longer, is_similar, is_spelling};

/// A member that has no counterpart of the same name.
struct Rest<'a> {
    name: &'a str,
    /// The position among all members.
    index: usize,
}

/// Old and new names of the members of a type that are the same apart from their names. `is_same` is whether two
/// properties have the same type.
pub(crate) fn renamed(
    old: &TypeKind,
    new: &TypeKind,
    is_same: &dyn Fn(&TypeRef, &TypeRef) -> bool,
) -> Vec<(String, String)> {
    match (old, new) {
        (TypeKind::Struct(old), TypeKind::Struct(new)) => {
            let names = |fields: &[Field]| fields.iter().map(|field| field.wire_name.clone()).collect::<Vec<_>>();
            let is_alike = |old_index: usize, new_index: usize| {
                let (Some(old), Some(new)) = (old.fields.get(old_index), new.fields.get(new_index)) else {
                    return false;
                };
                // Another spelling is enough evidence, whatever else has changed.
                is_spelling(&old.wire_name, &new.wire_name)
                    || (old.presence == new.presence && is_same(&old.ty, &new.ty))
            };
            pairs(&names(&old.fields), &names(&new.fields), &is_alike)
        }
        (TypeKind::Enum(old), TypeKind::Enum(new)) => {
            let old: Vec<String> = old.values.iter().map(|value| value.value.clone()).collect();
            let new: Vec<String> = new.values.iter().map(|value| value.value.clone()).collect();
            let found = pairs(&old, &new, &|_, _| true);
            // `asc` and `asc_nulls_first` are different values.
            found.into_iter().filter(|(old, new)| is_similar(old, new)).collect()
        }
        _ => Vec::new(),
    }
}

/// Pairs what only one of the two lists has. Each candidate has to be the only one of its partner.
fn pairs(old: &[String], new: &[String], is_alike: &dyn Fn(usize, usize) -> bool) -> Vec<(String, String)> {
    let rest = |of: &'_ [String], other: &[String]| -> Vec<usize> {
        let known: std::collections::HashSet<&str> = other.iter().map(String::as_str).collect();
        of.iter().enumerate().filter(|(_, name)| !known.contains(name.as_str())).map(|(index, _)| index).collect()
    };
    let (removed, added) = (rest(old, new), rest(new, old));
    // A type with many of both has been rewritten.
    if removed.is_empty() || added.is_empty() || removed.len() > MOST || added.len() > MOST {
        return Vec::new();
    }
    let one = |list: &'_ [String], index: usize| list.get(index).cloned().unwrap_or_default();
    let is_candidate = |old_index: usize, new_index: usize| {
        let (old, new) = (one(old, old_index), one(new, new_index));
        let one = Rest { name: &old, index: old_index };
        let other = Rest { name: &new, index: new_index };
        is_alike(old_index, new_index) && is_rename(&one, &other, removed.len() == 1 && added.len() == 1)
    };
    let mut found = Vec::new();
    for &old_index in &removed {
        let candidates: Vec<usize> = added.iter().copied().filter(|index| is_candidate(old_index, *index)).collect();
        let [new_index] = candidates.as_slice() else { continue };
        if removed.iter().filter(|index| is_candidate(**index, *new_index)).count() == 1 {
            found.push((one(old, old_index), one(new, *new_index)));
        }
    }
    found
}

/// See [`pairs`].
const MOST: usize = 16;

/// Whether the name has changed. `is_only` is whether nothing else was added or removed there.
fn is_rename(old: &Rest<'_>, new: &Rest<'_>, is_only: bool) -> bool {
    is_similar(old.name, new.name) || (is_only && old.index == new.index && is_longer(old.name, new.name))
}
