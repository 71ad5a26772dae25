//! StrawBlond's client with a fake provider.

use moored::Whoami as _;
use moored_strawblond::operations::{GetUserCall, UpdateUserCall};
use moored_strawblond::testing::FakeProvider;
use moored_strawblond::types::{UpdateUser, User};
use moored_strawblond::{Client, Error};

use crate::failures;

#[tokio::test]
async fn the_owner_of_a_token_has_a_full_name() {
    let fake = FakeProvider::new();
    fake.on::<GetUserCall>().responds(&User::default().with_id(7).with_full_name("Ada Lovelace"));
    let identity = fake.client::<Client>().whoami().await.unwrap();
    assert_eq!((identity.id.as_deref(), identity.name.as_deref()), (Some("7"), Some("Ada Lovelace")));
}

#[tokio::test]
async fn an_update_sends_what_it_changes() {
    let fake = FakeProvider::new().in_order();
    let change = UpdateUser::default().with_description("Counts");
    fake.on::<UpdateUserCall>().with_json(&change).responds(&());
    fake.on::<GetUserCall>().responds(&User::default());
    let client: Client = fake.client();
    client.update_user(change).await.unwrap();
    client.get_user().await.unwrap();
    assert_eq!(fake.calls::<UpdateUserCall>()[0].body(), r#"{"description":"Counts"}"#);
}

/// The client checks the bounds of the document before it sends anything.
#[tokio::test]
async fn a_value_out_of_bounds_reaches_no_provider() {
    let fake = FakeProvider::new();
    let change = UpdateUser::default().with_password("short");
    let error = fake.client::<Client>().update_user(change).await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn each_failure_is_another_error() {
    failures::<Client, GetUserCall>().await;
}
