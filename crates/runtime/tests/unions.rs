//! Unions as generated crates declare them: what they hold boxed or with a discriminator, and how that is encoded.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should fail where it stands")]

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// A tree without branches.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Leaf {
    name: String,
}

/// What holds trees.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Branch {
    below: Vec<Tree>,
}

/// A third variant.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
pub struct Other {
    size: i64,
}

moored_runtime::union! {
    /// A tree.
    pub enum Tree by "kind" {
        Leaf(moored_runtime::union::Tagged<Leaf>) = object(1i64, 2i64),
        Branch(moored_runtime::union::Tagged<Box<Branch>>) = object(true),
        Other(Other) = object.as_default().with_constant("form", "other"),
        Many(Box<Vec<Tree>>) = array,
        Moment(moored_runtime::DateTime) = text,
        Name(String) = string,
        _ = Unlisted,
    }
}

fn read(json: &Value) -> Tree {
    let tree = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&tree).unwrap(), *json, "it is encoded as it was received");
    tree
}

#[test]
fn the_discriminator_is_read_and_written_with_its_json_type() {
    let leaf = Leaf { name: "a".to_owned() };
    assert_eq!(serde_json::to_value(Tree::from(leaf.clone())).unwrap(), json!({ "kind": 1, "name": "a" }));
    let branch = Tree::from(Branch { below: vec![leaf.into()] });
    let json = json!({ "kind": true, "below": [{ "kind": 1, "name": "a" }] });
    assert_eq!(serde_json::to_value(&branch).unwrap(), json);
    let read: Tree = serde_json::from_value(json).unwrap();
    assert!(matches!(&read, Tree::Branch(branch) if matches!(branch.below.as_slice(), [Tree::Leaf(_)])));
    let second: Tree = serde_json::from_value(json!({ "kind": 2, "name": "b" })).unwrap();
    assert!(matches!(second, Tree::Leaf(leaf) if leaf.name == "b"));
}

#[test]
fn a_variant_is_selected_by_the_json_type_and_what_is_in_it() {
    assert!(matches!(read(&json!({ "size": 3 })), Tree::Other(Other { size: 3 })));
    assert!(matches!(read(&json!({ "form": "new", "size": 3 })), Tree::Unlisted(_)));
    assert!(matches!(read(&json!([["a"], []])), Tree::Many(all) if all.len() == 2));
    assert!(matches!(read(&json!("2022-04-06 11:29:37")), Tree::Moment(_)));
    assert!(matches!(read(&json!("soon")), Tree::Name(_)));
    assert!(matches!(read(&json!(7)), Tree::Unlisted(_)));
    assert_eq!(Tree::from(Vec::new()), read(&json!([])));
}
