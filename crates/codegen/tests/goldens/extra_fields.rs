//! Members beside the fields of a struct: each has its type, and none makes the object undecodable.

use serde_json::{Value, json};

use crate::objects::types::*;

/// Decodes `text` as a response would be, and encodes the result.
fn read<T: serde::de::DeserializeOwned + serde::Serialize>(text: &str) -> (T, String) {
    let decoded: T = moored_runtime::decode(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
    let encoded = serde_json::to_string(&decoded).expect("it encodes");
    (decoded, encoded)
}

/// The JSON of the members of `counts` that are no integers.
fn mistyped(counts: &Counts) -> Vec<(&str, Value)> {
    counts.extra2.mistyped().iter().map(|(name, value)| (name.as_str(), value.value().clone().into())).collect()
}

#[test]
fn each_member_has_the_type_of_the_document() {
    let (counts, encoded) = read::<Counts>(r#"{"name":"x","parent":null,"extra":"own","n":1,"m":2}"#);
    assert_eq!((counts.name.as_str(), counts.parent.as_ref()), ("x", None));
    assert_eq!(counts.extra.as_deref(), Some("own"), "a field, not one of the others");
    assert_eq!(counts.extra2.iter().collect::<Vec<_>>(), [(&"m".to_owned(), &2), (&"n".to_owned(), &1)]);
    assert_eq!(encoded, r#"{"name":"x","parent":null,"extra":"own","m":2,"n":1}"#);
    // JSON Schema counts it as an integer, here as anywhere else.
    assert_eq!(read::<Counts>(r#"{"name":"x","parent":null,"n":1.0}"#).0.extra2.get("n"), Some(&1));
    let inners = read::<Inners>(r#"{"id":1,"x":{"n":1.0}}"#).0;
    assert_eq!(inners.extra.get("x").and_then(|inner| inner.n.as_ref()), Some(&1));
    let (open, encoded) = read::<Open>(r#"{"id":"a","b":[1,null]}"#);
    assert_eq!(open.extra.get("b"), Some(&json!([1, null]).into()));
    assert_eq!(encoded, r#"{"id":"a","b":[1,null]}"#);
}

#[test]
fn a_member_of_another_type_is_kept_apart_and_sent_back() {
    for (value, expected) in
        [("\"five\"", json!("five")), ("null", json!(null)), ("[1]", json!([1])), ("1.5", json!(1.5))]
    {
        let (counts, encoded) = read::<Counts>(&format!(r#"{{"name":"x","parent":"p","n":{value},"m":2}}"#));
        assert_eq!(mistyped(&counts), [("n", expected)]);
        assert_eq!((counts.extra2.get("n"), counts.extra2.get("m")), (None, Some(&2)));
        assert_eq!(encoded, format!(r#"{{"name":"x","parent":"p","m":2,"n":{value}}}"#));
    }
    // An array is no object, however well its items fit.
    let (inners, encoded) = read::<Inners>(r#"{"id":1,"x":[1,"a"]}"#);
    assert_eq!(inners.extra.mistyped().keys().collect::<Vec<_>>(), ["x"]);
    assert_eq!(encoded, r#"{"id":1,"x":[1,"a"]}"#);
}

#[test]
fn a_fields_own_type_is_still_required() {
    for wrong in [r#"{"parent":null}"#, r#"{"name":"x"}"#, r#"{"name":1,"parent":null}"#, r#"["x",null]"#, "7"] {
        moored_runtime::decode::<Counts>(wrong.as_bytes()).expect_err(wrong);
    }
    let error = moored_runtime::decode::<Counts>(b"[]").expect_err("no object");
    assert!(error.to_string().contains("struct Counts"), "{error}");
}

#[test]
fn digits_are_as_they_came() {
    let text = r#"{"a":12345678901234567890.12,"b":0.10,"c":"0.10"}"#;
    let (prices, encoded) = read::<Prices>(text);
    assert_eq!(encoded, text);
    assert_eq!(prices.extra.get("a").map(moored_runtime::Decimal::as_str), Some("12345678901234567890.12"));
}

#[test]
fn the_last_of_several_values_counts() {
    let (counts, encoded) = read::<Counts>(r#"{"name":"x","parent":null,"n":1,"m":"a","n":"b","m":2}"#);
    assert_eq!((counts.extra2.get("m"), mistyped(&counts)), (Some(&2), vec![("n", json!("b"))]));
    assert_eq!(encoded, r#"{"name":"x","parent":null,"m":2,"n":"b"}"#);
}

#[test]
fn a_union_prefers_the_variant_whose_types_fit() {
    assert!(matches!(read::<Chosen>(r#"{"id":1,"x":{"n":1}}"#).0, Chosen::Inners(_)));
    let (chosen, encoded) = read::<Chosen>(r#"{"id":1,"x":"text"}"#);
    let Chosen::Inners(inners) = chosen else { panic!("not kept with its type: {chosen:?}") };
    assert_eq!((inners.id, inners.extra.mistyped().len()), (1, 1));
    assert_eq!(encoded, r#"{"id":1,"x":"text"}"#);
    assert!(matches!(read::<Chosen>(r#"{"title":"t"}"#).0, Chosen::Named(_)));
}

#[test]
fn nesting_is_bounded() {
    let nested = |depth: usize| format!("{}{{\"size\":1}}{}", "{\"size\":0,\"a\":".repeat(depth), "}".repeat(depth));
    let text = nested(100);
    assert_eq!(read::<Folder>(&text).1, text);
    for depth in [1_000, 100_000] {
        let error = moored_runtime::decode::<Folder>(nested(depth).as_bytes()).expect_err("it is too deep");
        assert!(!error.to_string().is_empty());
    }
    let text = r#"{"value":{"name":"n","parent":null},"other":{"value":{"name":"m","parent":"n","k":1}}}"#;
    assert_eq!(read::<Listed>(text).1, text);
}

#[test]
fn other_keywords_for_open_objects_mean_the_same() {
    let text = r#"{"title":"t","n":5}"#;
    let (record, encoded) = read::<Record>(text);
    assert_eq!((record.title.as_str(), record.extra.get("n")), ("t", Some(&5)));
    assert_eq!(encoded, text);
    let text = r#"{"kind":"k","spec":{"a":[]}}"#;
    let (resource, encoded) = read::<Resource>(text);
    assert_eq!(resource.extra.get("spec"), Some(&json!({ "a": [] }).into()));
    assert_eq!(encoded, text);
}

#[test]
fn a_caller_names_what_is_required_and_adds_the_others() {
    let mut inners = Inners::new(7);
    inners.extra.insert("x", Inner { n: 1.into(), ..Inner::default() });
    assert_eq!(serde_json::to_string(&inners).expect("it encodes"), r#"{"id":7,"x":{"n":1}}"#);
    let shown = format!("{:?}", read::<Inners>(r#"{"id":1,"x":{"n":1},"y":"s3cr3t"}"#).0);
    assert!(shown.contains(r#""y": a string"#) && !shown.contains("s3cr3t"), "{shown}");
    let replaced = inners.extra.insert("x", Inner::default()).expect("it was there");
    assert_eq!(replaced.n, Some(1));
    assert_eq!((inners.extra.remove("x").is_some(), inners.extra.iter().count()), (true, 0));
}
