//! Documents of this repository with random insertions, and in another order: what stays keeps its names.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::{Map, Value, json};

use super::{client::Client, run};
use crate::mutations::{Random, seeds};

/// How many next versions each document gets.
const VERSIONS: u64 = 2;

#[test]
fn what_stays_keeps_its_names_in_random_versions() {
    let (mut compared, mut reported, mut renamed_without, mut failures) = (0, 0, 0, String::new());
    for (path, before) in documents() {
        let first = run(&before.to_string(), None);
        let Some(names) = first.outcome.names.as_deref() else { continue };
        let expected = Client::of(&first).all(&|pointer| Some(pointer.to_owned()));
        let of_first = sets(expected.clone());
        let types: Vec<&str> =
            expected.iter().filter(|(key, _)| key.starts_with("type ")).map(|(_, name)| name.as_str()).collect();
        for seed in 0..VERSIONS {
            let mut version = Version { random: Random(seed), inserted: 0, types: &types };
            let after = version.change(&before, &mut Vec::new()).to_string();
            let moved = |pointer: &str| before_insertion(pointer, &after_value(&after));
            for (names, is_kept) in [(Some(names), true), (None, false)] {
                let next = run(&after, names);
                if next.outcome.files.is_none() {
                    continue;
                }
                let found = sets(Client::of(&next).all(&moved));
                for (key, name) in &expected {
                    // Several types can be made of one schema.
                    let Some([_]) = of_first.get(key).map(Vec::as_slice) else { continue };
                    let Some(names) = found.get(key) else { continue };
                    let is_same = names.contains(name);
                    compared += usize::from(is_kept);
                    renamed_without += usize::from(!is_kept && !is_same);
                    // Types that were one type have two names, once their schemas differ.
                    let is_reported =
                        || next.messages().iter().any(|message| message.contains(&format!("was called `{name}`")));
                    if is_kept && !is_same && is_reported() {
                        reported += 1;
                    } else if is_kept && !is_same {
                        failures += &format!("{path}, version {seed}: {key} was {name} and is one of {names:?}\n");
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
    assert!(reported < compared / 200, "{reported} of {compared} could not be kept");
    assert!(compared > 1_000, "{compared} names were compared");
    assert!(renamed_without > 50, "without names.lock, {renamed_without} names change");
}

fn sets(names: Vec<(String, String)>) -> BTreeMap<String, Vec<String>> {
    let mut sets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, name) in names {
        sets.entry(key).or_default().push(name);
    }
    sets
}

fn after_value(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The documents of the corpus and of the cases of passes.
fn documents() -> Vec<(String, Value)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus"));
    let mut open = vec![root.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "yaml") {
                let text = fs::read_to_string(&path).unwrap_or_default();
                let value: Option<Value> = serde_yaml::from_str(&text).ok();
                found.extend(value.filter(Value::is_object).map(|value| (path.display().to_string(), value)));
            }
        }
    }
    // What is lowered in part already has marks of passes.
    let cases = seeds::documents(concat!(env!("CARGO_MANIFEST_DIR"), "/../model/tests/cases"));
    let cases = cases.into_iter().filter(|document| !document.to_string().contains("x-moored"));
    found.extend(cases.zip(1..).map(|(document, number)| (format!("case {number}"), document)));
    found.sort_by(|one, other| one.0.cmp(&other.0));
    assert!(found.len() > 20, "{} documents", found.len());
    found
}

/// What is inserted has this description, by which it is recognized.
const MARK: &str = "inserted";

/// Makes the next version of a document.
struct Version<'a> {
    random: Random,
    inserted: usize,
    /// The types of the client, whose names new schemas get.
    types: &'a [&'a str],
}

impl Version<'_> {
    /// `value`, which stands at `keys`, with its members in another order and with insertions.
    fn change(&mut self, value: &Value, keys: &mut Vec<String>) -> Value {
        match value {
            Value::Object(members) => {
                let mut list: Vec<(&String, &Value)> = members.iter().collect();
                let is_map = is_map(keys);
                if is_map {
                    for at in (1..list.len()).rev() {
                        list.swap(at, self.random.below(at + 1));
                    }
                }
                let mut changed = Map::new();
                let new = if is_map { self.insertions(members, keys) } else { Vec::new() };
                changed.extend(new);
                for (key, value) in list {
                    keys.push(key.clone());
                    let value = self.change(value, keys);
                    keys.pop();
                    changed.insert(key.clone(), value);
                }
                Value::Object(changed)
            }
            Value::Array(items) => {
                let mut changed: Vec<Value> = Vec::new();
                let is_choice = keys.last().is_some_and(|key| key == "oneOf" || key == "anyOf");
                if is_choice && self.random.below(2) == 0 {
                    let name = self.name();
                    changed.push(
                        json!({ "type": "object", "description": MARK, "properties": { name: { "type": "string" } } }),
                    );
                }
                for (index, item) in items.iter().enumerate() {
                    keys.push(index.to_string());
                    changed.push(self.change(item, keys));
                    keys.pop();
                }
                Value::Array(changed)
            }
            other => other.clone(),
        }
    }

    fn name(&mut self) -> String {
        self.inserted += 1;
        format!("new{}", self.inserted)
    }

    /// New members of the map at `keys`, some of which would take the names of others.
    fn insertions(&mut self, members: &Map<String, Value>, keys: &[String]) -> Vec<(String, Value)> {
        // What is a variant is found by its properties, if it has nothing else.
        if keys.iter().any(|key| key == "oneOf" || key == "anyOf") {
            return Vec::new();
        }
        let mut candidates: Vec<String> = Vec::new();
        for key in members.keys() {
            candidates.push(match self.random.below(4) {
                0 => key.to_uppercase(),
                1 => key.to_lowercase(),
                2 => key.replace('_', "-"),
                _ => self.name(),
            });
        }
        if keys.first().is_some_and(|key| key == "components") {
            candidates.extend(self.types.iter().map(|name| (*name).to_owned()));
        }
        candidates.retain(|candidate| self.random.below(3) == 0 && !members.contains_key(candidate));
        let inserted = |name: String| {
            let properties = json!({ name.clone(): { "type": "string" } });
            (name, json!({ "type": "object", "description": MARK, "properties": properties }))
        };
        candidates.into_iter().map(inserted).collect()
    }
}

/// Whether the members of the object at `keys` are properties or schemas.
fn is_map(keys: &[String]) -> bool {
    match keys {
        [components, schemas] => components == "components" && schemas == "schemas",
        [.., last] => last == "properties",
        [] => false,
    }
}

/// The pointer that what is at `pointer` of `after` had before; `None` if it was inserted.
fn before_insertion(pointer: &str, after: &Value) -> Option<String> {
    let (mut node, mut before) = (after, String::new());
    for key in pointer.split('/').skip(1) {
        let mut written = key.to_owned();
        let name = key.replace("~1", "/").replace("~0", "~");
        node = match node {
            Value::Array(items) => {
                let index: usize = name.parse().ok()?;
                let first = items.first().is_some_and(|first| first["description"] == MARK);
                if first {
                    written = index.checked_sub(1)?.to_string();
                }
                items.get(index)?
            }
            other => other.get(&name)?,
        };
        if node["description"] == MARK {
            return None;
        }
        before += &format!("/{written}");
    }
    Some(before)
}
