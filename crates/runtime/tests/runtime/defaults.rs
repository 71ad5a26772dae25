//! Headers and query parameters that each request of a client has.

use moored_runtime::{CallOptions, ClientBuilder, Core, Credential, NoErrorBody, Operation, RequestBuilder};
use wiremock::{Request, ResponseTemplate};

use crate::support::{builder, everything_shown, received, server};

static LIST: Operation = Operation::new("list", "GET", "/users").accept("application/json").security(&[&["key"]]);

async fn sent(
    configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
    options: CallOptions,
    build: impl FnOnce(RequestBuilder<'_>) -> RequestBuilder<'_>,
) -> Request {
    let server = server(ResponseTemplate::new(204)).await;
    let core = configure(builder(&server)).without_credential().build().unwrap();
    let request = build(core.request(&LIST)).build();
    core.execute::<NoErrorBody>(&LIST, request, &options).await.unwrap();
    received(&server).await
}

fn values(request: &Request, name: &str) -> Vec<String> {
    request.headers.get_all(name).iter().map(|value| value.to_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_default_is_sent_unless_the_call_has_its_own() {
    let version =
        |builder: ClientBuilder| builder.default_query("api-version", "2026-11-01").default_query("tag", "a b");
    let both = Some("api-version=2026-11-01&tag=a%20b");
    assert_eq!(sent(version, CallOptions::new(), |request| request).await.url.query(), both);
    let own = sent(version, CallOptions::new(), |request| request.query("api-version", "old").query("n", &1)).await;
    assert_eq!(own.url.query(), Some("api-version=old&n=1&tag=a%20b"));
    let own = sent(version, CallOptions::new().query("tag", "c"), |request| request.query("n", &1)).await;
    assert_eq!(own.url.query(), Some("n=1&tag=c&api-version=2026-11-01"));

    let team = |builder: ClientBuilder| builder.default_header("X-Team", "blue").default_header("x-team", "red");
    assert_eq!(values(&sent(team, CallOptions::new(), |request| request).await, "x-team"), ["blue", "red"]);
    let own = sent(team, CallOptions::new(), |request| request.header("X-Team", "own")).await;
    assert_eq!(values(&own, "x-team"), ["own"]);
    let own = sent(team, CallOptions::new().header("X-TEAM", "own"), |request| request).await;
    assert_eq!(values(&own, "x-team"), ["own"]);
}

#[tokio::test]
async fn the_document_and_the_credential_have_precedence_and_cookies_are_added() {
    let defaults = |builder: ClientBuilder| {
        let key = Credential::header("key", "x-key", "credential");
        let builder = builder.default_header("Accept", "text/html").default_header("X-Key", "default").credential(key);
        builder.default_header("Cookie", "theme=dark")
    };
    let request = sent(defaults, CallOptions::new(), |request| request.cookie("session", "a")).await;
    assert_eq!(values(&request, "accept"), ["application/json"]);
    assert_eq!(values(&request, "x-key"), ["credential"]);
    assert_eq!(values(&request, "cookie"), ["session=a; theme=dark"]);
}

#[test]
fn a_header_that_cannot_be_sent_is_an_error_of_building_without_its_value() {
    for (name, reason) in [
        ("Content-Length", "it frames the message, so that only the HTTP client can set it"),
        ("transfer-encoding", "it frames the message, so that only the HTTP client can set it"),
        ("X Key", "its name or its value is not valid (RFC 9110, section 5)"),
    ] {
        let builder = Core::builder(Some("https://example.com")).default_header(name, "hunter2");
        let error = builder.default_query("key", "hunter2").build().unwrap_err();
        assert_eq!(error.to_string(), format!("the default header {name:?} is invalid: {reason}"));
        assert!(!everything_shown(&error).contains("hunter2"));
    }
}

#[test]
fn the_values_of_defaults_are_not_shown() {
    let builder = Core::builder(Some("https://example.com"));
    let builder = builder.default_header("X-Key", "hunter2").default_query("code", "hunter2");
    let shown = format!("{builder:?} {:?}", builder.clone().build().unwrap());
    assert!(shown.contains("X-Key") && shown.contains("\"code\"") && !shown.contains("hunter2"), "{shown}");
}
