//! Which differences have the same cause.

use std::collections::HashMap;

use crate::surface::{Difference, Kind};

/// Types of the runtime that signatures name: one of the client with the same name is another type.
const OF_RUNTIME: &[&str] = &[
    "Body",
    "Error",
    "Event",
    "Field",
    "Items",
    "Multipart",
    "Option",
    "Response",
    "Result",
    "Secret",
    "Server",
    "String",
];

/// For each difference, the numbers of those that have the same cause.
pub(super) fn connections(differences: &[Difference]) -> Vec<Vec<usize>> {
    let mut by_path: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, difference) in differences.iter().enumerate() {
        by_path.entry(&difference.item).or_default().push(index);
    }
    // Types that only one of the clients has, by their names.
    let mut only_in_one: HashMap<&str, usize> = HashMap::new();
    for (index, difference) in differences.iter().enumerate() {
        if difference.is_whole
            && let Some(name) = difference.item.rsplit("::").next()
            && !OF_RUNTIME.contains(&name)
        {
            only_in_one.entry(name).or_insert(index);
        }
    }
    let mut found = vec![Vec::new(); differences.len()];
    let mut connect = |one: usize, other: usize| {
        if one == other {
            return;
        }
        for (from, to) in [(one, other), (other, one)] {
            if let Some(connected) = found.get_mut(from) {
                connected.push(to);
            }
        }
    };
    for (index, difference) in differences.iter().enumerate() {
        let at = |path: &str| by_path.get(path).into_iter().flatten().copied();
        for part in &difference.parts {
            at(part).for_each(|other| connect(index, other));
        }
        // The traits of a type and its kind.
        at(&difference.item).filter(|other| *other > index).for_each(|other| connect(index, other));
        if let Some((owner, _)) = difference.item.rsplit_once("::") {
            let whole = |other: &usize| differences.get(*other).is_some_and(|owner| owner.is_whole);
            at(owner).filter(whole).for_each(|other| connect(index, other));
        }
        if difference.is_whole && difference.kind != Kind::Alias {
            continue;
        }
        for name in [&difference.old, &difference.new].into_iter().flatten().flat_map(|text| names(text)) {
            if let Some(other) = only_in_one.get(name) {
                connect(index, *other);
            }
        }
    }
    found
}

/// The names in a signature.
fn names(signature: &str) -> impl Iterator<Item = &str> {
    signature.split(|sign: char| !sign.is_alphanumeric() && sign != '_').filter(|name| !name.is_empty())
}
