//! ComputeStacks' client with a fake provider.

use moored::Whoami as _;
use moored_computestacks::operations::{CreateUserCall, GetUserCall, UpdateUserCall};
use moored_computestacks::testing::{FakeProvider, FakeResponse};
use moored_computestacks::types::{
    CreateUser, CreateUserRequest, CreateUserResponse, CreatedUser, GetUserResponse, UpdateUserRequest, User,
};
use moored_computestacks::{Client, types};

use crate::failures;

#[tokio::test]
async fn the_owner_of_a_credential_is_a_user() {
    let fake = FakeProvider::new();
    let user = User::default().with_id(7).with_fname("Ada").with_lname("Lovelace");
    fake.on::<GetUserCall>().responds(&GetUserResponse::default().with_user(user));
    let identity = fake.client::<Client>().whoami().await.unwrap();
    assert_eq!((identity.id.as_deref(), identity.name.as_deref()), (Some("7"), Some("Ada Lovelace")));
}

#[tokio::test]
async fn a_user_is_created_and_changed() {
    let fake = FakeProvider::new().in_order();
    let user = CreateUser::new("Ada", "Lovelace", "shop", "ada");
    let created = CreateUserResponse::default().with_user(CreatedUser::default());
    fake.on::<CreateUserCall>()
        .with(|request| request.json::<serde_json::Value>()["user"]["provider_username"] == "ada")
        .responds_with(FakeResponse::success::<CreateUserCall>(&created).status(201));
    fake.on::<UpdateUserCall>().responds(&());
    let client: Client = fake.client();
    assert_eq!(client.create_user(CreateUserRequest::new(user)).await.unwrap().status(), 201);
    client.update_user(UpdateUserRequest::new(types::UpdateUser::default())).await.unwrap();
}

#[tokio::test]
async fn each_failure_is_another_error() {
    failures::<Client, GetUserCall>().await;
}
