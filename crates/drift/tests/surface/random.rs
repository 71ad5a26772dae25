//! Random next versions of documents.

use serde_json::{Map, Value, json};

/// Numbers that look random and are the same in each run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// `document` with one change in about each twelfth schema, parameter and response.
pub(crate) fn changed(document: &Value, seed: u64) -> Value {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut changed = document.clone();
    for _ in 0..8 {
        random.below(2);
    }
    for key in ["paths", "components", "definitions", "webhooks"] {
        if let Some(part) = changed.get_mut(key) {
            change(part, key, &mut random);
        }
    }
    changed
}

fn change(value: &mut Value, key: &str, random: &mut Random) {
    match value {
        Value::Object(members) => {
            match key {
                "properties" => properties(members, random),
                "responses" if random.below(12) == 0 && members.len() > 1 => {
                    remove_last(members);
                }
                _ if members.get("type").is_some() => schema(members, random),
                _ if members.get("in").is_some_and(|location| location != "path") && random.below(12) == 0 => {
                    let required = members.get("required") != Some(&json!(true));
                    members.insert("required".to_owned(), json!(required));
                }
                _ => {}
            }
            for (key, value) in members.iter_mut().filter(|(key, _)| !key.starts_with("example")) {
                change(value, key, random);
            }
        }
        Value::Array(items) => {
            match key {
                "enum" | "required" | "oneOf" | "anyOf" | "parameters" if items.len() > 1 && random.below(12) == 0 => {
                    items.pop();
                }
                _ => {}
            }
            items.iter_mut().for_each(|item| change(item, "", random));
        }
        _ => {}
    }
}

fn remove_last(members: &mut Map<String, Value>) {
    if let Some(key) = members.keys().next_back().cloned() {
        members.remove(&key);
    }
}

fn properties(members: &mut Map<String, Value>, random: &mut Random) {
    match random.below(12) {
        0 => {
            members.insert("added_later".to_owned(), json!({ "type": "string" }));
        }
        1 if members.len() > 1 => {
            remove_last(members);
        }
        _ => {}
    }
}

fn schema(members: &mut Map<String, Value>, random: &mut Random) {
    match (members.get("type").and_then(Value::as_str), random.below(16)) {
        (Some("string"), 0) if members.get("enum").is_none() => {
            members.insert("type".to_owned(), json!("integer"));
            members.remove("format");
        }
        (Some("integer"), 0) if members.get("enum").is_none() => {
            members.insert("type".to_owned(), json!("string"));
            members.remove("format");
        }
        (Some("object"), 0) => {
            members.insert("additionalProperties".to_owned(), json!({ "type": "integer" }));
        }
        (Some(_), 1) => {
            members.insert("nullable".to_owned(), json!(true));
        }
        (Some("string"), 2) => {
            members.insert("enum".to_owned(), json!(["one", "two"]));
        }
        _ => {}
    }
}
