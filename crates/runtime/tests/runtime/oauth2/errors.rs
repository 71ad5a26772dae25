//! Errors of access tokens, which contain no secret.

use std::io::Read;
use std::net::TcpListener;
use std::time::Duration;

use moored_runtime::{Core, Credential, OAuth2, Retries, TokenError, reqwest};
use serde_json::json;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

use super::{FLOW, Provider, SECRET, advance, client_credentials, error_response, numbered, token_error};
use crate::support::everything_shown;

async fn token_error_after(response: ResponseTemplate) -> TokenError {
    let provider = Provider::start(move |_| response.clone()).await;
    token_error(&provider.core(client_credentials())).await
}

fn at(token_url: &str) -> Core {
    let credential = Credential::oauth2(client_credentials().token_url(token_url));
    Core::builder(Some("https://example.com")).retries(Retries::off()).credential(credential).build().unwrap()
}

fn assert_shows_no_secret(error: &TokenError) {
    let shown = everything_shown(error);
    for secret in [SECRET, "czNjcmV0", "hunter2", "refresh-0", "http://", "https://"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(!shown.contains("127.0.0.1"), "{shown}");
}

#[tokio::test]
async fn an_error_response_is_reported_by_its_code() {
    let body = json!({
        "error": "invalid_client",
        "error_description": "the secret s3cret is wrong",
        "error_uri": "https://example.com/s3cret",
    });
    let error = token_error_after(ResponseTemplate::new(401).set_body_json(body)).await;
    assert_eq!(error.to_string(), "the token endpoint responded with invalid_client (401 Unauthorized)");
    assert_eq!(format!("{error:?}"), r#"ErrorResponse { status: 401, code: "invalid_client", .. }"#);
    assert_eq!(error.code(), Some("invalid_client"));
    assert_eq!(error.description(), Some("the secret s3cret is wrong"));
    assert_eq!(error.uri(), Some("https://example.com/s3cret"));
    assert_eq!(error.status(), Some(reqwest::StatusCode::UNAUTHORIZED));
    assert!(!error.is_retryable() && !error.is_timeout() && !error.is_connect());
    assert_shows_no_secret(&error);
}

#[tokio::test]
async fn an_unregistered_code_is_not_shown() {
    let error = token_error_after(error_response(400, "s3cret")).await;
    assert_eq!(error.to_string(), "the token endpoint responded with an unregistered error code (400 Bad Request)");
    assert_eq!(error.code(), Some("s3cret"));
    assert_shows_no_secret(&error);
}

#[tokio::test]
async fn an_error_response_may_have_status_200() {
    let body = json!({ "error": "invalid_grant", "error_description": 7, "error_uri": null });
    let error = token_error_after(ResponseTemplate::new(200).set_body_json(body)).await;
    assert_eq!((error.code(), error.description(), error.uri()), (Some("invalid_grant"), None, None));
}

#[tokio::test]
async fn transient_failures_are_retryable() {
    for (status, code, is_retryable) in [
        (400, "invalid_request", false),
        (401, "invalid_client", false),
        (400, "temporarily_unavailable", true),
        (400, "server_error", true),
        (429, "slow_down", true),
        (500, "Internal Server Error", true),
    ] {
        assert_eq!(
            token_error_after(error_response(status, code)).await.is_retryable(),
            is_retryable,
            "{status} {code}"
        );
    }
    for (status, is_retryable) in [(200, false), (302, false), (403, false), (429, true), (500, true), (503, true)] {
        assert_eq!(token_error_after(ResponseTemplate::new(status)).await.is_retryable(), is_retryable, "{status}");
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other_origin = MockServer::start().await;
    for status in [301, 302, 303, 307, 308] {
        let to = format!("{}/?s3cret", other_origin.uri());
        let error = token_error_after(ResponseTemplate::new(status).insert_header("location", to)).await;
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(error.to_string().contains("a redirect, which is not followed"), "{error}");
        assert_shows_no_secret(&error);
    }
    assert_eq!(other_origin.received_requests().await.unwrap().len(), 0);
}

#[tokio::test]
async fn a_configured_http_client_follows_no_redirect_either() {
    let server = MockServer::start().await;
    let redirect = ResponseTemplate::new(307).insert_header("location", "/elsewhere");
    Mock::given(method("POST")).and(path("/token")).respond_with(redirect).mount(&server).await;
    Mock::given(path("/elsewhere")).respond_with(numbered(1)).mount(&server).await;
    let core = Core::builder(None).base_address(server.uri());
    let core = core.configure_http(|http| http.redirect(reqwest::redirect::Policy::default()));
    let core = core.credential(Credential::oauth2(client_credentials())).build().unwrap();
    let error = token_error(&core).await;
    assert!(error.to_string().contains("a redirect, which is not followed"), "{error}");
    assert_shows_no_secret(&error);
}

#[tokio::test]
async fn a_token_endpoint_that_does_not_listen_is_reported() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let error = token_error(&at(&format!("http://localhost:{port}/token?s3cret"))).await;
    assert_eq!(error.to_string(), "could not connect to the token endpoint");
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    let shown = everything_shown(&error);
    assert!(!shown.contains(SECRET) && !shown.contains("http://"), "{shown}");
}

/// The address of a server that reads one request, writes `bytes`, and closes the connection `later`.
fn responding(bytes: &'static [u8], later: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/token", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let _ = connection.read(&mut [0; 4096]).unwrap();
        std::io::Write::write_all(&mut connection, bytes).unwrap();
        std::thread::sleep(later);
    });
    address
}

#[tokio::test]
async fn a_token_endpoint_that_closes_the_connection_is_reported() {
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"access_token\":\"s3cret\"";
    for bytes in [cut.as_slice(), b"220 s3cret ready\r\n", b""] {
        let error = token_error(&at(&responding(bytes, Duration::ZERO))).await;
        assert_eq!(error.to_string(), "the connection to the token endpoint failed");
        assert!(error.is_retryable() && !error.is_timeout() && error.status().is_none());
        assert_shows_no_secret(&error);
    }
}

#[tokio::test]
async fn a_token_request_times_out_after_thirty_seconds() {
    for bytes in [b"".as_slice(), b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"] {
        let core = at(&responding(bytes, Duration::from_secs(60)));
        let call = tokio::spawn(async move { token_error(&core).await });
        tokio::time::sleep(Duration::from_millis(200)).await;
        advance(Duration::from_secs(29)).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert!(!call.is_finished());
        advance(Duration::from_secs(1)).await;
        let error = call.await.unwrap();
        assert!(error.is_timeout() && error.is_retryable());
        assert_eq!(error.to_string(), "the token request timed out after 30s");
        assert_shows_no_secret(&error);
    }
}

#[test]
fn debug_of_a_credential_shows_only_its_scheme() {
    let all = [
        client_credentials(),
        OAuth2::password("oauth", &FLOW, "id-s3cret", SECRET, "user-s3cret", "hunter2"),
        OAuth2::refresh_token("oauth", &FLOW, "id-s3cret", SECRET, "refresh-0").on_refresh_token(|_| ()),
    ];
    for oauth2 in all {
        let oauth2 = oauth2.token_url("https://example.com/?s3cret").scopes(["s3cret"]);
        assert_eq!(format!("{oauth2:?}"), r#"OAuth2 { scheme: "oauth", .. }"#);
        let credential = Credential::oauth2(oauth2);
        let builder = Core::builder(Some("https://example.com")).credential(credential.clone());
        let shown = format!("{credential:?} {builder:?} {:?}", builder.clone().build().unwrap());
        for secret in [SECRET, "hunter2", "refresh-0"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[tokio::test]
async fn a_rejected_credential_is_distinguished_from_an_invalid_request() {
    for (response, is_rejected) in [
        (error_response(400, "invalid_grant"), true),
        (error_response(401, "invalid_client"), true),
        (error_response(400, "unauthorized_client"), true),
        (error_response(400, "invalid_scope"), false),
        (error_response(503, "temporarily_unavailable"), false),
        (ResponseTemplate::new(403), true),
        (ResponseTemplate::new(500), false),
    ] {
        let error = token_error_after(response).await;
        assert_eq!(error.is_rejected(), is_rejected, "{error:?}");
    }
}
