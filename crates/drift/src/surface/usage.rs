//! Types that requests or responses contain now, or no longer: their structs become `#[non_exhaustive]` or not, their
//! enums get a variant for other values or lose it. The cause is elsewhere: what has contained them differs.

use std::collections::{HashMap, HashSet};

use super::{
    difference::Difference,
    item::{Item, Kind, last},
};

/// Marks the differences of such types, and adds what contains the types to their parts, as far as it differs as well.
pub(super) fn connect(differences: &mut [Difference], old: &[Item], new: &[Item]) {
    let types = types(differences);
    if types.is_empty() {
        return;
    }
    let differing: HashSet<&str> = differences.iter().map(|difference| difference.item.as_str()).collect();
    let mut holders: Vec<(usize, String)> = Vec::new();
    for item in old.iter().chain(new).filter(|item| matches!(item.kind, Kind::Field | Kind::Variant | Kind::Function)) {
        let owner = item.path.rsplit_once("::").map_or("", |(owner, _)| owner);
        let holder = [item.path.as_str(), owner]
            .into_iter()
            .find(|path| differing.contains(path) && (*path != owner || types.contains_key(last(owner))));
        let Some(holder) = holder else { continue };
        let names = item.signature.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
        let held = names.filter(|name| *name != last(owner)).filter_map(|name| types.get(name));
        holders.extend(held.map(|index| (*index, holder.to_owned())));
    }
    for index in types.into_values() {
        if let Some(difference) = differences.get_mut(index) {
            difference.is_of_usage = true;
        }
    }
    for (index, holder) in holders {
        if let Some(difference) = differences.get_mut(index)
            && !difference.parts.contains(&holder)
        {
            difference.parts.push(holder);
        }
    }
}

/// The names of the types, each with the number of its difference.
fn types(differences: &[Difference]) -> HashMap<String, usize> {
    let is_struct = |difference: &Difference| {
        let is_marked = |text: &Option<String>| text.as_ref().map(|text| text.starts_with("#[non_exhaustive]"));
        difference.kind == Kind::Struct
            && !difference.is_whole
            && is_marked(&difference.old).zip(is_marked(&difference.new)).is_some_and(|(old, new)| old != new)
    };
    let numbered = || differences.iter().enumerate();
    let structs = numbered().filter(|(_, one)| is_struct(one)).map(|(index, one)| (last(&one.item).to_owned(), index));
    // The traits of an enum depend on the variant for other values.
    let of_traits = differences.iter().filter(|one| one.kind == Kind::Enum && !one.is_whole);
    let variants: HashSet<&str> = of_traits.flat_map(|one| &one.parts).map(String::as_str).collect();
    let enums = numbered().filter(|(_, one)| {
        one.kind == Kind::Variant
            && last(&one.item).starts_with("Unlisted")
            && (one.old.is_none() || one.new.is_none())
            && variants.contains(one.item.as_str())
    });
    let enums = enums.filter_map(|(index, one)| Some((last(one.item.rsplit_once("::")?.0).to_owned(), index)));
    structs.chain(enums).collect()
}
