//! Numbers with all their digits, and untyped values.

use std::collections::HashSet;

use moored_runtime::{Core, InvalidRequest, JsonObject, JsonValue, Number, Style, decode};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::support::GET_USER;

/// As they are written, with the nearest `f64`.
const NUMBERS: [(&str, f64); 10] = [
    ("0", 0.0),
    ("-0", -0.0),
    ("1.00", 1.0),
    ("1E2", 100.0),
    ("52.5", 52.5),
    ("18446744073709551616", 18_446_744_073_709_551_616.0),
    ("99999999999999999999", 1e20),
    ("123456789012345678901234567890.10", 1.234_567_890_123_456_8e29),
    ("0.1234567890123456789", 0.123_456_789_012_345_68),
    ("1e400", f64::INFINITY),
];

#[test]
fn a_number_keeps_its_text() {
    for (text, nearest) in NUMBERS {
        let number: Number = decode(text.as_bytes()).unwrap();
        assert_eq!((number.as_str(), number.to_string().as_str()), (text, text));
        assert_eq!(number.as_f64(), nearest);
        assert_eq!(serde_json::to_string(&number).unwrap(), text);
        assert_eq!(serde_json::from_str::<Number>(text).unwrap().as_str(), text);
        assert_eq!(text.parse::<Number>().unwrap().as_str(), text);
    }
    for text in ["", "1,5", ".5", "5.", "+5", "007", " 1", "1 ", "NaN", "1e", "--1", "\"1\"", "[1]"] {
        assert!(text.parse::<Number>().is_err(), "{text:?}");
    }
    assert_eq!(
        decode::<Number>(b"\"1\"").unwrap_err().to_string(),
        "expected a number, found string (line 1, column 3)"
    );
}

#[test]
fn numbers_are_equal_if_their_values_are() {
    let number = |text: &str| text.parse::<Number>().unwrap();
    let equal = ["100", "1e2", "100.0", "1000E-1", "0.1e+3"];
    for one in equal {
        assert_eq!(number(one), number(equal[0]), "{one}");
    }
    assert_eq!(equal.iter().map(|text| number(text)).collect::<HashSet<_>>().len(), 1);
    assert_eq!(number("-0"), Number::from(0));
    assert_eq!(number("0.1"), Number::from(0.1_f32));
    for (one, other) in
        [("1", "-1"), ("99999999999999999999", "1e20"), ("1e400", "1e401"), ("0", "1e-999999999999999999999")]
    {
        assert_ne!(number(one), number(other));
    }
}

#[test]
fn numbers_are_ordered_by_their_values() {
    let sorted = [
        "-inf",
        "-1e400",
        "-10",
        "-9.5",
        "-1e-3",
        "0",
        "1e-999999999999999999999",
        "1e-400",
        "0.05",
        "0.1",
        "9",
        "9.5",
        "10",
        "99999999999999999999",
        "100000000000000000000",
        "1e400",
        "1e999999999999999999999",
        "inf",
        "NaN",
    ];
    let number = |text: &str| text.parse().unwrap_or_else(|_| Number::from(text.parse::<f64>().unwrap()));
    for (index, one) in sorted.iter().enumerate() {
        for (other_index, other) in sorted.iter().enumerate() {
            assert_eq!(number(one).cmp(&number(other)), index.cmp(&other_index), "{one} {other}");
        }
    }
    assert_eq!(number("1.50").cmp(&number("15e-1")), std::cmp::Ordering::Equal);
}

#[test]
fn a_number_is_made_of_every_primitive_number() {
    assert_eq!(Number::from(u128::MAX).as_str(), "340282366920938463463374607431768211455");
    assert_eq!((Number::from(5.0).as_str(), Number::from(1e21).as_str()), ("5.0", "1e+21"));
    let number = |text: &str| text.parse::<Number>().unwrap();
    assert_eq!((number("-7.0").as_i64(), number("-7").as_u64(), number("7.5").as_i64()), (Some(-7), None, None));
    assert_eq!(number("18446744073709551615").as_u64(), Some(u64::MAX));
    assert_eq!(number("18446744073709551615").as_i64(), None);
    assert_eq!(number("-9223372036854775809").as_i128(), Some(-9_223_372_036_854_775_809));
    assert!(number("1e300").is_integer() && !number("1e-1").is_integer());
}

#[test]
fn a_number_that_json_does_not_have_is_not_sent() {
    let core = Core::builder(Some("http://localhost")).build().unwrap();
    let fails = |body: &dyn Fn(moored_runtime::RequestBuilder<'_>) -> Result<(), InvalidRequest>| {
        body(core.request(&GET_USER)).unwrap_err().to_string()
    };
    for not_finite in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let body = fails(&|request| request.json(&json_body(not_finite)).build().map(drop));
        assert_eq!(body, "nothing was sent: the body cannot be serialized as JSON");
        let body = fails(&|request| request.json(&[Number::from(not_finite)]).build().map(drop));
        assert_eq!(body, "nothing was sent: the body cannot be serialized as JSON");
        let query = fails(&|request| request.query_as("at", Style::FORM, &not_finite).build().map(drop));
        assert_eq!(query, "nothing was sent: the value of the parameter `at` cannot be serialized");
    }
    let request = core.request(&GET_USER).json(&json_body(0.1)).build().unwrap();
    assert_eq!(request.body().as_bytes().unwrap(), br#"{"price":[0.1]}"#);
}

fn json_body(price: f64) -> impl Serialize {
    #[derive(Serialize)]
    struct Body {
        price: Vec<Option<f64>>,
    }
    Body { price: vec![Some(price)] }
}

/// The types whose JSON has other forms than structs and lists.
#[test]
fn json_is_written_as_serde_json_writes_it() {
    #[derive(Serialize)]
    enum Kind {
        Unit,
        Newtype(u8),
        Tuple(u8, char),
        Struct { a: (), b: Option<bool> },
    }
    #[derive(Serialize)]
    struct Pair(f32, &'static str);
    let values = (
        [Kind::Unit, Kind::Newtype(1), Kind::Tuple(2, '\n'), Kind::Struct { a: (), b: None }],
        Pair(0.1, "a\"\u{7f}é"),
        std::collections::BTreeMap::from([(1, Some("x")), (-2, None)]),
        std::collections::BTreeMap::from([("k\"", i128::MIN)]),
        (u64::MAX, 1e300, 5.0, true, Vec::<u8>::new(), JsonObject::new()),
    );
    let core = Core::builder(Some("http://localhost")).build().unwrap();
    let request = core.request(&GET_USER).json(&values).build().unwrap();
    assert_eq!(request.body().as_bytes().unwrap(), serde_json::to_vec(&values).unwrap());
}

#[test]
fn an_untyped_value_encodes_back_to_the_same_text() {
    let numbers: Vec<&str> = NUMBERS.iter().map(|(text, _)| *text).collect();
    let text = format!(r#"{{"b":[{}],"a":{{"":null,"é\n":[true,false,"x"]}},"c":[]}}"#, numbers.join(","));
    for value in [decode::<JsonValue>(text.as_bytes()).unwrap(), serde_json::from_str(&text).unwrap()] {
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
        assert_eq!(value.to_string(), text);
        assert_eq!(value["b"][3].as_f64(), Some(100.0));
        assert_eq!(value["a"]["é\n"][2].as_str(), Some("x"));
        assert!(value["none"][7]["none"].is_null());
        assert_eq!(value.pointer("/b/6").and_then(JsonValue::as_number).unwrap().as_str(), "99999999999999999999");
    }
    let object: JsonObject = decode(text.as_bytes()).unwrap();
    assert_eq!(object.keys().collect::<Vec<_>>(), ["b", "a", "c"]);
    assert_eq!(serde_json::to_string(&object).unwrap(), text);
    assert!(decode::<JsonObject>(b"[]").is_err());
}

#[test]
fn an_untyped_value_converts_from_and_into_that_of_serde_json() {
    let theirs = json!({"a": [1, -2, 0.5, "x", null, true], "b": {"c": {}}});
    let ours = JsonValue::from(theirs.clone());
    assert_eq!(ours, theirs);
    assert_ne!(ours, json!({"a": []}));
    assert_eq!(serde_json::Value::from(ours.clone()), theirs);
    assert_eq!(serde_json::from_value::<JsonValue>(theirs).unwrap(), ours);
    assert_eq!(
        ours["a"].decode::<(u8, i8, f64, String, Option<u8>, bool)>().unwrap(),
        (1, -2, 0.5, "x".into(), None, true)
    );
    assert!(ours["a"].decode::<Vec<u8>>().is_err());
    let large: JsonValue = serde_json::from_str("[1e400,99999999999999999999]").unwrap();
    assert_eq!(serde_json::Value::from(large), json!([null, 1e20]));
}

moored_runtime::union! {
    /// An integer or an object.
    pub enum Id {
        Integer(i64) = number,
        Named(Named) = object,
        _ = Unlisted,
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Named {
    price: Number,
}

#[test]
fn numbers_in_unions_keep_their_digits() {
    let text = r#"[7,99999999999999999999,{"price":0.10},{"price":[1e400]},1.50]"#;
    for ids in [decode::<Vec<Id>>(text.as_bytes()).unwrap(), serde_json::from_str(text).unwrap()] {
        assert_eq!(ids[0], Id::Integer(7));
        assert!(matches!(&ids[1], Id::Unlisted(value) if value.value().as_f64() == Some(1e20)));
        assert!(matches!(&ids[2], Id::Named(_)));
        assert!(matches!((&ids[3], &ids[4]), (Id::Unlisted(_), Id::Unlisted(_))));
        assert_eq!(serde_json::to_string(&ids).unwrap(), text);
    }
}
