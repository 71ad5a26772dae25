//! What a client has, according to its `client.json`.

use std::collections::{HashMap, HashSet};

use anyhow::Context as _;
use moored_model::pins::operation_keys;
use serde_json::Value;

/// A client.
pub(super) struct Client {
    pub(super) operations: Vec<Operation>,
    /// The paths of all public items, with fields, variants and functions: `types::Pet::name`.
    pub(super) items: HashSet<String>,
    /// The types that each type contains.
    contained: HashMap<String, HashSet<String>>,
}

/// An operation.
pub(super) struct Operation {
    /// As `names.lock` writes it.
    pub(super) key: String,
    pub(super) method: String,
    /// The module and the handle of its group.
    pub(super) group: Option<(String, String)>,
    pub(super) call: String,
    /// The types that it contains directly.
    pub(super) types: HashSet<String>,
}

impl Client {
    /// # Errors
    /// Returns an error if `text` is no JSON.
    pub(super) fn parse(text: &str) -> anyhow::Result<Self> {
        let client: Value = serde_json::from_str(text).context("client.json is not valid")?;
        let handles: HashMap<String, String> =
            list(&client, "groups").map(|group| (string(group, "module"), string(group, "handle"))).collect();
        let parts: Vec<(String, String)> =
            list(&client, "operations").map(|one| (string(one, "verb"), string(one, "path"))).collect();
        let keys = operation_keys(parts.iter().map(|(verb, path)| (verb.as_str(), path.as_str())));
        let operations = list(&client, "operations").zip(keys).map(|(operation, key)| {
            let group = operation.get("group").and_then(Value::as_str);
            Operation {
                key,
                method: string(operation, "method"),
                group: group.map(|group| (group.to_owned(), handles.get(group).cloned().unwrap_or_default())),
                call: string(operation, "call"),
                types: named(operation),
            }
        });
        let mut items = HashSet::new();
        for item in list(&client, "items") {
            let module = string(item, "module");
            let path =
                if module.is_empty() { string(item, "name") } else { format!("{module}::{}", string(item, "name")) };
            for members in ["fields", "variants", "functions"] {
                let members = item.get(members).and_then(Value::as_object).into_iter().flatten();
                items.extend(members.map(|(member, _)| format!("{path}::{member}")));
            }
            items.insert(path);
        }
        let contained = list(&client, "types").map(|ty| (string(ty, "name"), named(ty))).collect();
        Ok(Self { operations: operations.collect(), items, contained })
    }

    /// `types` and all types within them.
    pub(super) fn reached<'a>(&'a self, types: impl Iterator<Item = &'a String>) -> HashSet<String> {
        let mut queue: Vec<&String> = types.collect();
        let mut reached = HashSet::new();
        while let Some(ty) = queue.pop() {
            if reached.insert(ty.clone()) {
                queue.extend(self.contained.get(ty).into_iter().flatten());
            }
        }
        reached
    }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn string(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The types that `value` refers to: `{"named":"Pet"}`.
fn named(value: &Value) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut queue = vec![value];
    while let Some(value) = queue.pop() {
        match value {
            Value::Object(members) => {
                found.extend(members.get("named").and_then(Value::as_str).map(str::to_owned));
                queue.extend(members.values());
            }
            Value::Array(items) => queue.extend(items),
            _ => {}
        }
    }
    found
}
