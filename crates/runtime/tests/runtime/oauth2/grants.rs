//! The token requests of each grant.

use std::sync::{Arc, Mutex};

use moored_runtime::{BuildError, ClientAuthentication, Core, Credential, Flow, OAuth2, Secret};
use serde_json::{Value, json};
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer};

use super::{FLOW, Provider, SECRET, client_credentials, error_response, form, get, numbered, response, token_error};

/// A token that expires at once, so that each call sends a token request.
fn stale(refresh_token: impl Into<Value>) -> Value {
    json!({ "access_token": "token", "expires_in": 0, "refresh_token": refresh_token.into() })
}

fn password() -> OAuth2 {
    OAuth2::password("oauth", &FLOW, "id", SECRET, "ada@example.com", "hunter 2")
}

fn refresh_token() -> OAuth2 {
    OAuth2::refresh_token("oauth", &FLOW, "id", SECRET, "refresh-0")
}

/// The header `Authorization` and the body of the only token request of `oauth2`.
async fn token_request(oauth2: OAuth2) -> (Option<String>, String) {
    let provider = Provider::start(numbered).await;
    get(&provider.core(oauth2)).await.unwrap();
    let requests = provider.token_requests().await;
    assert_eq!(requests.len(), 1);
    let request = requests.first().unwrap();
    assert_eq!(request.headers.get("accept").unwrap(), "application/json");
    assert_eq!(request.headers.get("content-type").unwrap(), "application/x-www-form-urlencoded");
    let authorization = request.headers.get("authorization").map(|value| value.to_str().unwrap().to_owned());
    (authorization, String::from_utf8(request.body.clone()).unwrap())
}

#[tokio::test]
async fn each_grant_sends_its_parameters() {
    let basic = Some("Basic aWQ6czNjcmV0".to_owned());
    let body = "grant_type=client_credentials&scope=read+write".to_owned();
    assert_eq!(token_request(client_credentials()).await, (basic.clone(), body));
    let body = "grant_type=password&username=ada%40example.com&password=hunter+2&scope=read+write".to_owned();
    assert_eq!(token_request(password()).await, (basic.clone(), body));
    let body = "grant_type=refresh_token&refresh_token=refresh-0".to_owned();
    assert_eq!(token_request(refresh_token()).await, (basic, body));
}

#[tokio::test]
async fn scopes_of_the_user_replace_the_documented_ones() {
    let (_, body) = token_request(client_credentials().scopes(["a", "b:c", "d/e"])).await;
    assert_eq!(body, "grant_type=client_credentials&scope=a+b%3Ac+d%2Fe");
    let (_, body) = token_request(client_credentials().scopes([""; 0])).await;
    assert_eq!(body, "grant_type=client_credentials");
    let (_, body) = token_request(refresh_token().scopes(["read"])).await;
    assert_eq!(body, "grant_type=refresh_token&refresh_token=refresh-0&scope=read");
}

/// RFC 6749, section 2.3.1: id and secret are form-encoded before they are encoded for HTTP Basic.
#[tokio::test]
async fn the_client_authenticates_with_http_basic() {
    let oauth2 = OAuth2::client_credentials("oauth", &FLOW, "i:d", "p%s é+");
    // i%3Ad:p%25s+%C3%A9%2B
    let basic = "Basic aSUzQWQ6cCUyNXMrJUMzJUE5JTJC".to_owned();
    assert_eq!(token_request(oauth2).await.0, Some(basic));
}

#[tokio::test]
async fn the_client_authenticates_in_the_body_or_sends_only_its_id() {
    let oauth2 = OAuth2::client_credentials("oauth", &FLOW, "i:d", "p%s").scopes([""; 0]);
    let body = "grant_type=client_credentials&client_id=i%3Ad&client_secret=p%25s".to_owned();
    assert_eq!(token_request(oauth2.clone().client_authentication(ClientAuthentication::Body)).await, (None, body));
    let body = "grant_type=client_credentials&client_id=i%3Ad".to_owned();
    assert_eq!(token_request(oauth2.client_authentication(ClientAuthentication::None)).await, (None, body));
}

#[tokio::test]
async fn the_client_credentials_grant_ignores_a_refresh_token() {
    let provider = Provider::start(|_| response(stale("refresh-1"))).await;
    let core = provider.core(client_credentials());
    get(&core).await.unwrap();
    get(&core).await.unwrap();
    for form in provider.forms().await {
        assert_eq!(form["grant_type"], "client_credentials");
    }
}

#[tokio::test]
async fn a_password_is_sent_once_if_a_refresh_token_is_issued() {
    let provider = Provider::start(|number| match number {
        1 => response(stale("refresh-1")),
        // Without a new refresh token, the previous one stays valid.
        2 => response(stale(Value::Null)),
        3 => response(stale("refresh-3")),
        4 => error_response(400, "invalid_grant"),
        5 => response(stale("refresh-5")),
        _ => response(stale(Value::Null)),
    })
    .await;
    let core = provider.core(password());
    for _ in 0..5 {
        get(&core).await.unwrap();
    }
    let forms = provider.forms().await;
    let sent: Vec<_> =
        forms.iter().map(|form| form.get("refresh_token").unwrap_or_else(|| &form["password"])).collect();
    assert_eq!(sent, ["hunter 2", "refresh-1", "refresh-1", "refresh-3", "hunter 2", "refresh-5"]);
}

#[tokio::test]
async fn a_password_is_sent_again_only_after_invalid_grant() {
    let provider = Provider::start(|number| match number {
        1 => response(stale("refresh-1")),
        _ => error_response(401, "invalid_client"),
    })
    .await;
    let core = provider.core(password());
    get(&core).await.unwrap();
    assert_eq!(token_error(&core).await.code(), Some("invalid_client"));
    assert_eq!(provider.token_requests().await.len(), 2);
}

#[tokio::test]
async fn a_password_without_a_refresh_token_is_sent_each_time() {
    let provider = Provider::start(|_| response(stale(""))).await;
    let core = provider.core(password());
    get(&core).await.unwrap();
    get(&core).await.unwrap();
    for form in provider.forms().await {
        assert_eq!(form["grant_type"], "password");
    }
}

#[tokio::test]
async fn the_newest_refresh_token_is_used_and_passed_to_the_user() {
    let provider = Provider::start(|number| match number {
        1 => response(stale("refresh-1")),
        2 => response(stale(Value::Null)),
        3 => response(stale("refresh-1")),
        4 => response(stale("refresh-4")),
        _ => error_response(400, "invalid_grant"),
    })
    .await;
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let keep = move |token: &Secret| keep.lock().unwrap().push(token.expose().to_owned());
    let core = provider.core(refresh_token().on_refresh_token(keep));
    for _ in 0..4 {
        get(&core).await.unwrap();
    }
    assert_eq!(token_error(&core).await.code(), Some("invalid_grant"));
    let forms = provider.forms().await;
    let used: Vec<_> = forms.iter().map(|form| form["refresh_token"].as_str()).collect();
    assert_eq!(used, ["refresh-0", "refresh-1", "refresh-1", "refresh-1", "refresh-4"]);
    assert_eq!(*kept.lock().unwrap(), ["refresh-1", "refresh-4"]);
}

/// The paths of the token requests of `oauth2`, with the base address `/v1`.
async fn paths(oauth2: OAuth2) -> Vec<String> {
    let server = MockServer::start().await;
    Mock::given(method("POST")).respond_with(response(stale("refresh-1"))).mount(&server).await;
    Mock::given(path("/v1/user")).respond_with(numbered(1)).mount(&server).await;
    let core = Core::builder(None).base_address(format!("{}/v1", server.uri())).credential(Credential::oauth2(oauth2));
    let core = core.build().unwrap();
    get(&core).await.unwrap();
    get(&core).await.unwrap();
    let requests = server.received_requests().await.unwrap();
    let tokens = requests.iter().filter(|request| request.method == "POST");
    tokens.map(|request| format!("{} {}", form(request).get("grant_type").unwrap(), request.url.path())).collect()
}

#[tokio::test]
async fn addresses_are_resolved_against_the_base_address() {
    static BELOW: Flow = Flow { token_url: "oauth/token", refresh_url: Some("/refresh"), scopes: &[] };
    let of = |flow| OAuth2::password("oauth", flow, "id", SECRET, "ada", "hunter2");
    assert_eq!(paths(of(&FLOW)).await, ["password /token", "refresh_token /token"]);
    assert_eq!(paths(of(&BELOW)).await, ["password /v1/oauth/token", "refresh_token /refresh"]);
    // The documented refresh address is not used if the user sets the token address.
    assert_eq!(paths(of(&BELOW).token_url("/own")).await, ["password /own", "refresh_token /own"]);
    let own = of(&BELOW).token_url("/own").refresh_url("/other");
    assert_eq!(paths(own).await, ["password /own", "refresh_token /other"]);
}

fn build(oauth2: OAuth2) -> Result<Core, BuildError> {
    Core::builder(Some("https://example.com")).credential(Credential::oauth2(oauth2)).build()
}

#[test]
fn an_invalid_token_address_is_an_error_of_building_the_client() {
    for (url, reason) in [
        ("https://s3cret:80:80", "is not a valid URL"),
        ("ftp://example.com/s3cret", "has neither the scheme `http` nor `https`"),
        ("http://example.com/s3cret", "is plain HTTP; use https, or allow it with `allow_plain_http`"),
        ("https://s3cret@example.com", "contains a user name or password"),
        ("https://example.com/#s3cret", "contains a fragment"),
    ] {
        for oauth2 in [client_credentials().token_url(url), client_credentials().refresh_url(url)] {
            let error = build(oauth2).unwrap_err();
            let expected = format!("the credential for oauth is invalid: its token address {reason}");
            assert_eq!(error.to_string(), expected);
            assert!(!format!("{error:?}").contains("s3cret"));
        }
    }
    for url in ["https://example.com/token?a=b", "http://127.0.0.1/token", "http://localhost:1/token"] {
        build(client_credentials().token_url(url)).unwrap();
    }
}

#[test]
fn plain_http_can_be_allowed() {
    let credential = Credential::oauth2(client_credentials().token_url("http://example.com/token"));
    Core::builder(Some("https://example.com")).allow_plain_http().credential(credential).build().unwrap();
}
