//! When tokens are renewed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::stream;
use moored_runtime::{AccessToken, CallOptions, Core, Credential, Retries, reqwest};
use serde_json::json;
use tokio::task::JoinSet;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, Request, ResponseTemplate};

use crate::scripted::{self, Scripted, Step};
use crate::support::call_with;

use super::{
    GET_USER, Provider, advance, bearer, client_credentials, error_response, get, numbered, response, token_error,
};

const MONTH: Duration = Duration::from_secs(30 * 24 * 3600);

fn lasting(seconds: u64) -> impl Fn(usize) -> ResponseTemplate {
    move |number| response(json!({ "access_token": format!("token-{number}"), "expires_in": seconds }))
}

/// Asserts that a token of `lifetime` seconds is used just before `renewed_at`, and another one just after it.
async fn assert_renewed_at(lifetime: u64, renewed_at: u64) {
    let provider = Provider::start(lasting(lifetime)).await;
    let core = provider.core(client_credentials());
    get(&core).await.unwrap();
    advance(Duration::from_secs(renewed_at - 2)).await;
    get(&core).await.unwrap();
    advance(Duration::from_secs(2)).await;
    get(&core).await.unwrap();
    assert_eq!(provider.bearers().await, ["token-1", "token-1", "token-2"], "{lifetime}");
}

#[tokio::test]
async fn a_token_is_renewed_thirty_seconds_before_it_expires() {
    assert_renewed_at(3600, 3570).await;
    assert_renewed_at(300, 270).await;
}

#[tokio::test]
async fn a_short_lived_token_is_renewed_after_nine_tenths_of_its_lifetime() {
    assert_renewed_at(60, 54).await;
    assert_renewed_at(10, 9).await;
}

#[tokio::test]
async fn a_token_that_expires_at_once_is_used_once() {
    let provider = Provider::start(lasting(0)).await;
    let core = provider.core(client_credentials());
    get(&core).await.unwrap();
    get(&core).await.unwrap();
    assert_eq!(provider.bearers().await, ["token-1", "token-2"]);
}

#[tokio::test]
async fn a_token_without_a_lifetime_is_used_until_it_is_rejected() {
    let provider = Provider::start(|number| response(json!({ "access_token": format!("token-{number}") }))).await;
    let core = provider.core(client_credentials());
    get(&core).await.unwrap();
    advance(MONTH).await;
    assert_eq!(get(&core).await.unwrap().status(), 200);
    provider.revoke("token-1");
    assert_eq!(get(&core).await.unwrap().status(), 200);
    assert_eq!(provider.bearers().await, ["token-1", "token-1", "token-1", "token-2"]);
}

#[tokio::test]
async fn any_lifetime_is_accepted() {
    let provider = Provider::start(lasting(u64::MAX)).await;
    let source = || async { Ok::<_, std::io::Error>(AccessToken::new("token").expires_in(Duration::MAX)) };
    let of_source = provider.builder(Credential::token_source("oauth", source)).build().unwrap();
    for core in [provider.core(client_credentials()), of_source] {
        get(&core).await.unwrap();
        advance(MONTH).await;
        get(&core).await.unwrap();
    }
    assert_eq!(provider.bearers().await, ["token-1", "token-1", "token", "token"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_rejected_calls_send_one_token_request() {
    let provider = Provider::start(numbered).await;
    let core = provider.core(client_credentials());
    get(&core).await.unwrap();
    provider.revoke("token-1");
    let mut calls = JoinSet::new();
    for _ in 0..100 {
        let core = core.clone();
        calls.spawn(async move { get(&core).await.unwrap().status() });
    }
    assert!(calls.join_all().await.iter().all(|status| *status == 200));
    assert_eq!(provider.token_requests().await.len(), 2);
}

/// The call is rejected after other calls have renewed the token.
#[tokio::test]
async fn a_rejection_after_the_renewal_sends_no_token_request() {
    let server = MockServer::start().await;
    let tokens = AtomicUsize::new(0);
    let token = move |_: &Request| numbered(tokens.fetch_add(1, Ordering::SeqCst) + 1);
    Mock::given(method("POST")).and(path("/token")).respond_with(token).mount(&server).await;
    let calls = AtomicUsize::new(0);
    let user = move |request: &Request| match (calls.fetch_add(1, Ordering::SeqCst), bearer(request).as_str()) {
        (0, "token-1") => ResponseTemplate::new(401).set_delay(Duration::from_millis(500)),
        (_, "token-1") => ResponseTemplate::new(401),
        _ => ResponseTemplate::new(200),
    };
    Mock::given(method("GET")).respond_with(user).mount(&server).await;
    let credential = Credential::oauth2(client_credentials());
    let core = Core::builder(None).base_address(server.uri()).credential(credential).build().unwrap();

    let late = tokio::spawn({
        let core = core.clone();
        async move { get(&core).await.unwrap().status() }
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert_eq!(get(&core).await.unwrap().status(), 200);
    assert!(!late.is_finished());
    assert_eq!(late.await.unwrap(), 200);
    let requests = server.received_requests().await.unwrap();
    assert_eq!(requests.iter().filter(|request| request.method == "POST").count(), 2);
}

#[tokio::test]
async fn a_call_that_is_rejected_twice_returns_401() {
    let provider = Provider::start(numbered).await;
    provider.revoke("token-1");
    provider.revoke("token-2");
    let core = provider.core(client_credentials());
    assert_eq!(get(&core).await.unwrap().status(), 401);
    assert_eq!(provider.bearers().await, ["token-1", "token-2"]);
    assert_eq!(provider.token_requests().await.len(), 2);
}

/// A body that is a stream can be sent once, so the call is not repeated after the 401.
#[tokio::test]
async fn a_token_that_is_rejected_for_a_stream_is_not_used_again() {
    let provider = Provider::start(numbered).await;
    let core = provider.core(client_credentials());
    provider.revoke("token-1");
    let mut statuses = Vec::new();
    for _ in 0..3 {
        let body = reqwest::Body::wrap_stream(stream::iter([Ok::<_, std::io::Error>("abc")]));
        // Without the length, hyper sends no body with a GET.
        let request =
            core.http().unwrap().get(format!("{}/user", core.base_address())).header("content-length", 3).body(body);
        let response = core.execute::<()>(&GET_USER, request.build(), &CallOptions::new()).await.unwrap();
        statuses.push(response.status().as_u16());
    }
    assert_eq!(statuses, [401, 200, 200]);
    assert_eq!(provider.bearers().await, ["token-1", "token-2", "token-2"]);
}

#[tokio::test]
async fn the_last_token_that_is_rejected_is_not_used_again_either() {
    let provider = Provider::start(numbered).await;
    let core = provider.core(client_credentials());
    provider.revoke("token-1");
    provider.revoke("token-2");
    assert_eq!(get(&core).await.unwrap().status(), 401);
    assert_eq!(get(&core).await.unwrap().status(), 200);
    assert_eq!(provider.bearers().await, ["token-1", "token-2", "token-3"]);
}

/// The call ends before the body of the 401 does.
#[tokio::test]
async fn a_rejection_whose_body_never_arrives_counts() {
    let token = r#"{"access_token":"token","expires_in":3600}"#;
    let server = Scripted::new([
        scripted::response("200 OK", "", token),
        Step::Stall("HTTP/1.1 401 X\r\ncontent-length: 9\r\n\r\n".to_owned()),
        scripted::response("200 OK", "", token),
        scripted::response("200 OK", "", "{}"),
    ]);
    let core = Core::builder(None).base_address(&server.address).retries(Retries::off());
    let core = core.credential(Credential::oauth2(client_credentials())).build().unwrap();
    let options = CallOptions::new().timeout(Duration::from_millis(300));
    assert!(call_with(&core, &GET_USER, &options).await.unwrap_err().is_timeout());
    assert_eq!(get(&core).await.unwrap().status(), 200);
    let methods: Vec<_> = server.seen().iter().map(|seen| seen.text.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(methods, ["POST", "GET", "POST", "GET"]);
}

/// The body of the 401 is not read completely, so the call fails in another way.
#[tokio::test]
async fn a_rejection_with_a_body_above_the_limit_counts() {
    let server = MockServer::start().await;
    let tokens = AtomicUsize::new(0);
    let token = move |_: &Request| numbered(tokens.fetch_add(1, Ordering::SeqCst) + 1);
    Mock::given(method("POST")).and(path("/token")).respond_with(token).mount(&server).await;
    let user = |request: &Request| match bearer(request).as_str() {
        "token-1" => ResponseTemplate::new(401).set_body_string("x".repeat(1000)),
        _ => ResponseTemplate::new(200),
    };
    Mock::given(method("GET")).respond_with(user).mount(&server).await;
    let core = Core::builder(None).base_address(server.uri()).retries(Retries::off()).max_response_size(100);
    let core = core.credential(Credential::oauth2(client_credentials())).build().unwrap();
    assert_eq!(get(&core).await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_rejected_token_is_not_used_again_even_if_the_renewal_fails() {
    let provider = Provider::start(|number| match number {
        2 | 3 => error_response(503, "temporarily_unavailable"),
        _ => numbered(number),
    })
    .await;
    let core = provider.core(client_credentials());
    get(&core).await.unwrap();
    provider.revoke("token-1");
    assert!(token_error(&core).await.is_retryable());
    assert!(token_error(&core).await.is_retryable());
    get(&core).await.unwrap();
    assert_eq!(provider.bearers().await, ["token-1", "token-1", "token-4"]);
}

#[tokio::test]
async fn a_token_request_is_retried_after_a_transient_failure() {
    let provider = Provider::start(|number| match number {
        1 => ResponseTemplate::new(503),
        _ => numbered(number),
    })
    .await;
    let builder = provider.builder(Credential::oauth2(client_credentials()));
    let core = builder.retries(Retries::default()).build().unwrap();
    get(&core).await.unwrap();
    assert_eq!(provider.bearers().await, ["token-2"]);
}
