//! Every documented example and every captured response decodes, and encodes to the same JSON.

use std::collections::BTreeMap;

use moored_document::markdown;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::{
    calls::{self, CALLS, call},
    document::{Document, members, read as file},
    schema::with,
    server::{json, read, responding, round_trip, target},
};

#[tokio::test]
async fn documented_examples_survive_the_round_trip() {
    let mut seen = Vec::new();
    for call in &CALLS {
        for example in Document::of(call.provider).examples(call) {
            let encoded = round_trip(call, &example).await;
            assert_eq!(encoded, Ok(example), "{}", call.name());
            seen.push(call.name());
        }
    }
    let expected = [
        "computestacks: GET /api/users",
        "computestacks: POST /api/users",
        "insighto: GET /api/v1/user",
        "sendcloud: GET /user",
        "strawblond: GET /user",
    ];
    assert_eq!(seen, expected, "Unleash's document has no example");
}

/// The examples of single properties, each inserted into the example of the whole body.
#[tokio::test]
async fn documented_examples_of_properties_survive_the_round_trip() {
    let mut seen = 0;
    for call in &CALLS {
        let document = Document::of(call.provider);
        let Some(schema) = document.response_schema(call, 200) else {
            continue;
        };
        for node in crate::schema::nodes(&document, schema) {
            if let Some(value) = node.schema.get("example") {
                let whole = document.examples(call).swap_remove(0);
                let example = with(&whole, &node.pointer, value.clone());
                assert_eq!(round_trip(call, &example).await, Ok(example), "{}", node.pointer);
                seen += 1;
            }
        }
    }
    // Sendcloud's document has eight for the user and three for a module.
    assert_eq!(seen, 8 + 3);
}

/// The example as published, without the correction in `specs/sendcloud/overlay.yaml`.
fn published_by_sendcloud() -> Value {
    let page = file("specs/sendcloud/published.md");
    let fenced = markdown::extract(&page).expect("a fenced document");
    let document = Document(serde_yaml::from_str(fenced.text).expect("YAML"));
    document.examples(call("sendcloud", "GET")).swap_remove(0)
}

#[tokio::test]
async fn sendclouds_published_example_survives_the_round_trip() {
    let example = published_by_sendcloud();
    assert_eq!(example["user"]["registered"], json!("2022-04-06 11:29:37"));
    let encoded = round_trip(call("sendcloud", "GET"), &example).await;
    assert_eq!(encoded, Ok(example));
}

#[tokio::test]
async fn both_formats_of_registered_are_the_same_instant() {
    let call = call("sendcloud", "GET");
    for registered in ["2022-04-06 11:29:37", "2022-04-06T11:29:37Z", "2022-04-06T13:29:37+02:00"] {
        let example = with(&published_by_sendcloud(), "/user/registered", json!(registered));
        let server = responding(json(example.to_string())).await;
        let client = calls::sendcloud(&target(call, server.uri()));
        let user = client.get_user().send().await.unwrap().into_body().user;
        let registered = user.unwrap().registered.unwrap();
        // `date -u -d 2022-04-06T11:29:37Z +%s`
        assert_eq!(registered.unix_timestamp(), Ok(1_649_244_577));
    }
}

#[tokio::test]
async fn the_usage_at_computestacks_is_a_number_or_a_string_of_any_precision() {
    let call = call("computestacks", "GET");
    for usage in [
        "0.0",
        "0",
        "12.50",
        "-3",
        "123456789012345678.123456789012",
        r#""0.0""#,
        r#""12.50""#,
        r#""123456789012345678.123456789012""#,
    ] {
        let text = format!(r#"{{"user":{{"unprocessed_usage":{usage}}}}}"#);
        let decoded = read(call, json(text.clone())).await.unwrap();
        assert_eq!(decoded.text, text);
    }
}

/// The captured responses of a real Unleash server, with their statuses.
const CAPTURES: [(&str, u16); 7] = [
    ("01_admin_token", 200),
    ("02_pat_admin", 200),
    ("03_session_admin", 200),
    ("08_pat_editor", 200),
    ("20_no_header", 401),
    ("22_wrong_token", 401),
    ("24_client_token", 403),
];

pub(crate) fn captured(name: &str) -> Value {
    serde_json::from_str(&file(&format!("tests/captures/unleash/{name}.json"))).expect("JSON")
}

/// `value` with integers for the numbers that are whole: `format: double` is an `f64`, which writes 0 as `0.0`.
fn by_value(value: &Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => Value::from(float as i64),
            _ => value.clone(),
        },
        Value::Array(items) => items.iter().map(by_value).collect(),
        Value::Object(members) => members.iter().map(|(name, value)| (name.clone(), by_value(value))).collect(),
        other => other.clone(),
    }
}

#[tokio::test]
async fn captured_responses_survive_the_round_trip() {
    let call = call("unleash", "GET");
    for (name, status) in CAPTURES {
        let capture = captured(name);
        let response = ResponseTemplate::new(status).set_body_json(&capture);
        let encoded = match read(call, response).await {
            Ok(decoded) => (200, decoded.body()),
            Err(failed) => (failed.status.unwrap(), failed.error_body.expect("a documented error")),
        };
        assert_eq!((encoded.0, by_value(&encoded.1)), (status, capture), "{name}");
    }
}

#[test]
fn every_capture_is_tested() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/captures/unleash");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, CAPTURES.map(|(name, _)| format!("{name}.json")));
}

/// The properties that only an admin API token has, read from the generated types.
#[tokio::test]
async fn an_admin_token_has_no_user_id() {
    let server = responding(json(captured("01_admin_token").to_string())).await;
    let client = calls::unleash(&target(call("unleash", "GET"), server.uri()));
    let me = client.get_me().send().await.unwrap();
    assert!(me.user.id.is_none());
    assert_eq!(me.user.internal_admin_token_user_id, Some(-42));
    let secret = me.user.secret.as_ref().unwrap();
    assert_eq!(secret.expose(), "*:*.unleash-live-admin-token");
    assert_eq!(me.splash, BTreeMap::new());
}

#[tokio::test]
async fn labels_at_computestacks_are_strings_or_maps() {
    let call = call("computestacks", "POST");
    let example = Document::of("computestacks").examples(call).swap_remove(0);
    let labels: Vec<_> = members(&example["user"]["labels"]).map(|(_, label)| label.is_object()).collect();
    assert_eq!(labels, [false, true]);
    let server = responding(json(example.to_string())).await;
    let client = calls::computestacks(&target(call, server.uri()));
    let body = serde_json::from_str(call.body.unwrap()).unwrap();
    let user = client.create_user(body).send().await.unwrap().into_body().user;
    let labels = user.unwrap().labels.unwrap();
    use moored_computestacks::types::CreatedUserLabel::{Object, String};
    assert_eq!(labels["key"], String("value".to_owned()));
    let inner = BTreeMap::from([("key".to_owned(), "value".to_owned())]);
    assert_eq!(labels["other_key"], Object(inner));
}
