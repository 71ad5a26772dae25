//! Client credentials, which become an access token before the provider is asked.

use std::time::Duration;

use serde_json::json;
use wiremock::matchers::{body_string_contains, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use crate::support::{SECRET, ask, example, identity};

const TOKEN: &str = "issued-7d21a0";

/// Sendcloud, with `answer` where the tokens are and the user for who has one of them.
async fn sendcloud(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    let tokens =
        Mock::given(method("POST")).and(path("/token")).and(body_string_contains("grant_type=client_credentials"));
    tokens.and(body_string_contains("scope=api")).respond_with(answer).expect(..=1).mount(&server).await;
    let user = Mock::given(path("/user")).and(header("authorization", format!("Bearer {TOKEN}")));
    user.respond_with(ResponseTemplate::new(200).set_body_json(example("sendcloud", "/user"))).mount(&server).await;
    server
}

fn issued() -> ResponseTemplate {
    let token = json!({ "access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600 });
    ResponseTemplate::new(200).set_body_json(token)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_and_a_secret_become_a_token() {
    let server = sendcloud(issued()).await;
    let at = format!("{}/token", server.uri());
    let variables =
        [("SENDCLOUD_CLIENT_ID", "public"), ("SENDCLOUD_CLIENT_SECRET", SECRET), ("SENDCLOUD_TOKEN_URL", at.as_str())];
    assert_eq!(identity(&server, "sendcloud", &variables).await["name"], "user-417170");
}

/// They stand before client credentials in what `--help` lists.
#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_is_there_is_sent() {
    let server = sendcloud(ResponseTemplate::new(500)).await;
    let at = format!("{}/token", server.uri());
    let variables = [
        ("SENDCLOUD_TOKEN", TOKEN),
        ("SENDCLOUD_CLIENT_ID", "public"),
        ("SENDCLOUD_CLIENT_SECRET", SECRET),
        ("SENDCLOUD_TOKEN_URL", at.as_str()),
    ];
    assert_eq!(identity(&server, "sendcloud", &variables).await["name"], "user-417170");
    assert!(server.received_requests().await.is_some_and(|requests| requests.len() == 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_token_is_a_refusal_only_where_the_provider_refuses_it() {
    let refusal = |status, code| ResponseTemplate::new(status).set_body_json(json!({ "error": code }));
    for (answer, ends_with, says) in [
        (refusal(401, "invalid_client"), 1, "the provider refused the credential an access token"),
        (refusal(400, "unauthorized_client"), 1, "the provider refused the credential an access token"),
        (ResponseTemplate::new(401).set_body_string(SECRET), 1, "the provider refused the credential an access token"),
        (refusal(400, "invalid_scope"), 3, "the provider did not say (400)"),
        (ResponseTemplate::new(500), 3, "the provider did not say (500)"),
        (ResponseTemplate::new(200).set_body_string(SECRET), 3, "the provider's answer could not be understood"),
        (issued().set_delay(Duration::from_secs(20)), 3, "the provider took too long"),
    ] {
        let server = sendcloud(answer).await;
        let at = format!("{}/token", server.uri());
        let variables = [
            ("SENDCLOUD_CLIENT_ID", "public"),
            ("SENDCLOUD_CLIENT_SECRET", SECRET),
            ("SENDCLOUD_TOKEN_URL", at.as_str()),
        ];
        let arguments = ["whoami", "sendcloud", "--base-url", &server.uri(), "--timeout", "1"];
        let (code, stdout, stderr) = ask(&arguments, &variables).await;
        assert_eq!((code, stdout.as_str()), (ends_with, ""), "{says}: {stderr}");
        assert!(stderr.starts_with(&format!("error: Sendcloud: {says}")), "{says}: {stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}

/// Their scope is for what is nobody's.
#[tokio::test(flavor = "multi_thread")]
async fn where_they_do_not_tell_whose_they_are_they_are_not_asked_for() {
    let provider = moored::Provider::by_name("computestacks").expect("a provider");
    assert!(provider.schemes().iter().all(|scheme| scheme.name != "client_credentials"));
    assert_eq!(provider.token_url_variable(), None);
}
