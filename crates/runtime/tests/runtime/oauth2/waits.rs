//! Token endpoints that ask to wait.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use moored_runtime::{CallOptions, Core, Credential, Error, NoErrorBody, Retries};
use wiremock::ResponseTemplate;

use super::{GET_USER, Provider, client_credentials, error_response, get, numbered};
use crate::support::call_with;

/// A provider whose token endpoint responds to the first request with 429 and `wait`, and the times of its requests.
async fn busy(wait: (&'static str, &'static str)) -> (Provider, Arc<Mutex<Vec<Instant>>>) {
    let times = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&times);
    let provider = Provider::start(move |number| {
        log.lock().unwrap().push(Instant::now());
        match number {
            1 => error_response(429, "slow_down").insert_header(wait.0, wait.1),
            _ => numbered(number),
        }
    });
    (provider.await, times)
}

fn core(provider: &Provider, retries: Retries) -> Core {
    provider.builder(Credential::oauth2(client_credentials())).retries(retries).build().unwrap()
}

#[tokio::test]
async fn a_token_request_is_sent_again_when_the_token_endpoint_allows_it() {
    for (wait, least) in [(("retry-after", "0.7"), 1000), (("retry-after-ms", "600"), 600)] {
        let (provider, times) = busy(wait).await;
        get(&core(&provider, Retries::default())).await.unwrap();
        let [first, second] = times.lock().unwrap().clone().try_into().unwrap();
        assert!(second - first >= Duration::from_millis(least), "{wait:?}: {:?}", second - first);
    }
}

#[tokio::test]
async fn a_wait_that_is_too_long_ends_the_call_at_once() {
    let of_token = |result: Result<_, Error<NoErrorBody>>| match result {
        Err(error @ Error::Token { .. }) => error.retry_after().unwrap(),
        other => panic!("expected a token error, found {other:?}"),
    };
    let begun = Instant::now();
    let (provider, times) = busy(("retry-after", "30")).await;
    let options = CallOptions::new().timeout(Duration::from_secs(20));
    let waits = [of_token(call_with(&core(&provider, Retries::default()), &GET_USER, &options).await), {
        let (provider, _) = busy(("retry-after", "3600")).await;
        of_token(get(&core(&provider, Retries::default())).await)
    }];
    assert!(waits[0] > Duration::from_secs(20) && waits[0] <= Duration::from_secs(30), "{waits:?}");
    assert!(waits[1] > Duration::from_secs(3000) && waits[1] <= Duration::from_secs(3600), "{waits:?}");
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(times.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn other_calls_do_not_ask_for_a_token_before_either() {
    let (provider, times) = busy(("retry-after", "1")).await;
    let core = core(&provider, Retries::off());
    for _ in 0..5 {
        let error = get(&core).await.unwrap_err();
        assert!(error.is_retryable() && error.retry_after() <= Some(Duration::from_secs(1)), "{error:?}");
    }
    assert_eq!(times.lock().unwrap().len(), 1);
    super::advance(Duration::from_secs(1)).await;
    get(&core).await.unwrap();
}

#[tokio::test]
async fn a_token_endpoint_that_does_not_ask_to_wait_gets_the_next_request_at_once() {
    let provider = Provider::start(|number| match number {
        1 => ResponseTemplate::new(503),
        _ => numbered(number),
    });
    let provider = provider.await;
    let core = core(&provider, Retries::off());
    assert_eq!(get(&core).await.unwrap_err().retry_after(), None);
    get(&core).await.unwrap();
}
