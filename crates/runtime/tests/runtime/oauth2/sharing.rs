//! Concurrent calls share one token request.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use moored_runtime::{AccessToken, Core, Credential, Error, OAuth2, Secret};
use serde_json::json;
use tokio::task::JoinSet;

use super::{FLOW, Provider, SECRET, client_credentials, error_response, get, numbered, response, token_error};

const SLOW: Duration = Duration::from_millis(300);
const SOON: Duration = Duration::from_millis(100);

/// Begins a call that waits for its token.
async fn begin(core: &Core) -> tokio::task::JoinHandle<()> {
    let core = core.clone();
    let call = tokio::spawn(async move {
        get(&core).await.unwrap();
    });
    tokio::time::sleep(SOON).await;
    call
}

async fn cancel(call: tokio::task::JoinHandle<()>) {
    call.abort();
    assert!(call.await.unwrap_err().is_cancelled());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_calls_send_one_token_request() {
    let provider = Provider::start(|number| numbered(number).set_delay(SLOW)).await;
    let core = provider.core(client_credentials());
    let mut calls = JoinSet::new();
    for _ in 0..200 {
        let core = core.clone();
        calls.spawn(async move { get(&core).await.unwrap().status() });
    }
    assert!(calls.join_all().await.iter().all(|status| *status == 200));
    assert_eq!(provider.bearers().await, ["token-1"; 200]);
    assert_eq!(provider.token_requests().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn all_waiting_calls_share_a_failure_and_the_next_call_fetches_again() {
    let provider = Provider::start(|number| match number {
        1 => error_response(401, "invalid_client").set_delay(SLOW),
        _ => numbered(number),
    })
    .await;
    let core = provider.core(client_credentials());
    let mut calls = JoinSet::new();
    for _ in 0..200 {
        let core = core.clone();
        calls.spawn(async move { get(&core).await });
    }
    for result in calls.join_all().await {
        match result.unwrap_err() {
            Error::Token { source, .. } => assert_eq!(source.code(), Some("invalid_client")),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(provider.token_requests().await.len(), 1);
    get(&core).await.unwrap();
    assert_eq!(provider.token_requests().await.len(), 2);
}

#[tokio::test]
async fn a_failure_is_not_cached() {
    let provider = Provider::start(|_| error_response(401, "invalid_client")).await;
    let core = provider.core(client_credentials());
    for attempts in 1..=3 {
        token_error(&core).await;
        assert_eq!(provider.token_requests().await.len(), attempts);
    }
}

/// Even while a call that waited for it has not been polled yet.
#[tokio::test]
async fn a_failure_is_not_returned_to_later_calls() {
    let provider = Provider::start(|number| match number {
        1 => error_response(401, "invalid_client").set_delay(SLOW),
        _ => numbered(number),
    })
    .await;
    let core = provider.core(client_credentials());
    let mut idle = Box::pin(get(&core));
    tokio::time::timeout(SOON, &mut idle).await.unwrap_err();
    token_error(&core).await;
    get(&core).await.unwrap();
    idle.await.unwrap_err();
    assert_eq!(provider.token_requests().await.len(), 2);
}

#[tokio::test]
async fn the_call_that_began_the_request_can_be_dropped() {
    let provider = Provider::start(|number| numbered(number).set_delay(SLOW)).await;
    let core = provider.core(client_credentials());
    let first = begin(&core).await;
    let second = begin(&core).await;
    cancel(first).await;
    second.await.unwrap();
    assert_eq!(provider.bearers().await, ["token-1"]);
    assert_eq!(provider.token_requests().await.len(), 1);
}

#[tokio::test]
async fn after_all_calls_are_dropped_the_next_call_fetches_again() {
    let provider = Provider::start(|number| numbered(number).set_delay(SLOW)).await;
    let core = provider.core(client_credentials());
    let (first, second) = (begin(&core).await, begin(&core).await);
    cancel(first).await;
    cancel(second).await;
    get(&core).await.unwrap();
    assert_eq!(provider.bearers().await, ["token-2"]);
}

/// The provider has revoked the previous refresh token by then.
#[tokio::test]
async fn a_refresh_is_completed_after_all_calls_are_dropped() {
    let provider = Provider::start(|number| {
        let body = json!({ "access_token": format!("token-{number}"), "refresh_token": format!("refresh-{number}") });
        response(body).set_delay(SLOW)
    })
    .await;
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let oauth2 = OAuth2::refresh_token("oauth", &FLOW, "id", SECRET, "refresh-0")
        .on_refresh_token(move |token: &Secret| keep.lock().unwrap().push(token.clone()));
    let core = provider.core(oauth2);
    cancel(begin(&core).await).await;
    get(&core).await.unwrap();
    assert_eq!(provider.bearers().await, ["token-1"]);
    assert_eq!(*kept.lock().unwrap(), [Secret::from("refresh-1")]);
}

#[tokio::test]
async fn clients_that_are_not_clones_share_no_tokens() {
    let provider = Provider::start(numbered).await;
    let oauth2 = client_credentials();
    get(&provider.core(oauth2.clone())).await.unwrap();
    get(&provider.core(oauth2)).await.unwrap();
    assert_eq!(provider.bearers().await, ["token-1", "token-2"]);
}

/// Counts how many of its kind exist.
struct Fetch(Arc<AtomicUsize>);

impl Fetch {
    fn begin(running: &Arc<AtomicUsize>) -> Self {
        assert_eq!(running.fetch_add(1, Ordering::SeqCst), 0, "two fetches at the same time");
        Self(Arc::clone(running))
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_token_is_fetched_at_a_time_while_calls_begin_and_are_dropped() {
    let provider = Provider::start(numbered).await;
    let (running, started) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let count = Arc::clone(&started);
    let source = move || {
        let fetch = Fetch::begin(&running);
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_millis(3)).await;
            drop(fetch);
            match number % 3 {
                0 => Err("every third fetch fails"),
                _ => Ok(AccessToken::new("token").expires_in(Duration::from_millis(5))),
            }
        }
    };
    let core = provider.builder(Credential::token_source("oauth", source)).build().unwrap();
    let mut completed = JoinSet::new();
    for number in 0..300_u64 {
        let core = core.clone();
        let call = async move { get(&core).await.map_err(|error| error.to_string()) };
        if number % 4 == 0 {
            completed.spawn(call);
        } else {
            let call = tokio::spawn(call);
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_millis(number % 7)).await;
                call.abort();
            });
        }
        tokio::time::sleep(Duration::from_millis(number % 3)).await;
    }
    for result in completed.join_all().await {
        if let Err(error) = result {
            assert_eq!(error, "GET /user (get-user): no access token: the token source failed");
        }
    }
    assert!(started.load(Ordering::SeqCst) > 10);
}
