//! JSON that other clients read, and the reasons for rejecting what is not JSON.

use std::collections::BTreeMap;

use moored_runtime::{
    CallOptions, Error, Expected, ExpectedContent, Items, NoErrorBody, RawResponse, decode, decode_within,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, builder, call, everything_shown, server};

const ANY: &[Expected] = &[Expected::new(200, 200, ExpectedContent::Any)];

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Tree {
    name: String,
    count: i64,
    children: Vec<Tree>,
}

fn tree(depth: usize) -> String {
    format!("{}{{}}{}", r#"{"children":["#.repeat(depth), "]}".repeat(depth))
}

/// The message of the error after the path, for the body `bytes`. Asserts that it does not show the secret.
async fn message<T: DeserializeOwned>(bytes: &[u8]) -> String {
    let server = server(ResponseTemplate::new(200).set_body_bytes(bytes)).await;
    let response = call(&builder(&server).build().unwrap(), &GET_USER).await.unwrap();
    let error: Error<NoErrorBody> = response.json::<T, _>().map(drop).unwrap_err();
    assert!(!everything_shown(&error).contains("hunter2"), "{error:?}");
    if let Error::EmptyBody { .. } = &error {
        return error.to_string();
    }
    let Error::Undecodable { path, source, .. } = &error else { panic!("{error:?}") };
    assert_eq!(path, source.path());
    format!("{path}: {source}")
}

#[test]
fn a_byte_order_mark_is_skipped() {
    assert_eq!(decode::<Vec<i64>>(b"\xEF\xBB\xBF[1,2]").unwrap(), [1, 2]);
    // It is no part of the first column.
    assert!(decode::<i64>(b"\xEF\xBB\xBF  true").unwrap_err().to_string().ends_with("(line 1, column 6)"));
}

#[test]
fn the_last_of_several_members_with_the_same_name_counts() {
    // The first ones need not even have the right type.
    let tree: Tree = decode(br#"{"count":"one","name":"a","count":2,"na\u006de":"b","count":3}"#).unwrap();
    assert_eq!((tree.count, tree.name.as_str()), (3, "b"));
    let map: BTreeMap<String, i64> = decode(br#"{"a":1,"b":2,"a":3}"#).unwrap();
    assert_eq!(map, BTreeMap::from([("a".to_owned(), 3), ("b".to_owned(), 2)]));

    let many: String = (0..100).map(|number| format!("\"member{}\":{number},", number % 40)).collect();
    let map: BTreeMap<String, i64> = decode(format!("{{{many}\"last\":7}}").as_bytes()).unwrap();
    assert_eq!(map.len(), 41);
    assert_eq!((map["member0"], map["member19"], map["member20"], map["member39"]), (80, 99, 60, 79));
}

#[test]
fn an_element_more_than_a_tuple_has_is_ignored() {
    #[derive(Debug, PartialEq, Deserialize)]
    struct Candle(i64, String);
    assert_eq!(decode::<Candle>(br#"[1,"a",{"more":true},4]"#).unwrap(), Candle(1, "a".to_owned()));
    assert_eq!(decode::<[u8; 2]>(b"[1,2,3]").unwrap(), [1, 2]);
    let error = decode::<Vec<Candle>>(br#"[[1,"a"],[1]]"#).unwrap_err();
    assert_eq!(error.to_string(), "expected tuple struct Candle with 2 elements (line 1, column 12)");
    assert_eq!(error.path(), "[1]");
}

#[tokio::test]
async fn the_depth_limit_is_a_setting_and_concerns_only_what_is_decoded() {
    // Two levels for each child, and one for the tree itself.
    assert!(decode::<Tree>(tree(63).as_bytes()).is_ok());
    let error = message::<Tree>(tree(64).as_bytes()).await;
    assert!(error.contains("recursion limit exceeded: it is nested more than 128 levels deep"), "{error}");
    assert!(error.contains("`ClientBuilder::max_json_depth`"), "{error}");
    assert!(error.starts_with("children[0].children[0]."), "{error}");

    let unknown = format!(r#"{{"unknown":{}{},"count":5}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(decode::<Tree>(unknown.as_bytes()).unwrap().count, 5);

    let server = server(ResponseTemplate::new(200).set_body_string(tree(300))).await;
    let core = builder(&server).max_json_depth(601).build().unwrap();
    let mut node = call(&core, &GET_USER).await.unwrap().json::<Tree, NoErrorBody>().unwrap().into_body();
    let mut depth = 0;
    while let Some(child) = node.children.pop() {
        (node, depth) = (child, depth + 1);
    }
    assert_eq!(depth, 300);
    let core = builder(&server).max_json_depth(600).build().unwrap();
    assert!(call(&core, &GET_USER).await.unwrap().json::<Tree, NoErrorBody>().is_err());
}

#[tokio::test]
async fn the_depth_limit_counts_for_items_and_can_be_passed_for_webhooks() {
    async fn first(body: String, max_json_depth: usize) -> Result<Option<Tree>, String> {
        let server = server(ResponseTemplate::new(200).set_body_raw(body, "application/x-ndjson")).await;
        let core = builder(&server).max_json_depth(max_json_depth).build().unwrap();
        let request = core.request(&GET_USER).build();
        let read = RawResponse::bytes::<NoErrorBody>;
        let response = core.stream(&GET_USER, request, &CallOptions::new(), ANY, read).await.unwrap();
        Items::<Tree>::json_lines(response.into_body()).item().await.map_err(|error| everything_shown(&error))
    }
    assert!(first(tree(300), 601).await.unwrap().is_some());
    let error = first(tree(300), 600).await.unwrap_err();
    assert!(error.contains("nested more than 600 levels deep"), "{error}");

    assert!(decode_within::<Tree>(tree(300).as_bytes(), 601).is_ok());
    let error = decode_within::<Tree>(tree(300).as_bytes(), 600).unwrap_err();
    assert!(error.to_string().contains("nested more than 600 levels deep"), "{error}");
}

#[tokio::test]
async fn what_is_not_json_is_rejected_with_its_reason_and_its_path() {
    let cases: &[(&[u8], &str)] = &[
        (br#"{"count":1} hunter2"#, ".: trailing characters after the JSON value (line 1, column 13)"),
        (br#"{"count":1"#, ".: it ends in the middle of a JSON value (line 1, column 11)"),
        (
            br#"{"children":[{},{"name":"hunt"#,
            "children[1].name: it ends in the middle of a JSON value (line 1, column 30)",
        ),
        (br#"{"name":hunter2}"#, "name: it is not valid JSON: expected value (line 1, column 9)"),
        (br#"{"count":1,}"#, ".: it is not valid JSON: trailing comma (line 1, column 12)"),
        (br#"{"count":1 "name":"a"}"#, ".: it is not valid JSON: expected `,` or `}` (line 1, column 12)"),
        (br"{'count':1}", ".: it is not valid JSON: key must be a string (line 1, column 2)"),
        (br#"{"count" 1}"#, "count: it is not valid JSON: expected `:` (line 1, column 10)"),
        (br#"{"count":01}"#, "count: it is not valid JSON: invalid number (line 1, column 12)"),
        (br#"{"count":1.}"#, "count: it is not valid JSON: invalid number (line 1, column 12)"),
        (br#"{"name":"\x"}"#, "name: it is not valid JSON: invalid escape (line 1, column 10)"),
        (
            b"{\"name\":\"a\nb\"}",
            "name: it is not valid JSON: control character (\\u0000-\\u001F) found while parsing a string (line 1, column 11)",
        ),
        (
            br#"{"children":[{"count":NaN}]}"#,
            "children[0].count: expected value, found `NaN`, which JSON does not have (line 1, column 23)",
        ),
        (br#"{"name":"hunter2\ud800"}"#, "name: lone leading surrogate in hex escape (line 1, column 23)"),
        (b"{\"name\":\"hunter2 caf\xe9\"}", "name: a string is not UTF-8 text (line 1, column 22)"),
        (b"\xff\xfe{\0}\0", ".: it is UTF-16 or UTF-32 instead of UTF-8, not JSON (line 1, column 1)"),
        (b"\0{\0}", ".: it is UTF-16 or UTF-32 instead of UTF-8, not JSON (line 1, column 1)"),
        (b"", "GET /user (get-user): 200 OK, but its body is empty, although one is documented"),
        (b" \n", "GET /user (get-user): 200 OK, but its body is empty, although one is documented"),
    ];
    for (body, expected) in cases {
        assert_eq!(&message::<Tree>(body).await, expected, "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn what_is_not_read_may_have_any_text() {
    let body = b"{\"other\":\"\\ud800 caf\xe9\",\"number\":1e400,\"count\":1}";
    assert_eq!(decode::<Tree>(body).unwrap().count, 1);
}

#[test]
fn an_empty_text_is_null() {
    decode::<()>(b"").unwrap();
    assert_eq!(decode::<Option<i64>>(b" ").unwrap(), None);
    assert_eq!(decode::<i64>(b"").unwrap_err().to_string(), "it is empty");
}

/// The decoder and serde_json accept the same texts.
#[test]
fn a_text_is_json_if_it_is_for_serde_json() {
    let texts = [
        "0",
        "-0",
        "-",
        "1.0e+5",
        "1e",
        "1e+",
        ".5",
        "+1",
        "00",
        "-01",
        "1_0",
        "tru",
        "true",
        "nulll",
        "\"a\"",
        "\"a",
        "\"\\u00e9\"",
        "\"\\u00g9\"",
        "\"\\",
        "[",
        "]",
        "[]",
        "[,]",
        "[1,]",
        "[1 2]",
        "{}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1}",
        "{,}",
        "{\"a\":1,\"b\":[{}]}",
        "{1:2}",
        "[[[]]]",
        "[[]",
        "{]",
        "[}",
        "1 2",
        "// c",
        "\u{feff}1",
    ];
    for text in texts {
        let ours = decode::<serde::de::IgnoredAny>(text.as_bytes()).is_ok();
        let theirs = serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
        assert_eq!(ours, theirs || text.starts_with('\u{feff}'), "{text}");
    }
}

/// The message names the setting that changes the type, and the path says of which member.
#[test]
fn a_number_that_does_not_fit_names_the_setting_for_wide_integers() {
    for number in ["9223372036854775808", "1000000000000000000000", "-1e30", "9223372036854775808.0"] {
        let error = decode::<Tree>(format!(r#"{{"children":[{{"count":{number}}}]}}"#).as_bytes()).unwrap_err();
        assert_eq!(error.path(), "children[0].count");
        assert!(error.to_string().starts_with("expected i64, and the number does not fit"), "{error}");
        assert!(error.to_string().contains("`wide_integers` in `moored.toml`"), "{error}");
    }
    let error = decode::<Vec<f64>>(b"[1, 1e400]").unwrap_err();
    assert_eq!(error.to_string(), "expected f64, and the number is out of range (line 1, column 9)");
    assert_eq!(error.path(), "[1]");
    assert_eq!(decode::<(i64, u64)>(b"[-9223372036854775808, 18446744073709551615.0]").unwrap(), (i64::MIN, u64::MAX));
}
