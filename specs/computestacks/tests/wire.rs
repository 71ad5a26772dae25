//! ComputeStacks: users with labels, usage and a password.

use std::collections::BTreeMap;

use moored_computestacks::types;
use serde_json::{Map, Value, json};
use wiremock::ResponseTemplate;

use crate::{
    bodies::assert_null_is_not_sent,
    calls::{call, computestacks::client},
    document::{Document, members},
    requests::{assert_sent, sent},
    schema::{with, without},
    server::{json, read, request, responding, target},
};

#[tokio::test]
async fn a_credential_that_the_operation_does_not_require_is_not_sent() {
    let create = call("computestacks", "POST");
    assert!(!create.schemes.contains(&"basic"));
    assert_sent(&sent(create, &["basic"], "").await, create, None, "");
}

#[tokio::test]
async fn a_new_user_has_the_required_properties_and_those_that_were_set() {
    let response = ResponseTemplate::new(201).set_body_json(json!({}));
    let server = responding(response).await;
    let create = call("computestacks", "POST");
    let client = client(&target(create, server.uri()));
    let mut user = types::CreateUser::new("Jane", "Doe", "s1.example.com", "jane");
    user.merge_labels =
        Some(Map::from_iter([("team".to_owned(), json!("blue")), ("old".to_owned(), Value::Null)]).into());
    let body = types::CreateUserRequest { user };
    client.create_user(body).send().await.unwrap();
    let expected = json!({ "user": {
        "fname": "Jane",
        "lname": "Doe",
        "provider_server": "s1.example.com",
        "provider_username": "jane",
        "merge_labels": { "team": "blue", "old": null },
    } });
    let sent: Value = request(&server).await.body_json().unwrap();
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn a_phone_number_that_is_null_is_not_sent() {
    assert_null_is_not_sent(call("computestacks", "PATCH"), json!({ "user": { "phone": null } })).await;
}

/// A body without the required properties cannot be decoded, and its constructor requires them.
#[test]
fn required_properties_cannot_be_left_out() {
    let call = call("computestacks", "POST");
    let whole: Value = serde_json::from_str(call.body.unwrap()).unwrap();
    serde_json::from_value::<types::CreateUserRequest>(whole.clone()).unwrap();
    for name in ["fname", "lname", "provider_server", "provider_username"] {
        let body = without(&whole, &format!("/user/{name}"));
        serde_json::from_value::<types::CreateUserRequest>(body).expect_err(name);
    }
}

#[tokio::test]
async fn the_usage_is_a_number_or_a_string_of_any_precision() {
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

#[tokio::test]
async fn labels_are_strings_or_maps() {
    let call = call("computestacks", "POST");
    let example = Document::of("computestacks").examples(call).swap_remove(0);
    let labels: Vec<_> = members(&example["user"]["labels"]).map(|(_, label)| label.is_object()).collect();
    assert_eq!(labels, [false, true]);
    let server = responding(json(example.to_string())).await;
    let client = client(&target(call, server.uri()));
    let body = serde_json::from_str(call.body.unwrap()).unwrap();
    let user = client.create_user(body).send().await.unwrap().into_body().user;
    let labels = user.unwrap().labels.unwrap();
    use types::CreatedUserLabel::{Object, String};
    assert_eq!(labels["key"], String("value".to_owned()));
    let inner = BTreeMap::from([("key".to_owned(), "value".to_owned())]);
    assert_eq!(labels["other_key"], Object(inner));
}

#[tokio::test]
async fn the_password_in_a_response_is_not_printed() {
    let call = call("computestacks", "POST");
    let example = Document::of("computestacks").examples(call).swap_remove(0);
    let example = with(&example, "/user/api/username", json!("visible"));
    let example = with(&example, "/user/api/password", json!("swordfish"));
    let decoded = read(call, json(example.to_string())).await.unwrap();
    assert!(decoded.shown.contains("visible"), "{}", decoded.shown);
    assert!(!decoded.shown.contains("swordfish"), "{}", decoded.shown);
    assert_eq!(decoded.body(), example);
}
