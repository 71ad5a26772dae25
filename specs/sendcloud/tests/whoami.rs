//! Sendcloud: a pair of keys, a token, and client credentials, which are exchanged for an access token before the
//! request is sent.

use std::time::Duration;

use serde_json::json;
use wiremock::matchers::{body_string_contains, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{BASIC, SECRET, assert_usage_error, example, identity, run_beside_server, serve};

const TOKEN: &str = "issued-7d21a0";

/// A server: `response` for token requests, and the user for requests with the token.
async fn server(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    let tokens =
        Mock::given(method("POST")).and(path("/token")).and(body_string_contains("grant_type=client_credentials"));
    tokens.and(body_string_contains("scope=api")).respond_with(response).expect(..=1).mount(&server).await;
    let user = Mock::given(path("/user")).and(header("authorization", format!("Bearer {TOKEN}")));
    user.respond_with(ResponseTemplate::new(200).set_body_json(example("sendcloud", "/user"))).mount(&server).await;
    server
}

fn issued() -> ResponseTemplate {
    let token = json!({ "access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600 });
    ResponseTemplate::new(200).set_body_json(token)
}

#[tokio::test(flavor = "multi_thread")]
async fn client_credentials_are_exchanged_for_a_token() {
    let server = server(issued()).await;
    let token_url = format!("{}/token", server.uri());
    let variables = [
        ("SENDCLOUD_CLIENT_ID", "public"),
        ("SENDCLOUD_CLIENT_SECRET", SECRET),
        ("SENDCLOUD_TOKEN_URL", token_url.as_str()),
    ];
    assert_eq!(identity(&server, "sendcloud", &variables).await["name"], "user-417170");
}

/// A token precedes client credentials in the list of alternatives that `--help` prints.
#[tokio::test(flavor = "multi_thread")]
async fn a_given_token_is_sent() {
    let server = server(ResponseTemplate::new(500)).await;
    let token_url = format!("{}/token", server.uri());
    let variables = [
        ("SENDCLOUD_TOKEN", TOKEN),
        ("SENDCLOUD_CLIENT_ID", "public"),
        ("SENDCLOUD_CLIENT_SECRET", SECRET),
        ("SENDCLOUD_TOKEN_URL", token_url.as_str()),
    ];
    assert_eq!(identity(&server, "sendcloud", &variables).await["name"], "user-417170");
    assert!(server.received_requests().await.is_some_and(|requests| requests.len() == 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_rejected_token_request_exits_with_1() {
    let rejection = |status, code| ResponseTemplate::new(status).set_body_json(json!({ "error": code }));
    let rejected = "the provider rejected the request for an access token";
    for (response, expected_code, message) in [
        (rejection(401, "invalid_client"), 1, rejected),
        (rejection(400, "unauthorized_client"), 1, rejected),
        (ResponseTemplate::new(401).set_body_string(SECRET), 1, rejected),
        (rejection(400, "invalid_scope"), 3, "the provider responded with status 400"),
        (ResponseTemplate::new(500), 3, "the provider responded with status 500"),
        (ResponseTemplate::new(200).set_body_string(SECRET), 3, "the provider's response could not be decoded"),
        (issued().set_delay(Duration::from_secs(20)), 3, "the provider took too long"),
    ] {
        let server = server(response).await;
        let token_url = format!("{}/token", server.uri());
        let variables = [
            ("SENDCLOUD_CLIENT_ID", "public"),
            ("SENDCLOUD_CLIENT_SECRET", SECRET),
            ("SENDCLOUD_TOKEN_URL", token_url.as_str()),
        ];
        let arguments = ["whoami", "sendcloud", "--base-url", &server.uri(), "--timeout", "1"];
        let (code, stdout, stderr) = run_beside_server(&arguments, &variables).await;
        assert_eq!((code, stdout.as_str()), (expected_code, ""), "{message}: {stderr}");
        assert!(stderr.starts_with(&format!("error: Sendcloud: {message}")), "{message}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pair_of_keys_and_a_token() {
    let response = ResponseTemplate::new(200).set_body_json(example("sendcloud", "/user"));
    let expected = json!({
        "provider": "sendcloud", "id": null, "name": "user-417170", "email": "example@sendcloud.com", "organization": "Sendcloud",
    });
    let mock = Mock::given(path("/user")).and(header("authorization", BASIC));
    let server = serve(mock, response.clone()).await;
    let pair = [("SENDCLOUD_USERNAME", "public"), ("SENDCLOUD_PASSWORD", SECRET)];
    assert_eq!(identity(&server, "sendcloud", &pair).await, expected);

    let mock = Mock::given(path("/user")).and(header("authorization", format!("Bearer {SECRET}")));
    let server = serve(mock, response).await;
    assert_eq!(identity(&server, "sendcloud", &[("SENDCLOUD_TOKEN", SECRET)]).await, expected);
}

#[test]
fn a_missing_credential_is_a_usage_error() {
    let all = "SENDCLOUD_USERNAME and SENDCLOUD_PASSWORD, or SENDCLOUD_TOKEN, or SENDCLOUD_CLIENT_ID and \
               SENDCLOUD_CLIENT_SECRET\n";
    let arguments = ["whoami", "sendcloud"];
    assert_usage_error(&arguments, &[], &[all]);
    assert_usage_error(&arguments, &[("SENDCLOUD_USERNAME", "me")], &["; missing: SENDCLOUD_PASSWORD\n"]);
    assert_usage_error(&arguments, &[("SENDCLOUD_PASSWORD", SECRET)], &["; missing: SENDCLOUD_USERNAME\n"]);
}
