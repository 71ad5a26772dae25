//! Other names of types. A field of the type `Id` did not change if `Id` is new and another name of what it was before.

use std::collections::HashMap;

use super::item::{Item, Kind};

/// Adds to the items what their signatures mean without other names.
pub(super) fn resolve(items: &mut [Item]) {
    let of_alias = |item: &Item| {
        let (name, target) = item.signature.strip_prefix("pub type ")?.split_once(" = ")?;
        (item.kind == Kind::Alias && item.path.starts_with("types::")).then(|| (name.to_owned(), target.to_owned()))
    };
    let mut aliases: HashMap<String, String> = items.iter().filter_map(of_alias).collect();
    if aliases.is_empty() {
        return;
    }
    // An alias of an alias; the model has no cycles of them.
    for _ in 0..aliases.len() {
        let resolved: HashMap<String, String> =
            aliases.iter().filter_map(|(name, target)| Some((name.clone(), replaced(target, &aliases)?))).collect();
        if resolved.is_empty() {
            break;
        }
        aliases.extend(resolved);
    }
    for item in items.iter_mut() {
        let (start, rest) = match item.kind {
            Kind::Field => item.signature.split_at(item.signature.find(": ").unwrap_or_default()),
            Kind::Variant | Kind::Function => {
                item.signature.split_at(item.signature.find('(').unwrap_or(item.signature.len()))
            }
            Kind::Alias => item.signature.split_at(item.signature.find(" = ").unwrap_or_default()),
            Kind::Struct | Kind::Enum | Kind::Export => ("", ""),
        };
        let Some(resolved) = replaced(rest, &aliases).map(|rest| format!("{start}{rest}")) else { continue };
        // Which names, so that a change of one is the cause of the difference.
        let names = rest.split(|sign: char| !is_name(sign)).filter_map(|name| aliases.get_key_value(name));
        let named: Vec<(String, String)> =
            names.map(|(name, target)| (format!("types::{name}"), target.clone())).collect();
        item.resolved = Some(resolved);
        for (_, ty) in &mut item.parts {
            if let Some(resolved) = replaced(ty, &aliases) {
                *ty = resolved;
            }
        }
        item.parts.extend(named);
    }
    for item in items.iter_mut().filter(|item| !item.traits.is_empty()) {
        for one in &mut item.traits {
            if let Some(resolved) = replaced(&one.name, &aliases) {
                one.name = resolved;
            }
        }
    }
}

/// `text` with what the names in it are names of; `None` if there is none of them.
fn replaced(text: &str, aliases: &HashMap<String, String>) -> Option<String> {
    let mut found = String::new();
    let mut is_replaced = false;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|sign: char| !is_name(sign)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        match aliases.get(name) {
            Some(target) => {
                is_replaced = true;
                found.push_str(target);
            }
            None => found.push_str(name),
        }
        let next = after.find(is_name).unwrap_or(after.len());
        let (between, after) = after.split_at(next);
        found.push_str(between);
        rest = after;
    }
    is_replaced.then_some(found)
}

fn is_name(sign: char) -> bool {
    sign.is_alphanumeric() || sign == '_'
}
