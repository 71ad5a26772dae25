//! Compares the items of two clients.

use std::collections::HashMap;

use super::item::{Item, Kind, Subject, last};

/// One difference.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    /// The path of the item: `types::Pet::name`.
    pub(crate) item: String,
    /// What it is; if that has changed, what it was.
    pub(crate) kind: Kind,
    /// The signature in the old client; `None` if the item is new.
    pub(crate) old: Option<String>,
    /// The signature in the new client; `None` if the item is gone.
    pub(crate) new: Option<String>,
    /// Whether code that uses the old client may not compile.
    pub(crate) breaks: bool,
    /// The parts that differ, by their paths: an argument of a constructor is a field.
    pub(crate) parts: Vec<String>,
    /// What the item was made from in the old document.
    pub(crate) of_old: Option<Subject>,
    /// What it was made from in the new document.
    pub(crate) of_new: Option<Subject>,
    /// Whether the item is gone, new, or of another kind, and with it everything in it.
    pub(crate) is_whole: bool,
    /// Whether requests or responses contain the type now, or no longer.
    pub(crate) is_of_usage: bool,
}

/// Items can have the same path if they are of different groups: a field and a function.
type Key<'a> = (u8, &'a str);

fn key(item: &Item) -> Key<'_> {
    let group = match item.kind {
        Kind::Struct | Kind::Enum | Kind::Alias => 0,
        Kind::Function => 1,
        Kind::Field => 2,
        Kind::Variant => 3,
        Kind::Export => 4,
    };
    (group, &item.path)
}

/// The differences in the order of the old items, then the new ones.
pub(super) fn compare(old: &[Item], new: &[Item]) -> Vec<Difference> {
    let of_old: HashMap<Key<'_>, &Item> = old.iter().map(|item| (key(item), item)).collect();
    let of_new: HashMap<Key<'_>, &Item> = new.iter().map(|item| (key(item), item)).collect();
    let sources: HashMap<&str, &Item> =
        new.iter().filter(|item| item.kind.is_type()).map(|item| (last(&item.path), item)).collect();
    let mut found = Vec::new();
    for item in old {
        match of_new.get(&key(item)) {
            None => found.push(Difference {
                old: Some(declaration(item)),
                breaks: true,
                parts: item.parts.iter().map(|(path, _)| path.clone()).collect(),
                of_old: Some(item.subject),
                is_whole: item.kind.is_type(),
                ..Difference::of(item)
            }),
            Some(new) => {
                let mut changed = changed(item, new);
                if let Some(changed) = &mut changed
                    && (accepts_the_same(item, new, &sources) || is_renamed(item, new))
                {
                    changed.breaks = false;
                }
                found.extend(changed.into_iter().chain(traits(item, new)));
            }
        }
    }
    for item in new.iter().filter(|item| !of_old.contains_key(&key(item))) {
        let has_owner = item.path.rsplit_once("::").is_some_and(|(owner, _)| of_old.contains_key(&(0, owner)));
        found.push(Difference {
            new: Some(declaration(item)),
            // A literal, and a pattern without `..`, name all fields.
            breaks: item.kind == Kind::Field && has_owner && !was_non_exhaustive(item, &of_old),
            parts: item.parts.iter().map(|(path, _)| path.clone()).collect(),
            of_new: Some(item.subject),
            is_whole: item.kind.is_type(),
            ..Difference::of(item)
        });
    }
    found
}

/// Whether a function takes what it took: a body in a second media type is an `impl Into` of both. `sources` are the
/// types of the new client.
fn accepts_the_same(old: &Item, new: &Item, sources: &HashMap<&str, &Item>) -> bool {
    let result = |item: &Item| item.meaning().rsplit_once(" -> ").map(|(_, result)| result.to_owned());
    let accepts = |(one, other): (&(String, String), &(String, String))| {
        let ((path, before), (new_path, after)) = (one, other);
        let into = after.strip_prefix("impl Into<").and_then(|rest| rest.strip_suffix('>'));
        let before = before.strip_prefix("impl Into<").and_then(|rest| rest.strip_suffix('>')).unwrap_or(before);
        let from = format!("From<{before}>");
        let is_source = |into: &str| {
            into == before || sources.get(into).is_some_and(|item| item.traits.iter().any(|one| one.name == from))
        };
        path == new_path && (one.1 == *after || into.is_some_and(is_source))
    };
    old.kind == Kind::Function
        && new.kind == Kind::Function
        && old.parts.len() == new.parts.len()
        && !old.parts.is_empty()
        && old.parts != new.parts
        && result(old) == result(new)
        && old.parts.iter().zip(&new.parts).all(accepts)
}

/// Whether only arguments have another name, which callers do not write. One that is in another position has another
/// meaning.
fn is_renamed(old: &Item, new: &Item) -> bool {
    let result = |item: &Item| item.meaning().rsplit_once(" -> ").map(|(_, result)| result.to_owned());
    let position = |parts: &[(String, String)], path: &str| parts.iter().position(|(other, _)| other == path);
    let stays =
        |(index, (path, _)): (usize, &(String, String))| position(&new.parts, path).is_none_or(|other| other == index);
    let types = |parts: &[(String, String)]| -> Vec<String> { parts.iter().map(|(_, ty)| ty.clone()).collect() };
    let takes_itself = |item: &Item| item.signature.contains("(&self");
    takes_itself(old)
        && takes_itself(new)
        && result(old) == result(new)
        && types(&old.parts) == types(&new.parts)
        && old.parts.iter().enumerate().all(stays)
}

/// Whether the struct of a new field could not be constructed by callers.
fn was_non_exhaustive(field: &Item, of_old: &HashMap<Key<'_>, &Item>) -> bool {
    let owner = field.path.rsplit_once("::").and_then(|(owner, _)| of_old.get(&(0, owner)));
    owner.is_some_and(|owner| owner.kind != Kind::Struct || owner.non_exhaustive)
}

impl Difference {
    fn of(item: &Item) -> Self {
        Self {
            item: item.path.clone(),
            kind: item.kind,
            old: None,
            new: None,
            breaks: false,
            parts: Vec::new(),
            of_old: None,
            of_new: None,
            is_whole: false,
            is_of_usage: false,
        }
    }
}

/// The signature with its attribute.
fn declaration(item: &Item) -> String {
    match item.kind {
        Kind::Struct if item.non_exhaustive => format!("#[non_exhaustive] {}", item.signature),
        _ => item.signature.clone(),
    }
}

/// Another signature.
fn changed(old: &Item, new: &Item) -> Option<Difference> {
    let is_other_kind = old.kind != new.kind;
    let exhaustive = |item: &Item| item.kind != Kind::Struct || !item.non_exhaustive;
    if old.meaning() == new.meaning() && exhaustive(old) == exhaustive(new) {
        return None;
    }
    let is_same_text = old.signature == new.signature && exhaustive(old) == exhaustive(new);
    let shown = |item: &Item| if is_same_text { item.meaning().to_owned() } else { declaration(item) };
    let differs = |of: &Item, other: &Item| -> Vec<String> {
        let parts = of.parts.iter().filter(|part| !other.parts.contains(part));
        parts.map(|(path, _)| path.clone()).collect()
    };
    let mut parts = differs(old, new);
    for path in differs(new, old) {
        if !parts.contains(&path) {
            parts.push(path);
        }
    }
    Some(Difference {
        old: Some(shown(old)),
        new: Some(shown(new)),
        // What callers can construct and match now is no reason to fail.
        breaks: old.meaning() != new.meaning() || exhaustive(old),
        parts,
        of_old: Some(old.subject),
        of_new: Some(new.subject),
        is_whole: is_other_kind,
        ..Difference::of(old)
    })
}

/// Traits that only one of the two implements.
fn traits(old: &Item, new: &Item) -> Option<Difference> {
    let only = |of: &Item, other: &Item| -> Vec<(String, Option<String>)> {
        let has = |name: &str| other.traits.iter().any(|one| one.name == name);
        of.traits.iter().filter(|one| !has(&one.name)).map(|one| (one.name.clone(), one.of.clone())).collect()
    };
    let (lost, gained) = (only(old, new), only(new, old));
    if lost.is_empty() && gained.is_empty() {
        return None;
    }
    let text = |names: &[(String, Option<String>)]| {
        let names: Vec<String> = names.iter().map(|(name, _)| format!("impl {name} for {}", last(&old.path))).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let mut parts: Vec<String> = lost.iter().chain(&gained).filter_map(|(_, of)| of.clone()).collect();
    parts.extend(old.parts.iter().chain(&new.parts).map(|(path, _)| path.clone()));
    parts.sort();
    parts.dedup();
    Some(Difference {
        old: text(&lost),
        new: text(&gained),
        breaks: !lost.is_empty(),
        parts,
        of_old: Some(old.subject),
        of_new: Some(new.subject),
        ..Difference::of(old)
    })
}
