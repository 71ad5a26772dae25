//! The provider's own message, and the identifier of the request, in errors.

use moored_runtime::reqwest::header::HeaderValue;
use moored_runtime::{Attempt, ClientBuilder, Credential, Error, HeaderMap, Hook};
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, GetUserError, builder, everything_shown, get_user, read, server};

static KEYED: moored_runtime::Operation = get_user(&[&["key"]]);

/// The error of a call with this response, by a client that `configure` configures.
async fn error(
    response: ResponseTemplate,
    configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Error<GetUserError> {
    let server = server(response).await;
    let core = configure(builder(&server)).build().unwrap();
    core.start(&GET_USER, |request| request).send(Default::default(), read).await.unwrap_err()
}

fn json(status: u16, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, "application/json")
}

#[tokio::test]
async fn the_message_is_found_where_providers_have_it() {
    for (body, message) in [
        (r#"{"message":"no such user"}"#, Some("no such user")),
        (r#"{"error":{"message":"no such user","code":7}}"#, Some("no such user")),
        (r#"{"error":"invalid_grant","error_description":"It has expired"}"#, Some("It has expired")),
        (r#"{"type":"about:blank","title":"Forbidden","detail":"Not yours"}"#, Some("Not yours")),
        (r#"{"title":"Forbidden","status":403}"#, Some("Forbidden")),
        (r#"{"error":"not found"}"#, Some("not found")),
        (r#"{"errors":[{"message":"too long"},{"message":"too short"}]}"#, Some("too long")),
        (r#"{"errors":["too long"]}"#, Some("too long")),
        (r#""plain""#, Some("plain")),
        (r#"{"message":"  two\n lines\u0007 "}"#, Some("two lines")),
        (r#"{"message":"","detail":"empty before"}"#, Some("empty before")),
        (r#"{"code":7}"#, None),
        (r#"{"message":{"text":"nested"}}"#, None),
        ("no JSON", None),
        ("", None),
    ] {
        for status in [401, 418, 503] {
            let found = error(json(status, body), |builder| builder).await;
            assert_eq!(found.message().as_deref(), message, "{status} {body}");
        }
    }
    let long = error(json(500, &format!(r#"{{"message":"{}"}}"#, "ä".repeat(900))), |builder| builder).await;
    assert_eq!(long.message().unwrap().chars().count(), 501);
}

#[tokio::test]
async fn a_configured_pointer_comes_first() {
    let body = r#"{"message":"generic","fault":{"faultstring":"the reason"}}"#;
    let found = error(json(500, body), |builder| builder.error_message_at(["/fault/faultstring"])).await;
    assert_eq!(found.message().as_deref(), Some("the reason"));
    let absent = error(json(500, body), |builder| builder.error_message_at(["/other"])).await;
    assert_eq!(absent.message().as_deref(), Some("generic"));
}

#[tokio::test]
async fn a_credential_is_removed_from_the_message() {
    let secret = "sk-live/0123456789";
    for text in [secret, "sk-live%2F0123456789", "sk-live/********", "Bearer sk-live/0123456789,"] {
        let body = serde_json::json!({ "message": format!("the key {text} is unknown") }).to_string();
        let server = server(json(401, &body)).await;
        let credential = Credential::header("key", "x-key", secret);
        let core = builder(&server).credential(credential).log_provider_messages().build().unwrap();
        let call = core.start(&KEYED, |request| request).send(Default::default(), read);
        let found = call.await.unwrap_err();
        let message = found.message().unwrap();
        assert!(message.starts_with("the key ") && message.ends_with(" is unknown"), "{message}");
        for shown in [message, everything_shown(&found)] {
            assert!(!shown.contains("sk-live") && !shown.contains("0123456789"), "{shown}");
        }
    }
}

/// Adds a credential that the client does not know.
struct Signs(&'static str, &'static str, bool);

impl Hook for Signs {
    fn on_request(&self, _: &Attempt, headers: &mut HeaderMap) {
        let Self(name, value, is_sensitive) = *self;
        let mut value = HeaderValue::from_static(value);
        value.set_sensitive(is_sensitive);
        headers.insert(name, value);
    }
}

#[tokio::test]
async fn a_credential_of_a_hook_is_removed_from_the_message() {
    let response = || json(403, r#"{"message":"the key hook-0123456789 is unknown"}"#);
    for (hook, message) in [
        (Signs("authorization", "Bearer hook-0123456789", false), "the key … is unknown"),
        (Signs("x-key", "hook-0123456789", true), "the key … is unknown"),
        (Signs("x-trace", "hook-0123456789", false), "the key hook-0123456789 is unknown"),
    ] {
        let found = error(response(), |builder| builder.hook(hook)).await;
        assert_eq!(found.message().as_deref(), Some(message));
    }
}

#[cfg(feature = "oauth2")]
#[tokio::test]
async fn the_secrets_of_oauth2_are_removed_from_the_message() {
    use moored_runtime::{Flow, OAuth2};
    use wiremock::{Mock, MockServer, matchers};

    static FLOW: Flow = Flow { token_url: "/token", refresh_url: None, scopes: &[] };
    static GRANTED: moored_runtime::Operation = get_user(&[&["oauth"]]);

    let secrets = ["client-secret-1", "grant-secret-22", "access-token-333"];
    for (grant, expected) in [
        (OAuth2::client_credentials("oauth", &FLOW, "id", secrets[0]), "no: … grant-secret-22 …"),
        (OAuth2::password("oauth", &FLOW, "id", secrets[0], "ada", secrets[1]), "no: … … …"),
        (OAuth2::refresh_token("oauth", &FLOW, "id", secrets[0], secrets[1]), "no: … … …"),
    ] {
        let server = MockServer::start().await;
        let token = serde_json::json!({ "access_token": secrets[2], "token_type": "Bearer" });
        let token = ResponseTemplate::new(200).set_body_json(token);
        Mock::given(matchers::path("/token")).respond_with(token).mount(&server).await;
        let body = serde_json::json!({ "message": format!("no: {}", secrets.join(" ")) });
        let denied = ResponseTemplate::new(403).set_body_json(body);
        Mock::given(matchers::path("/user")).respond_with(denied).mount(&server).await;
        let core = builder(&server).credential(Credential::oauth2(grant)).build().unwrap();
        let call = core.start(&GRANTED, |request| request).send(Default::default(), read);
        let message = call.await.unwrap_err().message().unwrap();
        assert_eq!(message, expected);
    }
}

#[tokio::test]
async fn an_error_shows_the_message_only_where_the_client_asks_for_it() {
    let response = || json(503, r#"{"message":"ada@example.com is locked"}"#).insert_header("x-request-id", "req_7");
    let hidden = error(response(), |builder| builder).await;
    assert!(!everything_shown(&hidden).contains("locked"), "{hidden}");
    assert_eq!(
        hidden.to_string(),
        "GET /user (get-user): 503 Service Unavailable, which is not documented; request id req_7"
    );
    assert_eq!(hidden.message().as_deref(), Some("ada@example.com is locked"));
    let logged = error(response().insert_header("retry-after", "3"), ClientBuilder::log_provider_messages).await;
    assert_eq!(
        logged.to_string(),
        "GET /user (get-user): 503 Service Unavailable, which is not documented: ada@example.com is locked; \
         the provider asks to wait 3s; request id req_7"
    );
}

#[tokio::test]
async fn a_request_is_identified_by_what_looks_like_an_identifier() {
    for (name, value, id) in [
        ("request-id", "req_1", Some("req_1")),
        ("cf-ray", "8a-FRA", Some("8a-FRA")),
        ("x-request-id", "two parts", None),
        ("x-request-id", "", None),
        ("x-other", "req_1", None),
    ] {
        let found = error(ResponseTemplate::new(500).insert_header(name, value), |builder| builder).await;
        assert_eq!(found.request_id(), id, "{name}: {value}");
    }
}
