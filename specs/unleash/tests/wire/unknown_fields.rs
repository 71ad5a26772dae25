//! Properties that the server sends and the document does not declare are preserved by the types, and `Debug` does not
//! print their values.

use std::fmt::Debug;

use moored_unleash::types::{AuthenticationError, MeSchema, PermissionError};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{CAPTURES, by_value, captured};

/// The captured responses: name and body.
fn captures() -> [(&'static str, Value); 7] {
    CAPTURES.map(|(name, _)| (name, captured(name)))
}

/// The JSON and the `Debug` output of `body`, decoded as the type that the document declares for it.
fn round_trip(name: &str, body: &Value) -> (Value, String) {
    fn of<T: DeserializeOwned + Serialize + Debug>(body: &Value) -> (Value, String) {
        let typed: T = serde_json::from_str(&body.to_string()).expect("a documented body");
        let text = serde_json::to_string(&typed).expect("JSON");
        (serde_json::from_str(&text).expect("JSON"), format!("{typed:?} {typed:#?}"))
    }
    match name.get(..2) {
        Some("20" | "22") => of::<AuthenticationError>(body),
        Some("24") => of::<PermissionError>(body),
        _ => of::<MeSchema>(body),
    }
}

/// `body` with `member` added to each object that the document describes.
fn with_everywhere(body: &Value, member: &Value) -> Value {
    match body {
        Value::Object(members) => {
            let inner = members.iter().map(|(name, value)| match name.as_str() {
                // A map with arbitrary keys, in which no member is unknown.
                "splash" => (name.clone(), value.clone()),
                _ => (name.clone(), with_everywhere(value, member)),
            });
            Value::Object(inner.chain([("brandNew".to_owned(), member.clone())]).collect())
        }
        Value::Array(items) => items.iter().map(|item| with_everywhere(item, member)).collect(),
        scalar => scalar.clone(),
    }
}

/// An undeclared property survives the round trip too, so this also checks that no property of the captures is unknown.
#[test]
fn captured_responses_survive_the_round_trip_without_unknown_fields() {
    for (name, body) in captures() {
        let (encoded, shown) = round_trip(name, &body);
        assert_eq!(by_value(&encoded), body, "{name}");
        assert!(shown.contains("UnknownFields({})") && !shown.contains("UnknownFields({\""), "{name}: {shown}");
        assert!(!shown.contains("UnknownFields(\n    {\n"), "{name}: {shown}");
    }
}

#[test]
fn an_undeclared_property_survives_and_only_its_name_is_printed() {
    for member in [json!("s3cr3t"), json!({ "innerName": ["s3cr3t", null, 53447] }), json!(null)] {
        let mut kept = 0;
        for (name, body) in captures() {
            let body = with_everywhere(&body, &member);
            let (encoded, shown) = round_trip(name, &body);
            assert_eq!(by_value(&encoded), body, "{name}");
            for hidden in ["s3cr3t", "innerName", "53447"] {
                assert!(!shown.contains(hidden), "{name} shows {hidden}: {shown}");
            }
            kept += shown.matches("UnknownFields({\"brandNew\"})").count();
        }
        assert!(kept > 40, "{kept} objects in all captures");
    }
}

#[test]
fn unknown_fields_can_be_read() {
    let (name, mut body) = captures()[0].clone();
    assert_eq!(name, "01_admin_token");
    body["user"]["tokenName"] = json!("ci");
    body["user"]["rotatedSecret"] = json!("*:*.s3cr3t");
    let me: MeSchema = serde_json::from_value(body).unwrap();
    let names: Vec<&String> = me.user.unknown_fields.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["tokenName", "rotatedSecret"]);
    assert_eq!(me.user.unknown_fields.get("tokenName"), Some(&"ci".into()));
    assert!(me.unknown_fields.is_empty());
    assert!(format!("{me:?}").contains(r#"UnknownFields({"tokenName", "rotatedSecret"})"#));
}
