//! Unleash's client with a fake provider.

use moored::{Whoami as _, WhoamiError};
use moored_unleash::Client;
use moored_unleash::operations::{GetMeCall, GetMeError};
use moored_unleash::testing::{self, FakeProvider};
use moored_unleash::types::{AuthenticationError, MeSchema, PermissionError, UserSchema};

use crate::failures;

#[tokio::test]
async fn the_owner_of_a_token_is_a_user() {
    let fake = FakeProvider::new();
    let user = UserSchema::default().with_id(7).with_email("ada@example.com");
    let me = MeSchema::new(user, Vec::new(), Vec::new(), [("tour".to_owned(), true)].into());
    fake.on::<GetMeCall>().responds(&me);
    let identity = fake.client::<Client>().whoami().await.unwrap();
    assert_eq!((identity.id.as_deref(), identity.email.as_deref()), (Some("7"), Some("ada@example.com")));
}

#[tokio::test]
async fn a_documented_error_response_has_its_status_and_its_message() {
    let unauthorized = GetMeError::Unauthorized(AuthenticationError::default().with_message("No token"));
    let fake = FakeProvider::new();
    fake.on::<GetMeCall>().responds_error(&unauthorized);
    let error = fake.client::<Client>().get_me().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.error_body()), (401, Some(&unauthorized)));
    assert_eq!(error.message().as_deref(), Some("No token"));

    let forbidden = GetMeError::Forbidden(PermissionError::default());
    let error = WhoamiError::from(testing::error_response::<GetMeCall>(&forbidden));
    assert!(matches!(error, WhoamiError::Rejected { status, .. } if status == 403), "{error}");
}

#[tokio::test]
async fn each_failure_is_another_error() {
    failures::<Client, GetMeCall>().await;
}
