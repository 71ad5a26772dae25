//! Which differences have the same cause.

use std::collections::{HashMap, HashSet};

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

/// Differences and what they are connected with.
pub(super) struct Connections {
    /// For each difference, the numbers of those that have the same cause.
    connected: Vec<Vec<usize>>,
    /// Whether a difference can be the cause of others: not a function that depends on several fields and would connect
    /// them, unless it is gone with its type.
    is_cause: Vec<bool>,
}

impl Connections {
    /// The differences that the one with the number `index` is connected with.
    pub(super) fn of(&self, index: usize) -> impl Iterator<Item = usize> {
        self.connected.get(index).into_iter().flatten().copied()
    }

    /// Whether the difference can be the cause of others.
    pub(super) fn is_cause(&self, index: usize) -> bool {
        self.is_cause.get(index) == Some(&true)
    }

    /// Those that it causes, or is caused by together with.
    pub(super) fn caused(&self, index: usize) -> impl Iterator<Item = usize> {
        self.of(index).filter(move |_| self.is_cause(index))
    }
}

/// Connects `differences`.
pub(super) fn connections(differences: &[Difference]) -> Connections {
    let mut by_path: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, difference) in differences.iter().enumerate() {
        by_path.entry(&difference.item).or_default().push(index);
    }
    // Types that only one of the clients has, by their names.
    let mut only_in_one: HashMap<&str, usize> = HashMap::new();
    for (index, difference) in differences.iter().enumerate() {
        if (difference.is_whole || difference.kind == Kind::Alias)
            && let Some(name) = difference.item.rsplit("::").next()
            && !OF_RUNTIME.contains(&name)
        {
            only_in_one.entry(name).or_insert(index);
        }
    }
    let mut exports: HashMap<&str, Vec<usize>> = HashMap::new();
    // What is exported because a signature names it, or names what it comes with.
    for (index, difference) in differences.iter().enumerate().filter(|(_, one)| one.kind == Kind::Export) {
        let name = match difference.item.as_str() {
            "AccessToken" => "TokenSource",
            "ClientAuthentication" => "OAuth2",
            "ItemError" => "Items",
            name => name,
        };
        exports.entry(name).or_default().push(index);
    }
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); differences.len()];
    let is_whole = |path: &str| {
        let mut at = by_path.get(path).into_iter().flatten();
        at.any(|index| differences.get(*index).is_some_and(|difference| difference.is_whole))
    };
    let parts: HashSet<&str> =
        differences.iter().flat_map(|difference| &difference.parts).map(String::as_str).collect();
    let is_cause = differences.iter().map(|difference| {
        difference.is_whole
            || difference.is_of_usage
            || (difference.kind == Kind::Function && parts.contains(difference.item.as_str()))
            || matches!(difference.kind, Kind::Field | Kind::Variant)
            || difference.item.rsplit_once("::").is_some_and(|(owner, _)| is_whole(owner))
    });
    let is_cause = is_cause.collect();
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
        if difference.is_whole && difference.kind != Kind::Alias || difference.kind == Kind::Export {
            continue;
        }
        for name in [&difference.old, &difference.new].into_iter().flatten().flat_map(|text| names(text)) {
            let of_name = only_in_one.get(name).into_iter().chain(exports.get(name).into_iter().flatten());
            of_name.for_each(|other| connect(index, *other));
        }
    }
    Connections { connected: found, is_cause }
}

/// The names in a signature.
fn names(signature: &str) -> impl Iterator<Item = &str> {
    signature.split(|sign: char| !sign.is_alphanumeric() && sign != '_').filter(|name| !name.is_empty())
}
