//! Sendcloud's client with a fake provider.

use moored::Whoami as _;
use moored_sendcloud::operations::GetUserCall;
use moored_sendcloud::testing::FakeProvider;
use moored_sendcloud::types::{GetUserResponse, User, UserRequired};
use moored_sendcloud::{Client, Credential};

use crate::failures;

fn user() -> GetUserResponse {
    let required = UserRequired {
        company_name: "Lovelace & Co".to_owned(),
        email: "ada@example.com".to_owned(),
        ..UserRequired::default()
    };
    GetUserResponse::default().with_user(User::new(required))
}

#[tokio::test]
async fn the_owner_of_a_key_has_a_company() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().responds(&user());
    let identity = fake.client::<Client>().whoami().await.unwrap();
    assert_eq!(
        (identity.email.as_deref(), identity.organization.as_deref()),
        (Some("ada@example.com"), Some("Lovelace & Co"))
    );
}

/// The fake provider has a token endpoint as well.
#[tokio::test]
async fn an_access_token_is_requested_once() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().with_header("authorization", "Bearer fake-token").responds(&user()).times(2);
    let credential = Credential::client_credentials("id", "secret").token_url("https://provider.invalid/token");
    let client: Client = fake.client_builder().credential(credential).build().unwrap();
    client.get_user().await.unwrap();
    client.get_user().await.unwrap();
    let operations: Vec<_> = fake.requests().iter().map(|request| request.operation().is_some()).collect();
    assert_eq!(operations, [false, true, true]);
}

#[tokio::test]
async fn each_failure_is_another_error() {
    failures::<Client, GetUserCall>().await;
}
