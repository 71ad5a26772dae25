//! ComputeStacks: a user name and a password.

use serde_json::json;
use wiremock::matchers::{header, path};
use wiremock::{Mock, ResponseTemplate};

use crate::support::{BASIC, SECRET, example, identity, serve};

#[tokio::test(flavor = "multi_thread")]
async fn a_user_name_and_a_password() {
    let mock = Mock::given(path("/api/users")).and(header("authorization", BASIC));
    let server = serve(mock, ResponseTemplate::new(200).set_body_json(example("computestacks", "/api/users"))).await;
    let variables = [("COMPUTESTACKS_USERNAME", "public"), ("COMPUTESTACKS_PASSWORD", SECRET)];
    assert_eq!(
        identity(&server, "computestacks", &variables).await,
        json!({ "provider": "computestacks", "id": "1", "name": "John Doe", "email": "john@example.com", "organization": null })
    );
}

/// The scope of such tokens does not permit the operation, because they belong to no user.
#[tokio::test(flavor = "multi_thread")]
async fn client_credentials_that_identify_nobody_are_not_supported() {
    let provider = moored::Provider::by_name("computestacks").expect("a provider");
    assert!(provider.schemes().iter().all(|scheme| scheme.name != "client_credentials"));
    assert_eq!(provider.token_url_variable(), None);
}
