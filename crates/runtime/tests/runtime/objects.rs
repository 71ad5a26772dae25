//! JSON arrays are not decoded as structs.

use std::collections::BTreeMap;

use moored_runtime::{Decimal, Error, Field, NoErrorBody, Secret};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, builder, call, server};

async fn decode<T: DeserializeOwned>(body: &str) -> Result<T, Error<NoErrorBody>> {
    let server = server(ResponseTemplate::new(200).set_body_string(body)).await;
    let core = builder(&server).build().unwrap();
    call(&core, &GET_USER).await.unwrap().json().map(moored_runtime::Response::into_body)
}

/// A struct in each position that serde decodes in a different way.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Node {
    id: Field<i64>,
    price: Field<Decimal>,
    child: Option<Box<Node>>,
    field: Field<Box<Node>>,
    children: Vec<Node>,
    by_name: BTreeMap<String, Node>,
    pair: Option<(i64, Box<Node>)>,
    newtype: Option<Newtype>,
    kind: Option<Kind>,
    text: Option<String>,
    secret: Field<Secret>,
    flag: Option<bool>,
    ratio: Option<f64>,
    any: serde_json::Value,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Newtype(Box<Node>);

#[derive(Debug, PartialEq, Deserialize)]
enum Kind {
    Unit,
    Struct { id: i64 },
    Newtype(Box<Node>),
    Tuple(i64, Box<Node>),
}

/// Bodies with an object at `{}`, and its path.
const BODIES: [(&str, &str); 10] = [
    ("{}", "."),
    (r#"{"child":{}}"#, "child"),
    (r#"{"field":{}}"#, "field"),
    (r#"{"children":[{"id":1},{}]}"#, "children[1]"),
    (r#"{"by_name":{"ada":{}}}"#, "by_name.ada"),
    (r#"{"pair":[1,{}]}"#, "pair[1]"),
    (r#"{"newtype":{}}"#, "newtype"),
    (r#"{"kind":{"Newtype":{}}}"#, "kind.Newtype"),
    (r#"{"kind":{"Tuple":[1,{}]}}"#, "kind.Tuple[1]"),
    (r#"{"child":{"children":[{"by_name":{"ada":{"newtype":{}}}}]}}"#, "child.children[0].by_name.ada.newtype"),
];

#[tokio::test]
async fn an_array_is_not_decoded_as_an_object_at_any_depth() {
    for (body, expected_path) in BODIES {
        decode::<Node>(body).await.expect(body);
        for array in ["[]", "[1]"] {
            // The last `{}` is the object at `path`.
            let (before, after) = body.rsplit_once("{}").unwrap();
            let body = format!("{before}{array}{after}");
            let error = decode::<Node>(&body).await.expect_err(&body);
            let Error::Undecodable { path, source, .. } = error else {
                panic!("{body}: {error:?}");
            };
            assert_eq!(path, expected_path, "{body}");
            assert!(source.to_string().starts_with("expected struct Node, found sequence"), "{body}: {source}");
        }
    }
}

#[tokio::test]
async fn an_array_is_not_decoded_as_a_struct_variant() {
    let body = r#"{"kind":{"Struct":{"id":1}}}"#;
    assert_eq!(decode::<Node>(body).await.unwrap().kind, Some(Kind::Struct { id: 1 }));
    let error = decode::<Node>(r#"{"kind":{"Struct":[1]}}"#).await.unwrap_err();
    assert!(error.to_string().contains("expected struct variant Kind::Struct, found sequence"), "{error}");
}

#[tokio::test]
async fn other_types_decode_as_in_serde_json() {
    let body = r#"{"id":-7,"price":123456789012345678901234567890.10,"field":null,"pair":[1,{}],"kind":"Unit","text":"a\n",
        "secret":"hunter2","flag":true,"ratio":0.5,"any":[1,{"b":null}]}"#;
    let node: Node = decode(body).await.unwrap();
    assert_eq!(node, serde_json::from_str(body).unwrap());
    assert_eq!(node.price.as_ref().unwrap().as_str(), "123456789012345678901234567890.10");
    assert!(node.field.is_null());
    assert_eq!(decode::<(i64, String)>(r#"[1,"a"]"#).await.unwrap(), (1, "a".to_owned()));
    assert_eq!(decode::<i128>("-1").await.unwrap(), -1);
    decode::<()>("null").await.unwrap();
}

/// The exception that `RawResponse::json` documents. Change both together.
#[tokio::test]
async fn an_array_is_decoded_as_an_object_inside_buffers_of_serde() {
    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(untagged)]
    enum Either {
        Node(Box<Node>),
    }

    #[derive(Debug, Deserialize)]
    #[serde(tag = "type")]
    enum Tagged {
        Node { child: Node },
    }

    #[derive(Debug, Deserialize)]
    struct Outer {
        #[serde(flatten)]
        inner: Inner,
    }

    #[derive(Debug, Deserialize)]
    struct Inner {
        child: Node,
    }

    let Either::Node(node) = decode("[1]").await.unwrap();
    assert_eq!(node.id, Field::Value(1));
    let Tagged::Node { child } = decode(r#"{"type":"Node","child":[1]}"#).await.unwrap();
    assert_eq!(child.id, Field::Value(1));
    let outer: Outer = decode(r#"{"child":[1]}"#).await.unwrap();
    assert_eq!(outer.inner.child.id, Field::Value(1));
    // The struct around a flattened one is not decoded from a buffer.
    decode::<Outer>("[[1]]").await.unwrap_err();
}

#[tokio::test]
async fn an_integer_may_have_a_zero_fraction() {
    assert_eq!(decode::<Vec<i64>>("[1.0, -2e3, 3]").await.unwrap(), [1, -2000, 3]);
    assert_eq!(decode::<u64>("18446744073709551615").await.unwrap(), u64::MAX);
    for no_integer in ["1.5", "1e300", "-1e19", "\"1\"", "[1]", "true"] {
        assert!(decode::<i64>(no_integer).await.is_err(), "{no_integer}");
    }
}
