//! What each method returns for the responses of a server.

use moored_runtime::{Error, StatusCode};
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any, matchers::path};

use crate::Client;
use crate::operations::{CachedError, ReportSuccess, TableSuccess};
use crate::types::Word;

/// A client whose server responds to each request with `response`.
async fn client(response: ResponseTemplate) -> (Client, MockServer) {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    (Client::builder().base_address(server.uri()).build().unwrap(), server)
}

fn response(status: u16, media_type: &str, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body, media_type)
}

fn word() -> Word {
    Word { text: "hi".to_owned() }
}

const JSON: &str = "application/json";
const EVENTS: &str = "text/event-stream";
const LINES: &str = "application/x-ndjson";

#[tokio::test]
async fn items_are_returned_only_of_the_documented_status_and_media_type() {
    for (status, media_type, body, text) in [
        (
            200,
            JSON,
            r#"{"error":"quota"}"#,
            "200 OK with application/json, but text/event-stream was expected; `send()` returns this response",
        ),
        (200, "text/html", "<html>", "200 OK with text/html, but text/event-stream was expected"),
        (
            200,
            LINES,
            "{}",
            "200 OK with application/x-ndjson, but text/event-stream was expected; `as_ndjson().items()` returns this response",
        ),
        (202, EVENTS, "data: {}\n\n", "202 Accepted, which is not documented"),
        (204, EVENTS, "", "204 No Content, which is not documented"),
    ] {
        let (client, _server) = client(response(status, media_type, body)).await;
        let error = client.chat(word()).as_event_stream().items().await.unwrap_err();
        assert_eq!(error.to_string(), format!("POST /chat (chat): {text}"));
        assert_eq!(error.body_bytes(), Some(body.as_bytes()));
    }
    let (client, _server) =
        client(response(200, "text/event-stream; charset=utf-8", "data: {\"text\":\"a\"}\n\n")).await;
    let mut items = client.chat(word()).as_event_stream().items().await.unwrap().into_body();
    assert_eq!(items.item().await.unwrap().unwrap().data.text, "a");
}

#[tokio::test]
async fn a_documented_status_without_items_is_no_empty_stream() {
    let (client, _server) = client(ResponseTemplate::new(204)).await;
    let error = client.watch().items().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /watch (watch): 204 No Content without a content type, but text/event-stream was expected; `send()` returns \
         this response"
    );
}

#[tokio::test]
async fn json_lines_have_several_names() {
    let (client, _server) = client(response(200, "application/jsonl", "{\"text\":\"a\"}\n")).await;
    let mut items = client.chat(word()).as_ndjson().items().await.unwrap().into_body();
    assert_eq!(items.item().await.unwrap().unwrap().text, "a");
}

#[tokio::test]
async fn send_reports_the_method_for_events_and_lines() {
    for (media_type, body, method) in [
        (EVENTS, "data: {\"text\":\"a\"}\n\n", "as_event_stream().items()"),
        // Alone, the line could be decoded as the response.
        (LINES, "{\"text\":\"a\"}\n", "as_ndjson().items()"),
    ] {
        let (client, _server) = client(response(200, media_type, body)).await;
        let error = client.chat(word()).send().await.unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "POST /chat (chat): 200 OK with {media_type}, but application/json was expected; `{method}` returns this \
                 response"
            )
        );
        assert_eq!(error.body_bytes(), Some(body.as_bytes()));
    }
    let (client, _server) = client(response(200, "text/plain", "{\"text\":\"a\"}")).await;
    assert_eq!(client.chat(word()).send().await.unwrap().text, "a", "an undocumented media type");
}

#[tokio::test]
async fn a_stream_is_the_documented_file_or_an_error() {
    let (waiting, _server) = client(response(202, JSON, r#"{"text":"wait"}"#)).await;
    let error = waiting.report().stream().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::ACCEPTED));
    assert_eq!(error.body_bytes(), Some(br#"{"text":"wait"}"#.as_slice()));
    let Ok(found) = waiting.report().send().await else { panic!("it is documented") };
    assert!(matches!(found.body(), ReportSuccess::Accepted(word) if word.text == "wait"));

    for (status, media_type) in [(200, "application/pdf"), (200, "binary/octet-stream"), (206, "application/pdf")] {
        let (client, _server) = client(response(status, media_type, "%PDF")).await;
        let mut body = client.report().range("bytes=0-3").stream().await.unwrap().into_body();
        assert_eq!(body.chunk().await.unwrap().unwrap(), "%PDF");
        let sent = client.report().range("bytes=0-3").send().await.unwrap();
        assert!(matches!(sent.body(), ReportSuccess::Ok(bytes) if bytes == "%PDF"));
        assert_eq!(sent.status(), status);
    }
}

#[tokio::test]
async fn a_requested_representation_is_no_other_one() {
    for (status, text) in [
        (200, "200 OK with application/json, but text/csv was expected; `send()` returns this response"),
        (202, "202 Accepted with application/json, but text/csv was expected; `send()` returns this response"),
    ] {
        let (client, _server) = client(response(status, JSON, r#"{"text":"a"}"#)).await;
        let error = client.table().as_csv().send().await.unwrap_err();
        assert_eq!(error.to_string(), format!("GET /table (table): {text}"));
        let found = client.table().send().await.unwrap();
        let (TableSuccess::Ok(word) | TableSuccess::Accepted(word)) = found.into_body();
        assert_eq!(word.text, "a");
    }
}

#[tokio::test]
async fn a_success_without_content_has_its_body_and_can_be_streamed() {
    for media_type in [JSON, "application/octet-stream", "text/html"] {
        let (client, _server) = client(response(200, media_type, "{\"a\":1}\n{\"a\":2}\n")).await;
        let response = client.pull().send().await.unwrap();
        assert_eq!(response.raw(), "{\"a\":1}\n{\"a\":2}\n");
        let mut body = client.pull().stream().await.unwrap().into_body();
        assert_eq!(body.chunk().await.unwrap().unwrap(), "{\"a\":1}\n{\"a\":2}\n");
    }
    let (client, _server) = client(ResponseTemplate::new(201)).await;
    assert!(matches!(client.pull().send().await, Err(Error::UndocumentedStatus { .. })));
    assert!(matches!(client.pull().stream().await, Err(Error::UndocumentedStatus { .. })));
}

/// `path` redirects within the origin with `status`, and everything else responds with 200.
async fn redirecting(from: &str, status: u16) -> (Client, MockServer) {
    let server = MockServer::start().await;
    let redirect = ResponseTemplate::new(status).insert_header("location", "/elsewhere");
    Mock::given(path(from)).respond_with(redirect).mount(&server).await;
    Mock::given(any()).respond_with(response(200, JSON, r#"{"text":"elsewhere"}"#)).mount(&server).await;
    (Client::builder().base_address(server.uri()).build().unwrap(), server)
}

async fn paths(server: &MockServer) -> Vec<String> {
    let requests: Vec<Request> = server.received_requests().await.unwrap();
    requests.iter().map(|request| request.url.path().to_owned()).collect()
}

#[tokio::test]
async fn a_redirect_is_the_success_if_the_document_has_no_other() {
    let (client, server) = redirecting("/export", 302).await;
    let found = client.export().send().await.unwrap();
    assert_eq!(found.status(), StatusCode::FOUND);
    assert_eq!(found.header::<String>("location").unwrap(), "/elsewhere");
    assert_eq!(paths(&server).await, ["/export"]);

    let (client, _server) = self::client(response(200, JSON, "{}")).await;
    assert!(matches!(client.export().send().await, Err(Error::UndocumentedStatus { .. })));
}

#[tokio::test]
async fn a_documented_redirect_beside_a_success_is_an_error_response() {
    let (client, server) = redirecting("/cached", 303).await;
    let error = client.cached().send().await.unwrap_err();
    assert_eq!(error.error_body(), Some(&CachedError::SeeOther));
    assert_eq!(paths(&server).await, ["/cached"]);

    let (client, _server) = self::client(ResponseTemplate::new(304)).await;
    let error = client.cached().if_none_match("\"1\"").send().await.unwrap_err();
    assert_eq!(error.error_body(), Some(&CachedError::NotModified));

    let (client, server) = redirecting("/cached", 307).await;
    assert_eq!(client.cached().send().await.unwrap().text, "elsewhere", "an undocumented redirect is followed");
    assert_eq!(paths(&server).await, ["/cached", "/elsewhere"]);
}

#[tokio::test]
async fn an_empty_body_is_distinguished_from_a_broken_one() {
    for status in [200, 404] {
        let (client, _server) = client(ResponseTemplate::new(status)).await;
        let error = client.delete_word().send().await.unwrap_err();
        assert!(matches!(error, Error::EmptyBody { .. }), "{error:?}");
        assert_eq!(error.status().unwrap(), status);
    }
    let (client, _server) = client(response(200, JSON, "{")).await;
    assert!(matches!(client.delete_word().send().await, Err(Error::Undecodable { .. })));
}

#[tokio::test]
async fn a_success_of_a_document_without_any_has_its_body() {
    let (client, _server) = client(response(201, "text/html", "made")).await;
    assert_eq!(client.put_word().send().await.unwrap().body(), "made");
    assert_eq!(client.put_word().stream().await.unwrap().into_body().chunk().await.unwrap().unwrap(), "made");
    assert_eq!(client.word_head().send().await.unwrap().status(), 201);
}
