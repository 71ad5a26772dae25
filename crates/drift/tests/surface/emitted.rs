//! The items in `client.json`, as a caller sees them.

use std::collections::BTreeSet;

use serde_json::Value;

/// An item with everything that breaks code if it changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Item {
    pub(crate) path: String,
    kind: String,
    signature: String,
    non_exhaustive: bool,
    traits: BTreeSet<String>,
}

impl Item {
    /// Whether code that uses `old` compiles with it.
    pub(crate) fn offers(&self, old: &Self) -> bool {
        self.kind == old.kind
            && takes(&self.signature, &old.signature)
            && (!self.non_exhaustive || old.non_exhaustive)
            && self.traits.is_superset(&old.traits)
    }
}

/// Whether a function takes what `old` took. Callers do not write the names of arguments. Where there is an `impl Into`
/// now, they can still pass the first type of several.
fn takes(new: &str, old: &str) -> bool {
    let split = |signature: &str| -> Option<(String, Vec<String>)> {
        let (start, arguments) = signature.split_once("self, ")?;
        let types = arguments.split(", ").map(|one| one.split_once(": ").map_or(one, |(_, ty)| ty).to_owned());
        Some((start.to_owned(), types.collect()))
    };
    match (split(new), split(old)) {
        (Some((start, new)), Some((before, old))) => {
            start == before
                && new.len() == old.len()
                && new.iter().zip(&old).all(|(new, old)| new == old || new.starts_with("impl Into<"))
        }
        _ => new == old,
    }
}

/// `items` with what the other names of types in their signatures mean.
pub(crate) fn resolved(items: &BTreeSet<Item>) -> BTreeSet<Item> {
    let aliases: Vec<(String, String)> = items
        .iter()
        .filter(|item| item.kind == "Alias" && item.path.starts_with("types::"))
        .filter_map(|item| item.signature.strip_prefix("pub type ")?.split_once(" = "))
        .map(|(name, target)| (name.to_owned(), target.to_owned()))
        .collect();
    let replaced = |text: &str| {
        let mut text = text.to_owned();
        // An alias of an alias of an alias.
        for (name, target) in aliases.iter().cycle().take(aliases.len() * 3) {
            let parts: Vec<String> = text
                .split_inclusive(|sign: char| !sign.is_alphanumeric() && sign != '_')
                .map(|part| {
                    let word = part.trim_end_matches(|sign: char| !sign.is_alphanumeric() && sign != '_');
                    if word == name { part.replacen(name.as_str(), target, 1) } else { part.to_owned() }
                })
                .collect();
            text = parts.concat();
        }
        text
    };
    let resolve = |item: &Item| {
        let separator = match item.kind.as_str() {
            "Field" => ": ",
            "Variant" | "Function" => "(",
            _ => return item.clone(),
        };
        let Some((start, rest)) = item.signature.split_once(separator) else { return item.clone() };
        Item { signature: format!("{start}{separator}{}", replaced(rest)), ..item.clone() }
    };
    items.iter().map(resolve).collect()
}

/// An item of the comparison.
pub(crate) fn compared(item: &moored_drift::Item) -> Item {
    let is_type = matches!(item.kind, moored_drift::Kind::Struct | moored_drift::Kind::Enum);
    Item {
        path: item.path.clone(),
        kind: format!("{:?}", item.kind),
        signature: item.signature.clone(),
        non_exhaustive: is_type && item.non_exhaustive,
        traits: item.traits.iter().map(|one| one.name.clone()).collect(),
    }
}

/// All items in `client.json`.
pub(crate) fn items_of(client: &Value) -> BTreeSet<Item> {
    let mut found = BTreeSet::new();
    for item in client["items"].as_array().unwrap() {
        let text = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
        let path = match text("module").as_str() {
            "" => text("name"),
            module => format!("{module}::{}", text("name")),
        };
        let mut add = |path: String, kind: &str, signature: String| {
            found.insert(Item {
                path,
                kind: kind.to_owned(),
                signature,
                non_exhaustive: false,
                traits: BTreeSet::new(),
            });
        };
        match text("kind").as_str() {
            "function" => add(path.clone(), "Function", short(&text("signature"))),
            "type" => add(path.clone(), "Alias", short(&text("signature"))),
            kind @ ("struct" | "enum") => {
                let traits = item["traits"].as_array().into_iter().flatten();
                found.insert(Item {
                    path: path.clone(),
                    kind: if kind == "struct" { "Struct" } else { "Enum" }.to_owned(),
                    signature: short(&text("signature")),
                    non_exhaustive: item["non_exhaustive"] == true,
                    traits: traits.map(|name| short(name.as_str().unwrap())).collect(),
                });
            }
            _ => {}
        }
        let members = |key: &str| item[key].as_object().into_iter().flatten();
        let mut add = |name: &str, kind: &str, signature: String| {
            found.insert(Item {
                path: format!("{path}::{name}"),
                kind: kind.to_owned(),
                signature,
                non_exhaustive: false,
                traits: BTreeSet::new(),
            });
        };
        for (name, ty) in members("fields") {
            add(name, "Field", format!("pub {name}: {}", short(ty.as_str().unwrap())));
        }
        for (name, signature) in members("variants") {
            add(name, "Variant", short(signature.as_str().unwrap()));
        }
        for (name, signature) in members("functions") {
            add(name, "Function", short(signature.as_str().unwrap()));
        }
    }
    found
}

/// A signature with names without their modules, and with `async` instead of the future.
fn short(signature: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut name = String::new();
    let mut signs = signature.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign.is_alphanumeric() || sign == '_' {
            name.push(sign);
        } else if sign == ':' && signs.peek() == Some(&':') {
            signs.next();
            name.clear();
        } else {
            parts.push(std::mem::take(&mut name));
            parts.push(sign.to_string());
        }
    }
    parts.push(name);
    let text = parts.concat().replace("mut self", "self");
    match text.split_once("impl Future<Output = ") {
        Some((start, result)) => {
            format!("{}{}", start.replace("pub fn", "pub async fn"), result.trim_end_matches("> + Send").to_owned())
        }
        None => text,
    }
}
