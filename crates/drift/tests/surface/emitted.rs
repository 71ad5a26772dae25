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
        (&self.kind, unnamed(&self.signature)) == (&old.kind, unnamed(&old.signature))
            && (!self.non_exhaustive || old.non_exhaustive)
            && self.traits.is_superset(&old.traits)
    }
}

/// The signature of a method without the names of its arguments, which callers do not write.
fn unnamed(signature: &str) -> String {
    let Some((start, arguments)) = signature.split_once("(&self, ") else { return signature.to_owned() };
    let arguments = arguments.split(", ").map(|one| one.split_once(": ").map_or(one, |(_, ty)| ty));
    format!("{start}(&self, {}", arguments.collect::<Vec<_>>().join(", "))
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
