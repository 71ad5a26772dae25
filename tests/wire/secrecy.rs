//! Secrets are sent to the provider, and never printed.

use std::time::Duration;

use wiremock::ResponseTemplate;

use crate::{
    calls::{KEY, PASSWORD, PROVIDERS, TOKEN, Target, calls},
    server::{Then, closed_port, json, responding, sending},
};

/// In plain text, and encoded for HTTP Basic.
const SECRETS: [&str; 4] = [PASSWORD, TOKEN, KEY, "cHVibGljLWtleTpodW50ZXIy"];

pub(crate) fn assert_no_secret(shown: &str, what: &str) {
    assert!(!shown.is_empty(), "{what}");
    for secret in SECRETS {
        assert!(!shown.contains(secret), "{what} shows {secret}: {shown}");
    }
}

/// No error message contains a credential, not even an API key that is part of the address.
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
        for call in calls().filter(|call| call.method == "GET") {
            for scheme in call.schemes {
                let target = Target::new(server.uri(), &[scheme]);
                let failed = call.send(target).await.expect_err(&call.name());
                assert_no_secret(&failed.shown, &call.name());
            }
        }
    }
    for call in calls() {
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
    for provider in PROVIDERS {
        for (scheme, _) in provider.credentials {
            for shown in (provider.shown)(scheme) {
                assert_no_secret(&shown, &format!("{} {scheme}", provider.name));
            }
        }
    }
}
