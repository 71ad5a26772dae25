//! Components that are other names of types.

use std::collections::BTreeMap;

use moored_runtime::{Base64, Base64Url, DateTime};
use serde_json::json;

use crate::aliases::types::*;

fn read(json: &serde_json::Value) -> Everything {
    let decoded: Everything = serde_json::from_value(json.clone()).unwrap_or_else(|error| panic!("{json}: {error}"));
    assert_eq!(serde_json::to_value(&decoded).expect("it encodes"), *json);
    decoded
}

#[test]
fn an_alias_is_the_type_that_it_is_a_name_of() {
    let id: Id = "ab".to_owned();
    let names: OtherNames = vec![id];
    let scores: Scores = BTreeMap::from([("a".to_owned(), names)]);
    let created: Created = DateTime::from(std::time::SystemTime::UNIX_EPOCH);
    let node: NodeAlias = Node::default();
    let nodes: Nodes = vec![node];
    assert_eq!((scores.len(), created.as_str(), nodes.len()), (1, "1970-01-01T00:00:00Z", 1));
}

#[test]
fn aliases_that_contain_themselves_are_types() {
    let tree: Tree = serde_json::from_value(json!([[], [[]]])).expect("a tree");
    assert_eq!((tree.len(), tree[1][0].len()), (2, 0));
    let folder: Folder = serde_json::from_value(json!({ "a": { "b": {} } })).expect("a folder");
    assert!(folder["a"]["b"].is_empty());
    assert_eq!(serde_json::to_value(folder).expect("it encodes"), json!({ "a": { "b": {} } }));
}

#[test]
fn a_union_has_one_variant_for_each_type() {
    assert_eq!(Contact::from("ab".to_owned()), Contact::String("ab".to_owned()));
    assert_eq!(serde_json::from_value::<Contact>(json!(7)).expect("a contact"), Contact::from(7));
    assert_eq!(Lists::from(vec!["a".to_owned()]), serde_json::from_value(json!(["a"])).expect("a list"));
}

#[test]
fn members_of_every_kind_come_back_as_they_were() {
    let whole = json!({
        "id": "a", "names": ["x"], "scores": { "a": ["b"] }, "created": "2022-04-06 11:29:37",
        "node": { "next": { "next": {}, "others": [{}] } }, "tree": [[]], "folder": { "a": {} }, "contact": "x@y",
        "lists": [], "photo": "aGVs\nbG8", "key": "-_8=", "maybe": null, "statuses": ["open", "new"],
    });
    let read = read(&whole);
    assert_eq!(read.photo, Base64::from(b"hello"));
    assert_eq!(read.maybe, None);
    assert_eq!(read.key.as_ref(), Some(&Base64Url::from(&[0xfb, 0xff])));
    assert_eq!(read.statuses.as_ref().map(|all| all[0].as_str()), Some(EverythingStatus::Open.as_str()));
}

#[test]
fn bytes_that_are_no_base64_fail_no_response() {
    let json = json!({ "id": "a", "names": [], "node": {}, "contact": 1, "photo": "n/a!", "maybe": { "next": {} } });
    let read = read(&json);
    assert!(read.photo.to_bytes().is_err());
    assert_eq!(format!("{:?}", read.photo), "Base64(invalid, 4 characters)");
}
