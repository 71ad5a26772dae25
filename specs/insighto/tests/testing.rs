//! Insighto's client with a fake provider.

use moored::{Identity, Whoami as _};
use moored_insighto::operations::GetUserCall;
use moored_insighto::runtime::Uuid;
use moored_insighto::testing::FakeProvider;
use moored_insighto::types::{GetUserResponse, User};
use moored_insighto::{Client, Credential};

use crate::failures;

#[tokio::test]
async fn the_owner_of_a_key_is_in_the_data() {
    let fake = FakeProvider::new();
    let user = User::default().with_first_name("Ada").with_last_name("Lovelace");
    let user = user.with_id("3c90c3cc-0d44-4b50-8888-8dd25736052a".parse::<Uuid>().unwrap());
    fake.on::<GetUserCall>().with_query("api_key", "in-key").responds(&GetUserResponse::default().with_data(user));
    let client: Client = fake.client_builder().credential(Credential::api_key("in-key")).build().unwrap();
    let expected = Identity {
        provider: "insighto".to_owned(),
        id: Some("3c90c3cc-0d44-4b50-8888-8dd25736052a".to_owned()),
        name: Some("Ada Lovelace".to_owned()),
        email: None,
        organization: None,
    };
    assert_eq!(client.whoami().await.unwrap(), expected);
}

#[tokio::test]
async fn each_failure_is_another_error() {
    failures::<Client, GetUserCall>().await;
}
