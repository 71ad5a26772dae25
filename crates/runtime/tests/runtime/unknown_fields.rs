//! Unknown members in a struct like a generated one.

use std::collections::BTreeMap;

use moored_runtime::{Core, Decimal, Error, Field, JsonValue, NoErrorBody, Number, Response, Secret, UnknownFields};
use serde::{Deserialize, Serialize};
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, builder, call, everything_shown, server};

/// As in generated code.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(remote = "Self")]
struct Node {
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    id: Field<i64>,
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    price: Field<Decimal>,
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    weight: Field<Number>,
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    secret: Field<Secret>,
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    child: Field<Box<Node>>,
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    children: Field<Vec<Node>>,
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    by_name: Field<BTreeMap<String, Node>>,
    /// Members that are not in the document.
    #[serde(flatten, skip_deserializing)]
    unknown_fields: UnknownFields,
}

moored_runtime::other_members!(Node, unknown_fields);

async fn response(body: &str) -> Result<Response<Node>, Error<NoErrorBody>> {
    let server = server(ResponseTemplate::new(200).set_body_string(body)).await;
    let core = builder(&server).build().unwrap();
    call(&core, &GET_USER).await.unwrap().json()
}

/// Decodes `body` and encodes the result.
async fn decode_and_encode(body: &str) -> String {
    serde_json::to_string(response(body).await.unwrap().body()).unwrap()
}

#[tokio::test]
async fn unknown_members_are_encoded_again_at_every_depth() {
    for body in [
        "{}",
        r#"{"new":1}"#,
        r#"{"id":1,"new":null}"#,
        r#"{"id":null,"z":[1,{"b":null,"a":{}}],"a":"text","m":false}"#,
        r#"{"child":{"child":{"id":1,"new":{}},"new":[]},"new":""}"#,
        r#"{"children":[{"new":1},{"id":2}],"by_name":{"ada":{"new":2}}}"#,
        r#"{"é\n\"":1,"":2,"unknown_fields":{"new":3}}"#,
        r#"{"new":-9223372036854775808,"next":18446744073709551615}"#,
    ] {
        assert_eq!(decode_and_encode(body).await, body);
    }
    let node = response(r#"{"b":1,"id":7,"a":{"c":2}}"#).await.unwrap().into_body();
    assert_eq!(node.id, 7);
    assert_eq!(node.unknown_fields.len(), 2);
    assert_eq!(*node.unknown_fields.get("a").unwrap(), json!({ "c": 2 }));
    assert_eq!(node.unknown_fields.get("id"), None, "it is known");
    let names: Vec<&String> = node.unknown_fields.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["b", "a"]);
}

/// serde decodes known members directly from the text, and buffers only unknown ones.
#[tokio::test]
async fn known_members_keep_all_their_digits() {
    for price in ["0.10", "-0", "1E2", "123456789012345678901234567890.10", "1e999", r#""0.10""#, "null"] {
        for body in [
            format!(r#"{{"price":{price}}}"#),
            format!(r#"{{"price":{price},"new":1}}"#),
            format!(r#"{{"child":{{"price":{price},"new":{{}}}},"children":[{{"price":{price}}}]}}"#),
        ] {
            assert_eq!(decode_and_encode(&body).await, body);
        }
        // At any position among the unknown members.
        let node = response(&format!(r#"{{"a":[1],"price":{price},"b":2}}"#)).await.unwrap().into_body();
        assert_eq!(serde_json::to_string(&node.price).unwrap(), price);
    }
    assert_eq!(decode_and_encode(r#"{"weight":0.0,"new":0}"#).await, r#"{"weight":0.0,"new":0}"#);
}

#[tokio::test]
async fn unknown_numbers_keep_their_notation() {
    for number in ["1.0", "1.00", "1e2", "-0", "18446744073709551616", "0.1234567890123456789", "1e999"] {
        for body in [format!(r#"{{"new":{number}}}"#), format!(r#"{{"new":[{{"deep":{number}}}]}}"#)] {
            assert_eq!(decode_and_encode(&body).await, body);
        }
    }
    assert_eq!(decode_and_encode(r#"{"new":1,"next":2,"new":3}"#).await, r#"{"next":2,"new":3}"#);
}

/// The limits that [`UnknownFields`] documents. Change both together.
#[tokio::test]
async fn unknown_members_that_cannot_be_kept_make_the_response_undecodable() {
    let deep = format!("{}{}", "[".repeat(130), "]".repeat(130));
    for value in [r#""\ud800""#, &deep] {
        let error = response(&format!(r#"{{"new":{value}}}"#)).await.unwrap_err();
        assert!(matches!(error, Error::Undecodable { .. }), "{value}: {error:?}");
    }
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    assert_eq!(decode_and_encode(&format!(r#"{{"new":{deep}}}"#)).await, format!(r#"{{"new":{deep}}}"#));
}

#[tokio::test]
async fn an_array_is_not_decoded_as_a_struct_with_unknown_fields() {
    for (body, expected_path) in [
        ("[]", "."),
        ("[1]", "."),
        (r#"{"child":[1]}"#, "child"),
        (r#"{"new":1,"children":[{"new":1},[1]]}"#, "children[1]"),
        (r#"{"by_name":{"ada":{"new":[1],"child":{"new":1,"child":[]}}}}"#, "by_name.ada.child.child"),
    ] {
        let error = response(body).await.expect_err(body);
        let Error::Undecodable { path, source, .. } = error else { panic!("{body}: {error:?}") };
        assert_eq!(path, expected_path, "{body}");
        assert!(source.to_string().contains("struct Node, found sequence"), "{body}: {source}");
    }
}

#[tokio::test]
async fn a_known_member_of_the_wrong_type_is_named_in_the_error() {
    let error = response(r#"{"new":"s3cr3t","child":{"new":{"id":"s3cr3t"},"id":"s3cr3t"}}"#).await.unwrap_err();
    assert!(!everything_shown(&error).contains("s3cr3t"), "{error:?}");
    let Error::Undecodable { path, .. } = error else { panic!("{error:?}") };
    assert_eq!(path, "child.id");
    // The same as without the field: the last of several members counts.
    assert_eq!(decode_and_encode(r#"{"id":1,"new":1,"id":2}"#).await, r#"{"id":2,"new":1}"#);
}

#[tokio::test]
async fn debug_shows_names_without_values() {
    let body = r#"{"id":1,"session":"s3cr3t","child":{"keys":{"inner":["s3cr3t"]},"pin":53447}}"#;
    let response = response(body).await.unwrap();
    for shown in [format!("{response:?}"), format!("{response:#?}")] {
        for hidden in ["s3cr3t", "inner", "53447"] {
            assert!(!shown.contains(hidden), "{hidden} in {shown}");
        }
    }
    let shown = format!("{:?}", response.body());
    assert!(shown.ends_with(r#"unknown_fields: UnknownFields({"session"}) }"#), "{shown}");
    assert!(shown.contains(r#"unknown_fields: UnknownFields({"keys", "pin"}) }"#), "{shown}");
    assert_eq!(format!("{:?}", UnknownFields::default()), "UnknownFields({})");
}

#[test]
fn a_member_added_by_the_caller_is_sent() {
    let mut node = Node { id: Field::Value(1), ..Node::default() };
    assert!(node.unknown_fields.is_empty());
    assert_eq!(serde_json::to_string(&node).unwrap(), r#"{"id":1}"#);
    assert_eq!(node.unknown_fields.insert("old", "b"), None);
    assert_eq!(node.unknown_fields.insert("old", 2), Some("b".into()));
    node.unknown_fields.insert("beta", vec!["x", "y"]);
    node.unknown_fields.insert("last", JsonValue::Null);
    assert_eq!(node.unknown_fields.remove("old"), Some(2.into()));
    assert_eq!(serde_json::to_string(&node).unwrap(), r#"{"id":1,"beta":["x","y"],"last":null}"#);
    let core = Core::builder(Some("http://localhost")).build().unwrap();
    let request = core.request(&GET_USER).form(&node).build().unwrap();
    assert_eq!(request.body().as_bytes().unwrap(), b"id=1&beta=x&beta=y");
    let members: Vec<(String, JsonValue)> = node.unknown_fields.clone().into_iter().collect();
    assert_eq!(members, [("beta".to_owned(), json!(["x", "y"]).into()), ("last".to_owned(), JsonValue::Null)]);
    assert!((&node.unknown_fields).into_iter().eq(members.iter().map(|(name, value)| (name, value))));
    assert_eq!(node, node.clone());
    assert_ne!(node, Node { id: Field::Value(1), ..Node::default() });
}
