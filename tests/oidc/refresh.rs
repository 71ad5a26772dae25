//! ComputeStacks' client, which speaks for a user by a refresh token (RFC 6749, section 6).

use std::sync::{Arc, Mutex, PoisonError};

use moored::computestacks::{Client, Credential};
use moored_runtime::{Error, OAuth2};

use crate::server::{Server, Stats};

fn oauth2(server: &Server, refresh_token: &str) -> OAuth2 {
    let client = server.basic();
    Credential::refresh_token(client.id.as_str(), client.secret.as_str(), refresh_token).token_url(server.token_url())
}

fn client(server: &Server, oauth2: OAuth2) -> Client {
    Client::builder().base_address(server.address()).credential(oauth2).build().expect("a client")
}

async fn assert_answers(client: &Client) {
    let answer = client.get_user().send().await;
    answer.unwrap_or_else(|error| panic!("{error}"));
}

/// The server gives a new refresh token each time. Who sends an old one again is a thief to it, and loses access.
#[tokio::test]
async fn a_client_goes_on_with_the_newest_refresh_token() {
    let Some(server) = Server::start(3600) else { return };
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let oauth2 = oauth2(&server, server.refresh_token()).on_refresh_token(move |token| {
        keep.lock().unwrap_or_else(PoisonError::into_inner).push(token.expose().to_owned());
    });
    let client = client(&server, oauth2);
    for _ in 0..3 {
        assert_answers(&client).await;
        server.expire().await;
    }
    assert_eq!(server.stats().await, Stats { token_requests: 3, by_header: 3, accepted: 3, rejected: 2 });
    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert_eq!(kept.len(), 3);
    assert!(!kept.iter().any(|token| token == server.refresh_token()));
}

#[tokio::test]
async fn a_client_that_was_given_what_another_has_kept_goes_on_from_there() {
    let Some(server) = Server::start(3600) else { return };
    let kept = Arc::new(Mutex::new(String::new()));
    let keep = Arc::clone(&kept);
    let first = oauth2(&server, server.refresh_token()).on_refresh_token(move |token| {
        *keep.lock().unwrap_or_else(PoisonError::into_inner) = token.expose().to_owned();
    });
    assert_answers(&client(&server, first)).await;
    let newest = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert_answers(&client(&server, oauth2(&server, &newest))).await;

    match client(&server, oauth2(&server, server.refresh_token())).get_user().send().await {
        Err(Error::Token { source, .. }) => assert_eq!(source.code(), Some("invalid_grant")),
        other => panic!("no token error: {other:?}"),
    }
}
