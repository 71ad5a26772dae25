//! Changing one node of a document.

use serde_json::{Value, json};

/// Sets the node at `pointer`. An index after the end of a list appends; parents that do not exist become objects.
#[track_caller]
pub(crate) fn put(document: &mut Value, pointer: &str, value: Value) {
    let keys: Vec<String> = pointer.split('/').skip(1).map(|key| key.replace("~1", "/").replace("~0", "~")).collect();
    let (last, parents) = keys.split_last().expect("a pointer to a member or an item");
    let mut parent = document;
    for key in parents {
        parent = match parent {
            Value::Array(items) => &mut items[key.parse::<usize>().expect("an index")],
            Value::Object(members) => members.entry(key.clone()).or_insert_with(|| json!({})),
            other => panic!("{pointer}: {other} has no members"),
        };
    }
    match parent {
        Value::Object(members) => {
            members.insert(last.clone(), value);
        }
        Value::Array(items) => match items.get_mut(last.parse::<usize>().expect("an index")) {
            Some(item) => *item = value,
            None => items.push(value),
        },
        other => panic!("{pointer}: {other} has no members"),
    }
}
