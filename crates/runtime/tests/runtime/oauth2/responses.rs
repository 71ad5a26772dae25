//! Successful and unexpected responses of token endpoints.

use serde_json::json;
use wiremock::ResponseTemplate;

use super::{Provider, SECRET, client_credentials, get, response, token_error};
use crate::support::everything_shown;

#[tokio::test]
async fn common_deviations_from_the_rfc_are_accepted() {
    for body in [
        json!({ "access_token": "token" }),
        json!({ "access_token": "token", "token_type": null, "expires_in": null, "refresh_token": null, "scope": null }),
        json!({ "access_token": "token", "token_type": "bearer", "expires_in": "3600" }),
        json!({ "access_token": "token", "token_type": "BEARER", "expires_in": 3599.5 }),
        json!({ "access_token": "token", "expires_in": " 3600.0 " }),
        json!({ "access_token": "token", "expires_in": -1 }),
        json!({ "access_token": "token", "expires_in": "never" }),
        json!({ "access_token": "token", "expires_in": {} }),
        json!({ "access_token": "token", "expires_in": 1e300 }),
        json!({ "access_token": "token", "scope": "a b" }),
        json!({ "access_token": "token", "scope": ["a", "b"] }),
        json!({ "access_token": "token", "scope": { "a": [1] }, "id_token": [], "created_at": 1 }),
        json!({ "access_token": "token", "error": "", "error_description": "" }),
        json!({ "access_token": "token", "token_type": "BearerToken" }),
        json!({ "access_token": "token", "token_type": "Application Access Token" }),
        json!({ "access_token": "token", "token_type": "JWT", "expires_in": 3600 }),
        json!({ "access_token": "token", "token_type": 7 }),
        json!({ "data": { "access_token": "token", "token_type": "bot" }, "message": "success" }),
    ] {
        for status in [200, 201] {
            let response = ResponseTemplate::new(status).set_body_json(&body);
            let provider = Provider::start(move |_| response.clone()).await;
            let core = provider.core(client_credentials());
            for _ in 0..2 {
                get(&core).await.unwrap_or_else(|error| panic!("{body}: {error}"));
            }
            assert_eq!(provider.bearers().await, ["token"; 2], "{body}");
            assert_eq!(provider.token_requests().await.len(), 1, "{body}");
        }
    }
}

#[tokio::test]
async fn a_token_is_read_from_what_is_not_quite_json() {
    for body in [
        "\u{feff}{\"access_token\":\"token\"}",
        r#"{"access_token":"old","token_type":"mac","token_type":"bearer","access_token":"token"}"#,
        r#"{"scope":"a","access_token":"token","scope":"b"}"#,
        "access_token=token&scope=repo%2Cgist&token_type=bearer&expires_in=3600",
        "token_type=BearerToken&access_token=%74oken",
    ] {
        let provider = Provider::start(move |_| ResponseTemplate::new(200).set_body_string(body)).await;
        get(&provider.core(client_credentials())).await.unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(provider.bearers().await, ["token"], "{body}");
    }
}

#[tokio::test]
async fn an_error_is_read_from_what_is_not_quite_json() {
    for (status, body) in [
        (400, "\u{feff}{\"error\":\"invalid_client\"}"),
        (400, r#"{"error":"invalid_grant","error":"invalid_client"}"#),
        (200, "error=invalid_client&error_description=no+such+client"),
        (200, r#"{"data":{"error":"invalid_client"}}"#),
    ] {
        let provider = Provider::start(move |_| ResponseTemplate::new(status).set_body_string(body)).await;
        assert_eq!(token_error(&provider.core(client_credentials())).await.code(), Some("invalid_client"), "{body}");
    }
}

#[tokio::test]
async fn a_token_is_accepted_with_any_content_type() {
    let response = ResponseTemplate::new(200).set_body_raw(br#"{"access_token":"token"}"#.to_vec(), "text/html");
    let provider = Provider::start(move |_| response.clone()).await;
    get(&provider.core(client_credentials())).await.unwrap();
}

async fn assert_no_token(response: ResponseTemplate, status: u16, message: &str) {
    let provider = Provider::start(move |_| response.clone()).await;
    let error = token_error(&provider.core(client_credentials())).await;
    assert_eq!(error.to_string(), message);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{message}");
    assert_eq!(error.code(), None);
    let shown = everything_shown(&error);
    assert!(!shown.contains(SECRET) && !shown.contains("http://"), "{shown}");
}

#[tokio::test]
async fn a_response_without_a_token_is_reported_without_its_content() {
    let but = "the token endpoint responded with 200 OK, but";
    for (body, message) in [
        (
            json!({ "access_token": SECRET, "token_type": "MAC" }),
            "with a token that is not a bearer token: its type is `mac`",
        ),
        (
            json!({ "access_token": SECRET, "token_type": "DPoP" }),
            "with a token that is not a bearer token: its type is `dpop`",
        ),
        (json!({ "token": SECRET }), "not with a token: missing field `access_token` (line 1, column 18)"),
        (
            json!({ "access_token": [SECRET] }),
            "not with a token: expected a string, found sequence (line 1, column 17)",
        ),
    ] {
        assert_no_token(response(body), 200, &format!("{but} {message}")).await;
    }
    let text = |status: u16, text: &str| ResponseTemplate::new(status).set_body_string(text);
    assert_no_token(text(200, ""), 200, &format!("{but} not with a token: it is empty")).await;
    assert_no_token(
        text(200, "s3cret"),
        200,
        &format!("{but} not with a token: it is not JSON: expected value (line 1, column 1)"),
    )
    .await;
    let large = format!("{{\"access_token\":\"s3cret\",\"x\":\"{}\"}}", "x".repeat(64 * 1024));
    assert_no_token(text(200, &large), 200, &format!("{but} with more than 64 KiB")).await;
    let without = "but neither a token nor an OAuth 2.0 error";
    let message = format!("the token endpoint responded with 502 Bad Gateway, {without}");
    assert_no_token(text(502, "<h1>s3cret</h1>"), 502, &message).await;
    let message = format!("the token endpoint responded with 400 Bad Request, {without}");
    assert_no_token(ResponseTemplate::new(400).set_body_json(json!({ "error": { "message": SECRET } })), 400, &message)
        .await;
    assert_no_token(text(599, ""), 599, &format!("the token endpoint responded with 599, {without}")).await;
}

#[tokio::test]
async fn a_response_of_exactly_the_size_limit_is_accepted() {
    let frame = r#"{"access_token":"token","x":""}"#.len();
    let body = json!({ "access_token": "token", "x": "x".repeat(64 * 1024 - frame) });
    let provider = Provider::start(move |_| response(body.clone())).await;
    get(&provider.core(client_credentials())).await.unwrap();
}
