//! Parameters of token requests that the document does not have, and tokens of single calls.

use moored_runtime::{BuildError, CallOptions, Core, Credential, OAuth2};
use wiremock::ResponseTemplate;

use super::{FLOW, GET_USER, Provider, SECRET, client_credentials, error_response, numbered, response, token_error};
use crate::support::{call_with, everything_shown};

async fn bodies(oauth2: OAuth2, token: impl Fn(usize) -> ResponseTemplate + Send + Sync + 'static) -> Vec<String> {
    let provider = Provider::start(token).await;
    let core = provider.core(oauth2);
    for _ in 0..2 {
        super::get(&core).await.unwrap();
    }
    let requests = provider.token_requests().await;
    requests.into_iter().map(|request| String::from_utf8(request.body).unwrap()).collect()
}

#[tokio::test]
async fn parameters_of_the_user_are_sent_with_each_token_request() {
    let oauth2 = client_credentials().parameter("audience", "https://api.example.com/").parameter("resource", "a b");
    let body = "grant_type=client_credentials&scope=read+write&audience=https%3A%2F%2Fapi.example.com%2F&resource=a+b";
    assert_eq!(bodies(oauth2.parameter("resource", "c"), numbered).await, [format!("{body}&resource=c")]);

    // A password first, and then the refresh token that came with the first token.
    let stale = |_| response(serde_json::json!({ "access_token": "t", "expires_in": 0, "refresh_token": "r" }));
    let password = OAuth2::password("oauth", &FLOW, "id", SECRET, "ada", "hunter2").parameter("audience", "x");
    let expected = [
        "grant_type=password&username=ada&password=hunter2&scope=read+write&audience=x",
        "grant_type=refresh_token&refresh_token=r&audience=x",
    ];
    assert_eq!(bodies(password, stale).await, expected);
}

#[test]
fn a_parameter_of_the_grant_is_an_error_of_building() {
    for name in ["grant_type", "client_id", "client_secret", "username", "password", "refresh_token"] {
        let error = build_error(client_credentials().parameter(name, "hunter2"));
        assert!(matches!(error, BuildError::InvalidCredential { scheme: "oauth", .. }));
        let reason = format!("its token requests have the parameter `{name}` already");
        assert_eq!(error.to_string(), format!("the credential for oauth is invalid: {reason}"));
        assert!(!everything_shown(&error).contains("hunter2"));
    }
    let error = build_error(client_credentials().parameter("scope", "a")).to_string();
    assert!(error.ends_with("the parameter `scope` already; set it with `scopes`"), "{error}");
    let error = build_error(client_credentials().parameter("", "a")).to_string();
    assert!(error.ends_with("a parameter of its token requests has no name"), "{error}");
}

fn build_error(oauth2: OAuth2) -> BuildError {
    Core::builder(Some("https://example.com")).credential(Credential::oauth2(oauth2)).build().unwrap_err()
}

#[tokio::test]
async fn neither_a_parameter_nor_its_error_is_shown() {
    let provider = Provider::start(|_| error_response(400, "invalid_target")).await;
    let oauth2 = client_credentials().parameter("assertion", "hunter2");
    assert!(!format!("{oauth2:?}").contains("hunter2"));
    assert!(!everything_shown(&token_error(&provider.core(oauth2)).await).contains("hunter2"));
}

#[tokio::test]
async fn the_token_of_a_call_lives_as_long_as_its_options() {
    let provider = Provider::start(numbered).await;
    let tenant = |id| CallOptions::new().credential(OAuth2::client_credentials("oauth", &FLOW, id, SECRET));
    let core = Core::builder(None).base_address(provider.server.uri()).build().unwrap();
    let (first, second) = (tenant("first"), tenant("second"));
    for options in [&first, &second, &first.clone(), &second.clone().idempotency_key("a")] {
        call_with(&core, &GET_USER, options).await.unwrap();
    }
    assert_eq!(provider.bearers().await, ["token-1", "token-2", "token-1", "token-2"]);
    // New options request a new token, and so does another client.
    call_with(&core, &GET_USER, &tenant("first")).await.unwrap();
    let other = Core::builder(None).base_address(provider.server.uri()).build().unwrap();
    call_with(&other, &GET_USER, &first).await.unwrap();
    call_with(&core.clone(), &GET_USER, &first).await.unwrap();
    assert_eq!(provider.bearers().await.split_off(4), ["token-3", "token-4", "token-1"]);
}

#[tokio::test]
async fn a_token_of_a_call_is_renewed_after_401() {
    let provider = Provider::start(numbered).await;
    provider.revoke("token-1");
    let options = CallOptions::new().credential(client_credentials());
    let core = Core::builder(None).base_address(provider.server.uri()).build().unwrap();
    assert_eq!(call_with(&core, &GET_USER, &options).await.unwrap().status(), 200);
    assert_eq!(provider.bearers().await, ["token-1", "token-2"]);
}

#[tokio::test]
async fn the_token_address_of_a_call_is_resolved_against_its_base_address() {
    let (main, tenant) = (Provider::start(numbered).await, Provider::start(numbered).await);
    let core = Core::builder(None).base_address(main.server.uri()).build().unwrap();
    let options = CallOptions::new().credential(client_credentials());
    call_with(&core, &GET_USER, &options.clone().base_address(tenant.server.uri())).await.unwrap();
    assert_eq!((main.token_requests().await.len(), tenant.token_requests().await.len()), (0, 1));
    // The token of the one is not sent to the other.
    call_with(&core, &GET_USER, &options).await.unwrap();
    assert_eq!((main.token_requests().await.len(), tenant.token_requests().await.len()), (1, 1));
}
