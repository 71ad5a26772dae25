//! Sendcloud's client, which acts for itself with client credentials (RFC 6749, section 4.4).

use std::time::Duration;

use moored_runtime::{ClientAuthentication, Error, OAuth2, TokenError};
use moored_sendcloud::{Client, Credential};
use tokio::task::JoinSet;

use crate::server::{ClientOf, Server, Stats};

/// The path of the operation.
const PATH: &str = "/user";
const HOUR: u32 = 3600;

fn oauth2(server: &Server, client: &ClientOf) -> OAuth2 {
    Credential::client_credentials(client.id.as_str(), client.secret.as_str()).token_url(server.token_url())
}

fn client(server: &Server, oauth2: OAuth2) -> Client {
    Client::builder().base_address(server.address()).credential(oauth2).build().expect("a client")
}

async fn assert_success(client: &Client) {
    let result = client.get_user().send().await;
    result.unwrap_or_else(|error| panic!("{error}"));
}

async fn token_error(client: &Client) -> TokenError {
    match client.get_user().send().await {
        Err(Error::Token { source, .. }) => source,
        other => panic!("no token error: {other:?}"),
    }
}

/// Fifty concurrent calls.
async fn assert_concurrent_success(client: &Client) {
    let mut calls = JoinSet::new();
    for _ in 0..50 {
        let client = client.clone();
        calls.spawn(async move { assert_success(&client).await });
    }
    calls.join_all().await;
}

#[tokio::test]
async fn a_client_authenticates_with_a_header() {
    let Some(server) = Server::start(PATH, HOUR) else { return };
    let client = client(&server, oauth2(&server, server.basic()));
    assert_success(&client).await;
    assert_success(&client).await;
    assert_eq!(server.stats().await, Stats { token_requests: 1, by_header: 1, accepted: 2, rejected: 0 });
}

#[tokio::test]
async fn a_client_authenticates_in_the_body() {
    let Some(server) = Server::start(PATH, HOUR) else { return };
    let oauth2 = oauth2(&server, server.post()).client_authentication(ClientAuthentication::Body);
    assert_success(&client(&server, oauth2)).await;
    assert_eq!(server.stats().await, Stats { token_requests: 1, by_header: 0, accepted: 1, rejected: 0 });
}

#[tokio::test]
async fn a_rejected_token_request_is_reported() {
    let Some(server) = Server::start(PATH, HOUR) else { return };
    let known = server.basic();
    let wrong = ClientOf { id: known.id.clone(), secret: "wrong".to_owned() };
    let error = token_error(&client(&server, oauth2(&server, &wrong))).await;
    assert_eq!((error.code(), error.status().map(|status| status.as_u16())), (Some("invalid_client"), Some(401)));
    assert!(error.description().is_some() && !error.is_retryable());

    let scope = oauth2(&server, known).scopes(["api", "admin"]);
    let error = token_error(&client(&server, scope)).await;
    assert_eq!(error.to_string(), "the token endpoint responded with invalid_scope (400 Bad Request)");
    assert_eq!(server.stats().await, Stats { token_requests: 2, by_header: 2, accepted: 0, rejected: 0 });
}

#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let Some(server) = Server::start(PATH, 2) else { return };
    let client = client(&server, oauth2(&server, server.basic()));
    for _ in 0..3 {
        assert_success(&client).await;
        tokio::time::sleep(Duration::from_millis(2100)).await;
    }
    assert_eq!(server.stats().await, Stats { token_requests: 3, by_header: 3, accepted: 3, rejected: 0 });
}

#[tokio::test]
async fn a_token_that_the_server_has_revoked_is_renewed_automatically() {
    let Some(server) = Server::start(PATH, HOUR) else { return };
    let client = client(&server, oauth2(&server, server.basic()));
    assert_success(&client).await;
    server.expire().await;
    assert_success(&client).await;
    assert_eq!(server.stats().await, Stats { token_requests: 2, by_header: 2, accepted: 2, rejected: 1 });
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_calls_share_one_token_request() {
    let Some(server) = Server::start(PATH, HOUR) else { return };
    let client = client(&server, oauth2(&server, server.basic()));
    assert_concurrent_success(&client).await;
    assert_eq!(server.stats().await, Stats { token_requests: 1, by_header: 1, accepted: 50, rejected: 0 });
    server.expire().await;
    assert_concurrent_success(&client).await;
    let Stats { token_requests, accepted, rejected, .. } = server.stats().await;
    assert_eq!((token_requests, accepted), (2, 100));
    assert!((1..=50).contains(&rejected), "{rejected}");
}
