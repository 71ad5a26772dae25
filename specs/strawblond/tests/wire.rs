//! StrawBlond: updates of a user.

use moored_strawblond::types;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::{
    bodies::assert_null_is_not_sent,
    calls::{call, strawblond::client},
    server::{request, responding, target},
};

#[tokio::test]
async fn a_body_built_in_rust_has_the_property_names_of_the_document() {
    let server = responding(ResponseTemplate::new(200)).await;
    let update = call("strawblond", "PATCH");
    let client = client(&target(update, server.uri()));
    let body = types::UpdateUser {
        firstname: Some("Alice".to_owned()),
        password: Some("sesame".into()),
        locale: Some("de".parse().unwrap()),
        settings: Some(types::UpdateUserSettings { notify_rfd_invoices: Some(false), ..Default::default() }),
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
async fn a_description_that_is_null_is_not_sent() {
    assert_null_is_not_sent(call("strawblond", "PATCH"), json!({ "description": null })).await;
}

#[tokio::test]
async fn a_password_has_at_least_six_characters() {
    let server = responding(ResponseTemplate::new(200)).await;
    let client = client(&target(call("strawblond", "PATCH"), server.uri()));
    let body = |password: &str| types::UpdateUser { password: Some(password.into()), ..Default::default() };
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
        unknown.parse::<types::UpdateUserLocale>().expect_err(unknown);
        let body = serde_json::from_value::<types::UpdateUser>(json!({ "locale": unknown }));
        body.expect_err(unknown);
    }
    for known in ["de", "en"] {
        let locale: types::UpdateUserLocale = known.parse().unwrap();
        assert_eq!(locale.as_str(), known);
    }
}

#[tokio::test]
async fn a_new_password_is_not_printed() {
    let client = client(&target(call("strawblond", "PATCH"), "http://localhost"));
    let body = types::UpdateUser {
        firstname: Some("visible".to_owned()),
        password: Some("swordfish".into()),
        ..Default::default()
    };
    for shown in [format!("{body:?} {body:#?}"), format!("{:?}", client.update_user(body))] {
        assert!(shown.contains("visible"), "{shown}");
        assert!(!shown.contains("swordfish"), "{shown}");
    }
    let short = types::UpdateUser { password: Some("shark".into()), ..Default::default() };
    let error = client.update_user(short).send().await.unwrap_err();
    let shown = format!("{error} {error:?} {error:#?}");
    assert!(shown.contains("shorter than 6 characters"), "{shown}");
    assert!(!shown.contains("shark"), "{shown}");
}
