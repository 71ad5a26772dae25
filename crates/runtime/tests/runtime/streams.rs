//! Streamed bodies, and requests for another representation.

use std::time::Duration;

use futures_util::StreamExt as _;
use moored_runtime::{
    ByteStream, CallOptions, Core, Error, Expected, ExpectedContent, RawResponse, RepresentationCall, Response,
    Retries, TransportError,
};
use wiremock::ResponseTemplate;

use crate::scripted::{Scripted, Step, success, unavailable};
use crate::support::{GET_USER, GetUserError, Problem, builder, builder_for, received, server};

/// Decodes a response like generated code for a success with a binary body.
fn read(response: RawResponse) -> Result<Response<moored_runtime::Bytes>, Error<GetUserError>> {
    match response.status().as_u16() {
        200 => response.bytes(),
        401 => Err(response.error_json(GetUserError::Unauthorized)),
        _ => Err(response.undocumented_status()),
    }
}

const ANY: &[Expected] = &[Expected::new(200, 200, ExpectedContent::Any)];

async fn stream(core: &Core, options: &CallOptions) -> Result<Response<ByteStream>, Error<GetUserError>> {
    let request = core.request(&GET_USER);
    core.stream(&GET_USER, request.build(), options, ANY, read).await
}

async fn rest(mut body: ByteStream) -> Result<Vec<u8>, TransportError> {
    let mut all = Vec::new();
    while let Some(chunk) = body.chunk().await? {
        all.extend_from_slice(&chunk);
    }
    Ok(all)
}

#[tokio::test]
async fn a_body_above_the_size_limit_can_be_streamed_completely() {
    let large = vec![7; 300_000];
    let server = server(ResponseTemplate::new(200).set_body_bytes(large.clone()).insert_header("x-kind", "k")).await;
    let core = builder(&server).max_response_size(1000).build().unwrap();
    let response = stream(&core, &CallOptions::new()).await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["x-kind"], "k");
    let mut pieces = 0;
    let mut all = Vec::new();
    let mut body = response.into_body();
    while let Some(piece) = body.next().await {
        pieces += 1;
        all.extend_from_slice(&piece.unwrap());
    }
    assert_eq!(all, large);
    assert!(pieces > 1, "one piece of {} bytes was waited for", all.len());
}

#[tokio::test]
async fn the_timeout_of_the_call_ends_with_the_headers() {
    let slow = Scripted::new([Step::Slow(
        "HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nabcd".to_owned(),
        Duration::from_millis(400),
        "efgh".to_owned(),
    )]);
    let core = builder_for(&slow.address).timeout(Duration::from_millis(200)).build().unwrap();
    let response = stream(&core, &CallOptions::new()).await.unwrap();
    assert_eq!(rest(response.into_body()).await.unwrap(), b"abcdefgh");

    let slow = server(ResponseTemplate::new(200).set_delay(Duration::from_secs(5))).await;
    let core = builder(&slow).build().unwrap();
    let options = CallOptions::new().timeout(Duration::from_millis(50));
    assert!(stream(&core, &options).await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_stalled_stream_ends_with_the_read_timeout() {
    let stalled = Scripted::new([Step::Stall("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab".to_owned())]);
    let core = builder_for(&stalled.address).read_timeout(Duration::from_millis(100)).build().unwrap();
    let error =
        Error::<()>::Transport(rest(stream(&core, &CallOptions::new()).await.unwrap().into_body()).await.unwrap_err());
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn an_interrupted_body_is_an_error_of_the_stream_and_is_not_retried() {
    let interrupted = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab".to_owned();
    let server = Scripted::new([Step::Respond(interrupted), success()]);
    let core = builder_for(&server.address).retries(Retries::default()).build().unwrap();
    let mut body = stream(&core, &CallOptions::new()).await.unwrap().into_body();
    assert_eq!(body.chunk().await.unwrap().unwrap(), "ab");
    let error = body.chunk().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): the connection failed while the body was read");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn a_failure_before_the_body_is_retried() {
    let server = Scripted::new([unavailable(), success()]);
    let retries = Retries::default().pauses(Duration::from_millis(1)..Duration::from_millis(2));
    let core = builder_for(&server.address).retries(retries).build().unwrap();
    let body = stream(&core, &CallOptions::new()).await.unwrap().into_body();
    assert_eq!(rest(body).await.unwrap(), br#"{"id":7}"#);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn error_responses_to_streamed_calls_are_typed_by_status() {
    let unauthorized = server(ResponseTemplate::new(401).set_body_raw(r#"{"message":"no"}"#, "application/json")).await;
    let error = stream(&builder(&unauthorized).build().unwrap(), &CallOptions::new()).await.unwrap_err();
    assert_eq!(error.error_body(), Some(&GetUserError::Unauthorized(Problem { message: "no".to_owned() })));

    let unknown = server(ResponseTemplate::new(418).set_body_string("short and stout")).await;
    let error = stream(&builder(&unknown).build().unwrap(), &CallOptions::new()).await.unwrap_err();
    assert!(matches!(error, Error::UndocumentedStatus { .. }), "{error:?}");
    assert_eq!(error.body_bytes(), Some(b"short and stout".as_slice()));
}

#[tokio::test]
async fn another_representation_is_requested_by_its_media_type() {
    let server = server(ResponseTemplate::new(200).set_body_raw("id\n7\n", "text/csv")).await;
    let core = builder(&server).build().unwrap();
    let call = core.start(&GET_USER, |request| request);
    let as_csv = RepresentationCall::<String, GetUserError>::new(call, "text/csv", ANY, RawResponse::text);
    assert_eq!(as_csv.await.unwrap().into_body(), "id\n7\n");
    assert_eq!(received(&server).await.headers["accept"], "text/csv", "and not what the operation accepts");
}

#[tokio::test]
async fn a_documented_representation_is_chosen_by_the_content_type() {
    let documented: &[&[&str]] =
        &[&["application/json"], &["text/plain", "text/csv"], &["image/png"], &["image/*", "application/*"]];
    for (content_type, index) in [
        ("application/json", 0),
        ("Application/JSON; charset=utf-8", 0),
        ("text/csv;header=present", 1),
        ("image/png", 2),
        ("image/gif", 3),
        ("application/problem+json", 3),
        ("text/html", 0),
        ("nonsense", 0),
    ] {
        let server = server(ResponseTemplate::new(200).set_body_raw("", content_type)).await;
        let core = builder(&server).build().unwrap();
        let response = crate::support::call(&core, &GET_USER).await.unwrap();
        assert_eq!(response.representation(documented), index, "{content_type}");
    }
    let bare = server(ResponseTemplate::new(200)).await;
    let response = crate::support::call(&builder(&bare).build().unwrap(), &GET_USER).await.unwrap();
    assert_eq!(response.representation(documented), 0, "no Content-Type");
}

const CSV: &[Expected] = &[
    Expected::new(200, 200, ExpectedContent::MediaTypes(&["text/csv", "image/*"])),
    Expected::new(201, 201, ExpectedContent::Other),
];

#[tokio::test]
async fn only_a_documented_status_and_media_type_is_streamed() {
    let streamed = |status: u16, media_type: Option<&'static str>| async move {
        let response = ResponseTemplate::new(status);
        let response = match media_type {
            Some(media_type) => response.set_body_raw("body", media_type),
            None => response.set_body_bytes("body"),
        };
        let server = server(response).await;
        let core = builder(&server).build().unwrap();
        let read = |response: RawResponse| match response.status().as_u16() {
            200 | 201 => response.bytes::<GetUserError>(),
            _ => Err(response.undocumented_status()),
        };
        core.stream(&GET_USER, core.request(&GET_USER).build(), &CallOptions::new(), CSV, read).await
    };
    for media_type in [Some("text/csv"), Some("Text/CSV; charset=utf-8"), Some("image/png"), None] {
        assert!(streamed(200, media_type).await.is_ok(), "{media_type:?}");
    }
    for (status, media_type, text) in [
        (200, "text/html", "200 OK with text/html, but text/csv or image/* was expected"),
        (200, "application/json", "200 OK with application/json, but text/csv or image/* was expected"),
        (
            201,
            "text/csv",
            "201 Created with text/csv, but text/csv or image/* was expected; `send()` returns this response",
        ),
        (202, "text/csv", "202 Accepted, which is not documented"),
        (206, "text/csv", "206 Partial Content, which is not documented"),
    ] {
        let error = streamed(status, Some(media_type)).await.unwrap_err();
        assert_eq!(error.to_string(), format!("GET /user (get-user): {text}"));
        assert_eq!(error.body_bytes(), Some(b"body".as_slice()));
    }
}

#[tokio::test]
async fn another_documented_representation_is_an_error_that_names_its_method() {
    let documented: &[(&[&str], &str)] = &[
        (&["application/json"], "send()"),
        (&["text/event-stream"], "as_event_stream().items()"),
        (&["a/*"], "as_a()"),
    ];
    for (received, method) in [
        ("application/json; charset=utf-8", None),
        ("text/html", None),
        ("text/event-stream", Some("as_event_stream().items()")),
        ("A/B", Some("as_a()")),
    ] {
        let server = server(ResponseTemplate::new(200).set_body_raw("{}", received)).await;
        let response = crate::support::call(&builder(&server).build().unwrap(), &GET_USER).await.unwrap();
        match (response.requested::<()>(&["application/json"], documented), method) {
            (Ok(_), None) => {}
            (Err(Error::UnexpectedMediaType { method, response, .. }), Some(expected)) => {
                assert_eq!((method, response.body()), (Some(expected), b"{}".as_slice()));
            }
            (other, _) => panic!("{received}: {other:?}"),
        }
    }
}
