//! Token requests to a fake provider.

use moored_runtime::testing::{FakeProvider, FakeResponse};
use moored_runtime::{Core, Error, Flow, OAuth2, Retries, SendErrorKind};

use super::operations::GetUserCall;
use super::user;

static FLOW: Flow = Flow { token_url: "https://provider.invalid/token", refresh_url: None, scopes: &[] };

fn client(fake: &FakeProvider) -> Core {
    let credential = OAuth2::client_credentials("token", &FLOW, "id", "secret");
    fake.client_builder().credential(credential).retries(Retries::off()).build().unwrap()
}

#[tokio::test]
async fn a_token_request_gets_a_token() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().with_header("authorization", "Bearer fake-token").responds(&user(7));
    GetUserCall::new(&client(&fake), 7).await.unwrap();
    assert_eq!(fake.requests()[0].form()[0], ("grant_type".to_owned(), "client_credentials".to_owned()));
}

#[tokio::test]
async fn a_token_request_gets_what_the_test_states() {
    let fake = FakeProvider::new();
    let rejected = FakeResponse::new(400).json(&serde_json::json!({ "error": "invalid_client" }));
    fake.on_token().responds_with(rejected).fails(SendErrorKind::Connect);
    let error = GetUserCall::new(&client(&fake), 7).await.unwrap_err();
    assert!(matches!(&error, Error::Token { source, .. } if source.is_rejected()), "{error:?}");
    let error = GetUserCall::new(&client(&fake), 7).await.unwrap_err();
    assert!(matches!(&error, Error::Token { source, .. } if source.is_connect()), "{error:?}");
}
