//! Unleash: captured responses of a real server decode, and encode to the same JSON.

#[path = "wire/unknown_fields.rs"]
mod unknown_fields;

use std::collections::BTreeMap;

use moored_unleash::{Client, Credential};
use serde_json::Value;
use wiremock::ResponseTemplate;

use crate::{
    calls::{TOKEN, call, unleash::client},
    document::read as read_file,
    secrecy::assert_no_secret,
    server::{json, read, responding, target},
};

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

fn captured(name: &str) -> Value {
    serde_json::from_str(&read_file(&format!("specs/unleash/tests/captures/{name}.json"))).expect("JSON")
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
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/specs/unleash/tests/captures");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, CAPTURES.map(|(name, _)| format!("{name}.json")));
}

/// The properties that only an admin API token has, read from the generated types.
#[tokio::test]
async fn an_admin_token_has_no_user_id() {
    let server = responding(json(captured("01_admin_token").to_string())).await;
    let client = client(&target(call("unleash", "GET"), server.uri()));
    let me = client.get_me().send().await.unwrap();
    assert!(me.user.id.is_none());
    assert_eq!(me.user.internal_admin_token_user_id, Some(-42));
    let secret = me.user.secret.as_ref().unwrap();
    assert_eq!(secret.expose(), "*:*.unleash-live-admin-token");
    assert_eq!(me.splash, BTreeMap::new());
}

#[tokio::test]
async fn the_token_in_a_response_is_not_printed() {
    let capture = captured("01_admin_token");
    let secret = capture["user"]["secret"].as_str().unwrap();
    let decoded = read(call("unleash", "GET"), json(capture.to_string())).await.unwrap();
    assert!(decoded.shown.contains("admin"), "{}", decoded.shown);
    assert!(!decoded.shown.contains(secret), "{}", decoded.shown);
}

/// The error for a credential that cannot be sent does not contain the credential.
#[test]
fn no_build_error_contains_its_input() {
    let error = Client::builder()
        .base_address("http://localhost")
        .credential(Credential::api_key(format!("{TOKEN}\n")))
        .build()
        .unwrap_err();
    assert_no_secret(&format!("{error} {error:?}"), "a key with a line break");
}
