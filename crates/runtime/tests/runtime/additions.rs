//! What one call carries besides what its document declares.

use moored_runtime::{CallOptions, Core, Error, NoErrorBody, Operation, RawResponse};
use wiremock::{MockServer, Request, ResponseTemplate};

use crate::support::{builder, server};

static LIST: Operation =
    Operation { id: "list", method: "GET", path: "/users", accept: None, security: &[], redirects: &[] };

async fn client() -> (MockServer, Core) {
    let server = server(ResponseTemplate::new(200)).await;
    let core = builder(&server).build().unwrap();
    (server, core)
}

/// The request of a call that declares a query parameter, a header and a cookie.
async fn sent(options: CallOptions) -> Request {
    let (server, core) = client().await;
    let request = core.request(&LIST).query("limit", &2).header("X-Team", "blue").cookie("session", "a").build();
    let received: Result<RawResponse, Error<NoErrorBody>> = core.execute(&LIST, request, &options).await;
    received.unwrap();
    server.received_requests().await.unwrap().remove(0)
}

/// The message of the error of a call, of which nothing may be sent.
async fn rejected(options: CallOptions) -> String {
    let (server, core) = client().await;
    let request = core.request(&LIST).build();
    let received: Result<RawResponse, Error<NoErrorBody>> = core.execute(&LIST, request, &options).await;
    assert!(server.received_requests().await.unwrap().is_empty());
    received.unwrap_err().to_string()
}

fn values(request: &Request, name: &str) -> Vec<String> {
    request.headers.get_all(name).iter().map(|value| value.to_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_header_is_added_or_replaces_the_declared_one() {
    let request = sent(CallOptions::new().header("X-Trace", "1").header("x-trace", "2").header("x-team", "red")).await;
    assert_eq!(values(&request, "x-trace"), ["1", "2"]);
    assert_eq!(values(&request, "x-team"), ["red"]);
    assert_eq!(values(&request, "cookie"), ["session=a"]);
}

#[tokio::test]
async fn a_cookie_is_sent_beside_the_others() {
    let request = sent(CallOptions::new().header("Cookie", "theme=dark")).await;
    assert_eq!(values(&request, "cookie"), ["session=a; theme=dark"]);
}

#[tokio::test]
async fn a_query_parameter_is_encoded_and_follows_the_declared_ones() {
    let request = sent(CallOptions::new().query("api version", "2026&x=1 ü").query("limit", "9")).await;
    assert_eq!(request.url.query(), Some("limit=2&api%20version=2026%26x%3D1%20%C3%BC&limit=9"));
}

#[tokio::test]
async fn what_frames_the_message_is_rejected() {
    for name in ["Content-Length", "host", "Transfer-Encoding", "TE", "Connection", "Upgrade", "Expect", "Keep-Alive"] {
        let message = rejected(CallOptions::new().header(name, "1")).await;
        assert!(message.contains(&format!("the header `{name}` frames the message")), "{message}");
    }
}

#[tokio::test]
async fn what_is_not_valid_is_rejected_without_its_value() {
    for (name, value) in [("X-Key", "secret\r\nX-Other: 1"), ("X Key", "secret"), ("", "secret")] {
        let message = rejected(CallOptions::new().header(name, value)).await;
        assert!(message.contains("is not valid") && !message.contains("secret"), "{message}");
    }
    let shown = format!("{:?}", CallOptions::new().header("X-Key", "secret").query("key", "secret"));
    assert!(shown.contains("X-Key") && shown.contains("\"key\"") && !shown.contains("\"secret\""), "{shown}");
}
