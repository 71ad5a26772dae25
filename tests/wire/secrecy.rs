//! Secrets are sent to the provider, and never printed.

use std::{fmt::Debug, time::Duration};

use moored_strawblond::types as strawblond;
use serde_json::json;
use wiremock::ResponseTemplate;

use crate::{
    calls::{self, CALLS, KEY, PASSWORD, TOKEN, Target, call},
    document::Document,
    examples::captured,
    schema::with,
    server::{Then, closed_port, json, read, responding, sending, target},
};

/// In plain text, and encoded for HTTP Basic.
const SECRETS: [&str; 4] = [PASSWORD, TOKEN, KEY, "cHVibGljLWtleTpodW50ZXIy"];

fn assert_no_secret(shown: &str, what: &str) {
    assert!(!shown.is_empty(), "{what}");
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{what} shows {secret}: {shown}");
    }
}

/// No error message contains a credential. The API key of Insighto is a special case, because it is part of the URL.
#[tokio::test]
async fn no_error_shows_a_credential() {
    let elsewhere = ResponseTemplate::new(302).insert_header("location", "http://localhost:9/");
    for response in [
        ResponseTemplate::new(500),
        ResponseTemplate::new(401),
        json("<html>"),
        json(r#"{"user": 1, "data": 1, "id": "x"}"#),
        json(""),
        elsewhere,
    ] {
        let server = responding(response).await;
        for call in CALLS.iter().filter(|call| call.method == "GET") {
            for scheme in call.schemes {
                let target = Target::new(server.uri(), &[scheme]);
                let failed = call.send(target).await.expect_err(&call.name());
                assert_no_secret(&failed.shown, &call.name());
            }
        }
    }
    for call in &CALLS {
        for (base_address, message) in [
            (closed_port(), "could not connect"),
            (sending(b"", Then::Close), "the connection failed"),
            (
                sending(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", Then::Close),
                "the connection failed while the body was read",
            ),
            (sending(b"", Then::Hold), "timed out after 150ms (`timeout`)"),
        ] {
            for scheme in call.schemes {
                let mut target = Target::new(base_address.as_str(), &[scheme]);
                target.timeout = Duration::from_millis(150);
                let failed = call.send(target).await.expect_err(&call.name());
                assert!(failed.message.ends_with(message), "{}", failed.message);
                assert_no_secret(&failed.shown, &call.name());
            }
        }
    }
}

#[test]
fn no_client_and_no_builder_shows_a_credential() {
    fn assert_debug(value: &dyn Debug) {
        assert_no_secret(&format!("{value:?} {value:#?}"), "Debug");
    }
    macro_rules! assert_provider {
        ($provider:ident, $module:ident, $($scheme:literal => $credential:expr),+) => {
            $({
                let credential = $credential;
                assert_debug(&credential);
                assert_debug(&$module::Client::builder().credential(credential));
                assert_debug(&calls::$provider(&Target::new("http://localhost", &[$scheme])));
            })+
        };
    }
    assert_provider!(computestacks, moored_computestacks,
        "oauth" => moored_computestacks::Credential::access_token(TOKEN),
        "basic" => moored_computestacks::Credential::basic("public-key", PASSWORD));
    assert_provider!(insighto, moored_insighto, "apiKey" => moored_insighto::Credential::api_key(KEY));
    assert_provider!(sendcloud, moored_sendcloud,
        "HTTPBasicAuth" => moored_sendcloud::Credential::basic("public-key", PASSWORD),
        "OAuth2ClientCreds" => moored_sendcloud::Credential::access_token(TOKEN));
    assert_provider!(strawblond, moored_strawblond, "bearer" => moored_strawblond::Credential::bearer(TOKEN));
    assert_provider!(unleash, moored_unleash, "apiKey" => moored_unleash::Credential::api_key(TOKEN));
    let client = calls::insighto(&Target::new("http://localhost", &["apiKey"]));
    assert_debug(&client.get_user());
}

/// The error for a credential that cannot be sent does not contain the credential.
#[test]
fn no_build_error_contains_its_input() {
    let error = moored_unleash::Client::builder()
        .base_address("http://localhost")
        .credential(moored_unleash::Credential::api_key(format!("{TOKEN}\n")))
        .build()
        .unwrap_err();
    assert_no_secret(&format!("{error} {error:?}"), "a key with a line break");
    let error =
        moored_insighto::Client::builder().base_address(format!("ftp://localhost/?api_key={KEY}")).build().unwrap_err();
    assert_no_secret(&format!("{error} {error:?}"), "an address with a key");
}

#[tokio::test]
async fn the_token_in_unleashs_response_is_not_printed() {
    let capture = captured("01_admin_token");
    let secret = capture["user"]["secret"].as_str().unwrap();
    let decoded = read(call("unleash", "GET"), json(capture.to_string())).await.unwrap();
    assert!(decoded.shown.contains("admin"), "{}", decoded.shown);
    assert!(!decoded.shown.contains(secret), "{}", decoded.shown);
}

#[tokio::test]
async fn the_password_in_computestackss_response_is_not_printed() {
    let call = call("computestacks", "POST");
    let example = Document::of("computestacks").examples(call).swap_remove(0);
    let example = with(&example, "/user/api/username", json!("visible"));
    let example = with(&example, "/user/api/password", json!("swordfish"));
    let decoded = read(call, json(example.to_string())).await.unwrap();
    assert!(decoded.shown.contains("visible"), "{}", decoded.shown);
    assert!(!decoded.shown.contains("swordfish"), "{}", decoded.shown);
    assert_eq!(decoded.body(), example);
}

#[tokio::test]
async fn a_new_password_at_strawblond_is_not_printed() {
    let client = calls::strawblond(&target(call("strawblond", "PATCH"), "http://localhost"));
    let body = strawblond::UpdateUser {
        firstname: Some("visible".to_owned()),
        password: Some("swordfish".into()),
        ..Default::default()
    };
    for shown in [format!("{body:?} {body:#?}"), format!("{:?}", client.update_user(body))] {
        assert!(shown.contains("visible"), "{shown}");
        assert!(!shown.contains("swordfish"), "{shown}");
    }
    let short = strawblond::UpdateUser { password: Some("shark".into()), ..Default::default() };
    let error = client.update_user(short).send().await.unwrap_err();
    let shown = format!("{error} {error:?} {error:#?}");
    assert!(shown.contains("shorter than 6 characters"), "{shown}");
    assert!(!shown.contains("shark"), "{shown}");
}
