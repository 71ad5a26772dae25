//! ComputeStacks' client, which acts for a user with a refresh token (RFC 6749, section 6).

use std::sync::{Arc, Mutex, PoisonError};

use moored_computestacks::{Client, Credential};
use moored_runtime::{Error, OAuth2};

use crate::server::{Server, Stats};

/// The path of the operation.
const PATH: &str = "/api/users";

fn oauth2(server: &Server, refresh_token: &str) -> OAuth2 {
    let client = server.basic();
    Credential::refresh_token(client.id.as_str(), client.secret.as_str(), refresh_token).token_url(server.token_url())
}

fn client(server: &Server, oauth2: OAuth2) -> Client {
    Client::builder().base_address(server.address()).credential(oauth2).build().expect("a client")
}

async fn assert_success(client: &Client) {
    let result = client.get_user().send().await;
    result.unwrap_or_else(|error| panic!("{error}"));
}

/// The server issues a new refresh token each time. If an old one is sent again, the server assumes theft and revokes
/// access.
#[tokio::test]
async fn a_client_uses_the_newest_refresh_token() {
    let Some(server) = Server::start(PATH, 3600) else { return };
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let oauth2 = oauth2(&server, server.refresh_token()).on_refresh_token(move |token| {
        keep.lock().unwrap_or_else(PoisonError::into_inner).push(token.expose().to_owned());
    });
    let client = client(&server, oauth2);
    for _ in 0..3 {
        assert_success(&client).await;
        server.expire().await;
    }
    assert_eq!(server.stats().await, Stats { token_requests: 3, by_header: 3, accepted: 3, rejected: 2 });
    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert_eq!(kept.len(), 3);
    assert!(!kept.iter().any(|token| token == server.refresh_token()));
}

#[tokio::test]
async fn a_client_can_continue_with_a_stored_refresh_token() {
    let Some(server) = Server::start(PATH, 3600) else { return };
    let kept = Arc::new(Mutex::new(String::new()));
    let keep = Arc::clone(&kept);
    let first = oauth2(&server, server.refresh_token()).on_refresh_token(move |token| {
        *keep.lock().unwrap_or_else(PoisonError::into_inner) = token.expose().to_owned();
    });
    assert_success(&client(&server, first)).await;
    let newest = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert_success(&client(&server, oauth2(&server, &newest))).await;

    match client(&server, oauth2(&server, server.refresh_token())).get_user().send().await {
        Err(Error::Token { source, .. }) => assert_eq!(source.code(), Some("invalid_grant")),
        other => panic!("no token error: {other:?}"),
    }
}
