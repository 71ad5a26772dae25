//! What a fake provider reports about requests that it did not expect, or did not get.

use std::error::Error as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

use moored_runtime::testing::FakeProvider;
use moored_runtime::{Core, Error, Method};
use serde_json::json;

use super::operations::{AddUserCall, AddUserSuccess, GetUserCall, GetUserError};
use super::user;

/// The message of the panic of `run`.
fn panic_of(run: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(run)).unwrap_err();
    panic.downcast_ref::<String>().unwrap().clone()
}

/// Why a call of a user gets no response.
async fn reason(call: GetUserCall) -> String {
    let error = call.await.unwrap_err();
    assert!(matches!(&error, Error::Transport(_)) && !error.is_retryable(), "{error:?}");
    error.source().unwrap().to_string()
}

/// A clone, which does not verify when it is dropped.
fn fake() -> FakeProvider {
    FakeProvider::new().clone()
}

#[tokio::test]
async fn an_unexpected_call_names_what_is_expected_instead() {
    let fake = fake();
    fake.on::<AddUserCall>().responds(&AddUserSuccess::Accepted);
    let core: Core = fake.client();
    assert_eq!(
        reason(GetUserCall::new(&core, 7)).await,
        "GET /users/{id} (get-user): the request is not expected: there are expectations for POST /users (add-user) only"
    );
    // It is not retried.
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test]
async fn a_call_that_differs_names_the_difference() {
    let fake = fake();
    fake.on::<GetUserCall>().with_path("id", 8).responds(&user(8));
    fake.on::<GetUserCall>().with_query("fields", "name").responds(&user(8));
    let core: Core = fake.client();
    assert_eq!(
        reason(GetUserCall::new(&core, 7).fields(vec!["id".to_owned()])).await,
        "GET /users/{id} (get-user): the request is not expected: the path parameter `id` is `7`, and `8` is expected; \
         the query parameter `fields` is `id`, and `name` is expected"
    );
    fake.on::<AddUserCall>().with_json(&user(8)).responds(&AddUserSuccess::Accepted);
    let error = AddUserCall::new(&core, user(7)).await.unwrap_err();
    assert_eq!(
        error.source().unwrap().to_string(),
        "POST /users (add-user): the request is not expected: the body differs at /id: it is 7, and 8 is expected"
    );
}

#[tokio::test]
async fn no_message_shows_a_secret() {
    let fake = fake();
    let core: Core = fake.client();
    let expect = || fake.on_raw(Method::POST, "/resets/{token}");
    expect().with_path("token", "hunter2");
    expect().with_query("access_token", "hunter2");
    expect().with_header("X-Api-Key", "hunter2");
    expect().with_json(&json!({ "name": "Ada", "password": "hunter2" }));
    expect().with_json(&json!({ "name": "Bo", "of": { "password": "hunter2" } }));
    expect().with_json(&json!([{ "password": "hunter2" }]));
    let request = core.raw_request(Method::POST, "/resets/{token}").path("token", "hunter3");
    let error = request.json(&json!({ "name": "Ada", "password": "hunter3" })).send().await.unwrap_err();
    assert_eq!(
        error.source().unwrap().to_string(),
        "POST /resets/{token} (raw): the request is not expected: the path parameter `token` has another value; \
         the query parameter `access_token` is missing; the header `X-Api-Key` is missing; \
         the body differs at /password: it has another value; \
         the body differs at /name: it is \"Ada\", and \"Bo\" is expected; \
         the body differs: it is {\"name\":\"Ada\",\"password\":null}, and [{\"password\":null}] is expected"
    );
    let shown = format!("{:?} {:?}", fake, fake.requests());
    assert!(shown.contains("POST /resets/{token} (raw)") && !shown.contains("hunter3"), "{shown}");
}

#[tokio::test]
async fn a_call_too_many_is_an_error() {
    let fake = fake();
    fake.on::<GetUserCall>().responds(&user(7)).times(2);
    let core: Core = fake.client();
    GetUserCall::new(&core, 7).await.unwrap();
    GetUserCall::new(&core, 7).await.unwrap();
    fake.verify();
    assert_eq!(
        reason(GetUserCall::new(&core, 7)).await,
        "GET /users/{id} (get-user): the request is not expected: it was expected 2 times, and has come before"
    );
    let message = panic_of(|| fake.verify());
    assert!(message.ends_with("has come before"), "{message}");
}

#[tokio::test]
async fn a_call_that_is_missing_is_a_panic_when_the_provider_is_dropped() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().responds(&user(7)).times(2).responds_error(&GetUserError::NotFound);
    fake.on::<AddUserCall>().responds(&AddUserSuccess::Accepted).any_times();
    GetUserCall::new(&fake.client(), 7).await.unwrap();
    assert_eq!(
        panic_of(|| drop(fake)),
        "the requests are not those that the fake provider expects:\n  \
         GET /users/{id} (get-user): expected 3 times, received once"
    );
}

#[tokio::test]
async fn the_order_counts_if_the_test_asks_for_it() {
    let fake = fake().in_order();
    fake.on::<AddUserCall>().responds(&AddUserSuccess::Accepted);
    fake.on::<GetUserCall>().responds(&user(7));
    let core: Core = fake.client();
    assert_eq!(
        reason(GetUserCall::new(&core, 7)).await,
        "GET /users/{id} (get-user): the request is not expected: POST /users (add-user) is expected first"
    );
    AddUserCall::new(&core, user(7)).await.unwrap();
    GetUserCall::new(&core, 7).await.unwrap();
}

#[tokio::test]
async fn an_expectation_without_a_response_is_an_error() {
    let fake = fake();
    fake.on::<GetUserCall>().with_path("id", 7);
    let reason = reason(GetUserCall::new(&fake.client(), 7)).await;
    assert!(reason.ends_with("its expectation has no response, which `responds` adds"), "{reason}");
}

/// A test that fails for another reason shows that reason.
#[test]
fn a_panic_on_the_way_is_not_replaced() {
    let message = panic_of(|| {
        let fake = FakeProvider::new();
        fake.on::<GetUserCall>().responds(&user(7));
        assert!(fake.requests().len() == 1, "{}", "another reason");
    });
    assert_eq!(message, "another reason");
}
