//! Pairs operations: by method and path, else by the whole address, else by `operationId`, else by a prefix that all of
//! them have got or lost.

use std::collections::{BTreeMap, HashMap, HashSet};

use moored_model::{api::Operation, pins::operation_keys};

use super::Pair;
use crate::Side;

/// How an operation has moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moved {
    /// The key in the new document.
    pub(crate) key: String,
    /// What shows that it is the same operation.
    pub(crate) evidence: Evidence,
}

/// What shows that an operation is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// Server and path together are the same, so that requests are as before.
    Address,
    /// It has the same `operationId`.
    Id,
    /// Other operations have moved in the same way.
    Prefix,
}

/// All pairs, and the rest.
pub(crate) struct Operations<'a> {
    pub(crate) pairs: Vec<Pair<'a>>,
    pub(crate) removed: Vec<(String, &'a Operation)>,
    pub(crate) added: Vec<(String, &'a Operation)>,
}

/// An operation with its key.
type Keyed<'a> = (String, &'a Operation);

pub(crate) fn pair<'a>(old: &Side<'a>, new: &Side<'a>) -> Operations<'a> {
    let (of_old, of_new) = (keyed(old), keyed(new));
    let old_keys: HashSet<&str> = of_old.iter().map(|(key, _)| key.as_str()).collect();
    let new_by_key: HashMap<&str, &Operation> = of_new.iter().map(|(key, one)| (key.as_str(), *one)).collect();
    let removed: Vec<&Keyed<'a>> = of_old.iter().filter(|(key, _)| !new_by_key.contains_key(key.as_str())).collect();
    let mut added: Vec<&Keyed<'a>> = of_new.iter().filter(|(key, _)| !old_keys.contains(key.as_str())).collect();
    let mut moved: HashMap<&str, (&Keyed<'a>, Evidence)> = HashMap::new();
    for evidence in [Evidence::Address, Evidence::Id, Evidence::Prefix] {
        let rest: Vec<&Keyed<'a>> =
            removed.iter().copied().filter(|(key, _)| !moved.contains_key(key.as_str())).collect();
        let found = match evidence {
            Evidence::Address => unique(&rest, &added, &|(_, one), is_old| {
                Some(format!("{} {}", one.verb, address(one, if is_old { old } else { new })))
            }),
            Evidence::Id => unique(&rest, &added, &|(_, one), _| Some(one.id.clone()))
                .into_iter()
                .filter(|(old, new)| is_same_operation(old.1, new.1))
                .collect(),
            Evidence::Prefix => by_prefix(&rest, &added),
        };
        for (old, new) in found {
            moved.insert(&old.0, (new, evidence));
        }
        let taken: HashSet<&str> = moved.values().map(|((key, _), _)| key.as_str()).collect();
        added.retain(|(key, _)| !taken.contains(key.as_str()));
    }
    let added = added.into_iter().cloned().collect();
    let (mut pairs, mut removed) = (Vec::new(), Vec::new());
    for (key, operation) in &of_old {
        let (key, old) = (key.clone(), *operation);
        if let Some(new) = new_by_key.get(key.as_str()) {
            pairs.push(Pair { key, old, new, moved: None });
        } else if let Some(((to, new), evidence)) = moved.get(key.as_str()) {
            pairs.push(Pair { key, old, new, moved: Some(Moved { key: to.clone(), evidence: *evidence }) });
        } else {
            removed.push((key, old));
        }
    }
    Operations { pairs, removed, added }
}

/// Pairs what is the only one on its side with a key.
fn unique<'k, 'a>(
    old: &[&'k Keyed<'a>],
    new: &[&'k Keyed<'a>],
    key: &dyn Fn(&Keyed<'a>, bool) -> Option<String>,
) -> Vec<(&'k Keyed<'a>, &'k Keyed<'a>)> {
    let by_key = |list: &[&'k Keyed<'a>], is_old: bool| {
        let mut found: BTreeMap<String, Option<&'k Keyed<'a>>> = BTreeMap::new();
        for one in list {
            let Some(key) = key(one, is_old) else { continue };
            found.entry(key).and_modify(|first| *first = None).or_insert(Some(*one));
        }
        found
    };
    let new = by_key(new, false);
    let old = by_key(old, true).into_iter();
    old.filter_map(|(key, old)| Some((old?, (*new.get(&key)?)?))).collect()
}

/// Whether two operations with the same id are the same. Some frameworks number ids (`list_1`), and a number may be
/// that of another operation in the next version; these need a common part of the path.
fn is_same_operation(old: &Operation, new: &Operation) -> bool {
    let is_numbered = old.id.rsplit_once('_').is_some_and(|(_, end)| end.bytes().all(|byte| byte.is_ascii_digit()));
    let parts = |path: &'_ str| -> HashSet<String> {
        path.split('/').filter(|part| !part.is_empty() && !part.starts_with('{')).map(str::to_ascii_lowercase).collect()
    };
    let is_near = !parts(&old.path).is_disjoint(&parts(&new.path));
    if is_numbered { old.verb == new.verb && is_near } else { old.verb == new.verb || is_near }
}

/// Pairs operations of which at least two have got, lost or changed the same beginning of the path, if all that began
/// with it did.
fn by_prefix<'k, 'a>(old: &[&'k Keyed<'a>], new: &[&'k Keyed<'a>]) -> Vec<(&'k Keyed<'a>, &'k Keyed<'a>)> {
    /// The path after its first parts, and what is before.
    fn splits(key: &str) -> impl Iterator<Item = (String, String)> {
        let (verb, path) = key.split_once(' ').unwrap_or(("", key));
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        let literal = parts.iter().take_while(|part| !part.contains('{')).count();
        let most = literal.min(parts.len().saturating_sub(1)).min(3);
        let splits: Vec<(String, String)> = (0..=most)
            .map(|count| {
                let (before, after) = parts.split_at(count.min(parts.len()));
                (before.join("/"), format!("{verb} {}", after.join("/")))
            })
            .filter(|(_, rest)| rest.split('/').any(|part| !part.contains('{')))
            .collect();
        splits.into_iter()
    }
    let mut by_rest: HashMap<String, Vec<(String, &'k Keyed<'a>)>> = HashMap::new();
    for one in new {
        for (prefix, rest) in splits(&one.0) {
            by_rest.entry(rest).or_default().push((prefix, one));
        }
    }
    let mut prefixes: BTreeMap<(String, String), Vec<(&'k Keyed<'a>, &'k Keyed<'a>)>> = BTreeMap::new();
    for one in old {
        for (prefix, rest) in splits(&one.0) {
            for (other, new) in by_rest.get(&rest).into_iter().flatten().filter(|(other, _)| *other != prefix) {
                prefixes.entry((prefix.clone(), other.clone())).or_default().push((one, new));
            }
        }
    }
    // The most frequent change first; of equal ones, the shortest prefix.
    let mut prefixes: Vec<_> = prefixes.into_iter().collect();
    prefixes.sort_by(|((prefix, to), pairs), ((other, other_to), others)| {
        (others.len(), prefix.len() + to.len()).cmp(&(pairs.len(), other.len() + other_to.len()))
    });
    let mut taken: HashSet<&str> = HashSet::new();
    let mut found = Vec::new();
    for ((prefix, to), pairs) in prefixes {
        let free: Vec<_> = pairs
            .iter()
            .filter(|(old, new)| !taken.contains(old.0.as_str()) && !taken.contains(new.0.as_str()))
            .collect();
        let begins = |key: &str| key.split_once(" /").is_some_and(|(_, path)| is_below(path, &prefix));
        let all = old.iter().filter(|(key, _)| begins(key) && !taken.contains(key.as_str())).count();
        // `/cats/list` and `/dogs/list` have nothing in common, however many methods they have.
        let has_paths = prefix.is_empty() || to.is_empty() || {
            let path = |key: &'k str| key.split_once(' ').map_or(key, |(_, path)| path);
            free.iter().map(|(old, _)| path(&old.0)).collect::<HashSet<_>>().len() > 1
        };
        if free.len() < 2 || free.len() * 5 < all * 4 || !has_paths {
            continue;
        }
        for (old, new) in free {
            taken.insert(&old.0);
            taken.insert(&new.0);
            found.push((*old, *new));
        }
    }
    found
}

fn is_below(path: &str, prefix: &str) -> bool {
    prefix.is_empty() || path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/'))
}

/// The path of the request: that of the server and that of the operation, without the names of variables.
fn address(operation: &Operation, side: &Side<'_>) -> String {
    let server = &side.api.default_server;
    let base = match &operation.server {
        Some(own) => path_of(&own.template),
        None => server.path().or_else(|| server.address().map(path_of)).unwrap_or_default(),
    };
    let path = operation_keys([("", operation.path.as_str())].into_iter()).into_iter().next().unwrap_or_default();
    format!("{}{}", base.trim_end_matches('/'), path.trim_start())
}

/// `/v1` of `https://pets.example/v1`.
fn path_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    match (address.starts_with('/'), rest.find('/')) {
        (true, _) => address,
        (false, Some(start)) => rest.get(start..).unwrap_or_default(),
        (false, None) => "",
    }
}

/// The operations with their keys, in the order of the document.
fn keyed<'a>(side: &Side<'a>) -> Vec<Keyed<'a>> {
    let operations = &side.api.operations;
    let keys = operation_keys(operations.iter().map(|one| (one.verb.as_str(), one.path.as_str())));
    keys.into_iter().zip(operations).collect()
}
