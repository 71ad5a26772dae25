//! Request bodies: exactly the fields that are set are sent, and values that the document does not allow are rejected
//! before.

use moored_computestacks::types as computestacks;
use moored_strawblond::types as strawblond;
use serde_json::{Map, Value, json};
use wiremock::ResponseTemplate;

use crate::{
    calls::{self, CALLS, Call, call},
    document::Document,
    schema::{everything, one_at_a_time},
    server::{request, responding, target},
};

async fn sent(call: &Call, body: Value) -> Value {
    let server = responding(ResponseTemplate::new(418)).await;
    let failed = call.send_body(target(call, server.uri()), body).await;
    assert_eq!(failed.unwrap_err().status, Some(418));
    request(&server).await.body_json().unwrap()
}

#[tokio::test]
async fn each_property_of_a_body_is_sent_alone_and_together_with_all_others() {
    let mut seen = 0;
    for call in &CALLS {
        let document = Document::of(call.provider);
        let Some(schema) = document.request_schema(call) else {
            continue;
        };
        let mut bodies = one_at_a_time(&document, schema);
        bodies.push(everything(&document, schema));
        for body in bodies {
            assert_eq!(sent(call, body.clone()).await, body, "{}", call.name());
            seen += 1;
        }
    }
    // ComputeStacks PATCH: the minimal body, `user` without properties, 15 properties, all. POST: the minimal body, the
    // minimal `user`, 17 properties, all. StrawBlond PATCH: the minimal body, 9 properties, of which `settings` counts
    // 1 + 5, all.
    assert_eq!(seen, (2 + 15 + 1) + (2 + 17 + 1) + (1 + 8 + 6 + 1));
}

#[tokio::test]
async fn a_body_built_in_rust_has_the_property_names_of_the_document() {
    let server = responding(ResponseTemplate::new(200)).await;
    let update = call("strawblond", "PATCH");
    let client = calls::strawblond(&target(update, server.uri()));
    let body = strawblond::UpdateUser {
        firstname: Some("Alice".to_owned()),
        password: Some("sesame".into()),
        locale: Some("de".parse().unwrap()),
        settings: Some(strawblond::UpdateUserSettings { notify_rfd_invoices: Some(false), ..Default::default() }),
        google_id: Some(String::new()),
        ..Default::default()
    };
    client.update_user(body).send().await.unwrap();
    let expected = json!({
        "firstname": "Alice",
        "password": "sesame",
        "locale": "de",
        "settings": { "notifyRFDInvoices": false },
        "google_id": "",
    });
    let sent: Value = request(&server).await.body_json().unwrap();
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn a_new_user_has_the_required_properties_and_those_that_were_set() {
    let response = ResponseTemplate::new(201).set_body_json(json!({}));
    let server = responding(response).await;
    let create = call("computestacks", "POST");
    let client = calls::computestacks(&target(create, server.uri()));
    let mut user = computestacks::CreateUser::new("Jane", "Doe", "s1.example.com", "jane");
    user.merge_labels =
        Some(Map::from_iter([("team".to_owned(), json!("blue")), ("old".to_owned(), Value::Null)]).into());
    let body = computestacks::CreateUserRequest { user };
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

/// `type: string` does not allow `null`. It is the type of every property of these bodies, so that no `null` can be
/// sent.
#[tokio::test]
async fn null_is_sent_only_where_the_document_allows_it() {
    for (method, provider, body) in [
        ("PATCH", "computestacks", json!({ "user": { "phone": null } })),
        ("PATCH", "strawblond", json!({ "description": null })),
    ] {
        let call = call(provider, method);
        let document = Document::of(provider);
        let nullable = crate::schema::nodes(&document, document.request_schema(call).unwrap())
            .iter()
            .any(|node| node.schema["type"].is_array());
        assert!(!nullable, "{}: a property is nullable now; test that null can be sent", call.name());
        assert!(!sent(call, body).await.to_string().contains("null"), "{}", call.name());
    }
}

#[tokio::test]
async fn a_password_has_at_least_six_characters() {
    let server = responding(ResponseTemplate::new(200)).await;
    let client = calls::strawblond(&target(call("strawblond", "PATCH"), server.uri()));
    let body = |password: &str| strawblond::UpdateUser { password: Some(password.into()), ..Default::default() };
    for short in ["", "12345", "ääää5"] {
        let error = client.update_user(body(short)).send().await.unwrap_err();
        assert!(error.to_string().ends_with("the body at `password` is shorter than 6 characters"), "{error}");
    }
    assert!(server.received_requests().await.unwrap().is_empty());
    for long in ["123456", "ääääää"] {
        client.update_user(body(long)).send().await.unwrap();
    }
    assert_eq!(server.received_requests().await.unwrap().len(), 2);
}

#[test]
fn a_locale_is_one_of_two() {
    for unknown in ["fr", "DE", ""] {
        unknown.parse::<strawblond::UpdateUserLocale>().expect_err(unknown);
        let body = serde_json::from_value::<strawblond::UpdateUser>(json!({ "locale": unknown }));
        body.expect_err(unknown);
    }
    for known in ["de", "en"] {
        let locale: strawblond::UpdateUserLocale = known.parse().unwrap();
        assert_eq!(locale.as_str(), known);
    }
}

/// A body without the required properties cannot be decoded, and its constructor requires them.
#[test]
fn required_properties_cannot_be_left_out() {
    let call = call("computestacks", "POST");
    let whole: Value = serde_json::from_str(call.body.unwrap()).unwrap();
    serde_json::from_value::<computestacks::CreateUserRequest>(whole.clone()).unwrap();
    for name in ["fname", "lname", "provider_server", "provider_username"] {
        let body = crate::schema::without(&whole, &format!("/user/{name}"));
        serde_json::from_value::<computestacks::CreateUserRequest>(body).expect_err(name);
    }
}
