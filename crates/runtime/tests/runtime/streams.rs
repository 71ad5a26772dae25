//! Bodies that are given out as they come, and calls that ask for another representation.

use std::time::Duration;

use futures_util::StreamExt as _;
use moored_runtime::{Answer, ByteStream, CallOptions, Core, Error, Representation, Response, Retries, TransportError};
use wiremock::ResponseTemplate;

use crate::scripted::{Scripted, Step, success, unavailable};
use crate::support::{GET_USER, GetUserError, Problem, at, builder, received, server};

/// Reads an answer as generated code does for a success of bytes.
fn read(answer: Answer) -> Result<Response<moored_runtime::Bytes>, Error<GetUserError>> {
    match answer.status().as_u16() {
        200 => answer.bytes(),
        401 => Err(answer.refused(GetUserError::Unauthorized)),
        _ => Err(answer.unexpected()),
    }
}

async fn stream(core: &Core, options: &CallOptions) -> Result<Response<ByteStream>, Error<GetUserError>> {
    let request = core.request(&GET_USER);
    core.stream(&GET_USER, request.build(), options, read).await
}

async fn rest(mut body: ByteStream) -> Result<Vec<u8>, TransportError> {
    let mut all = Vec::new();
    while let Some(chunk) = body.chunk().await? {
        all.extend_from_slice(&chunk);
    }
    Ok(all)
}

#[tokio::test]
async fn a_body_larger_than_the_limit_comes_whole_piece_by_piece() {
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
async fn the_time_out_of_the_call_ends_with_the_headers() {
    let slow = Scripted::new([Step::Slow(
        "HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nabcd".to_owned(),
        Duration::from_millis(400),
        "efgh".to_owned(),
    )]);
    let core = at(&slow.address).timeout(Duration::from_millis(200)).build().unwrap();
    let response = stream(&core, &CallOptions::new()).await.unwrap();
    assert_eq!(rest(response.into_body()).await.unwrap(), b"abcdefgh");

    let silent = server(ResponseTemplate::new(200).set_delay(Duration::from_secs(5))).await;
    let core = builder(&silent).build().unwrap();
    let options = CallOptions::new().timeout(Duration::from_millis(50));
    assert!(stream(&core, &options).await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_silent_stream_runs_into_the_time_out_for_reading() {
    let stalled = Scripted::new([Step::Stall("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab".to_owned())]);
    let core = at(&stalled.address).read_timeout(Duration::from_millis(100)).build().unwrap();
    let error =
        Error::<()>::Transport(rest(stream(&core, &CallOptions::new()).await.unwrap().into_body()).await.unwrap_err());
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn what_breaks_off_is_an_error_of_the_stream_and_not_begun_again() {
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nab".to_owned();
    let server = Scripted::new([Step::Answer(cut), success()]);
    let core = at(&server.address).retries(Retries::default()).build().unwrap();
    let mut body = stream(&core, &CallOptions::new()).await.unwrap().into_body();
    assert_eq!(body.chunk().await.unwrap().unwrap(), "ab");
    let error = body.chunk().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): the body of the answer broke off");
    assert_eq!(server.seen().len(), 1);
}

#[tokio::test]
async fn what_fails_before_the_body_is_sent_again() {
    let server = Scripted::new([unavailable(), success()]);
    let retries = Retries::default().pauses(Duration::from_millis(1)..Duration::from_millis(2));
    let core = at(&server.address).retries(retries).build().unwrap();
    let body = stream(&core, &CallOptions::new()).await.unwrap().into_body();
    assert_eq!(rest(body).await.unwrap(), br#"{"id":7}"#);
    assert_eq!(server.seen().len(), 2);
}

#[tokio::test]
async fn refusals_are_typed_by_status_all_the_same() {
    let refused = server(ResponseTemplate::new(401).set_body_raw(r#"{"message":"no"}"#, "application/json")).await;
    let error = stream(&builder(&refused).build().unwrap(), &CallOptions::new()).await.unwrap_err();
    assert_eq!(error.refusal(), Some(&GetUserError::Unauthorized(Problem { message: "no".to_owned() })));

    let unknown = server(ResponseTemplate::new(418).set_body_string("short and stout")).await;
    let error = stream(&builder(&unknown).build().unwrap(), &CallOptions::new()).await.unwrap_err();
    assert!(matches!(error, Error::Unexpected { .. }), "{error:?}");
    assert_eq!(error.body_bytes(), Some(b"short and stout".as_slice()));
}

#[tokio::test]
async fn another_representation_is_asked_for_by_its_name() {
    let server = server(ResponseTemplate::new(200).set_body_raw("id\n7\n", "text/csv")).await;
    let core = builder(&server).build().unwrap();
    let request = core.request(&GET_USER).build();
    let as_csv = Representation::<String, GetUserError>::new(&core, &GET_USER, "text/csv", request, Answer::text);
    assert_eq!(as_csv.send().await.unwrap().into_body(), "id\n7\n");
    assert_eq!(received(&server).await.headers["accept"], "text/csv", "and not what the operation accepts");
}

#[tokio::test]
async fn a_documented_representation_is_known_by_its_content_type() {
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
        let answer = crate::support::call(&core, &GET_USER).await.unwrap();
        assert_eq!(answer.representation(documented), index, "{content_type}");
    }
    let bare = server(ResponseTemplate::new(200)).await;
    let answer = crate::support::call(&builder(&bare).build().unwrap(), &GET_USER).await.unwrap();
    assert_eq!(answer.representation(documented), 0, "no Content-Type");
}
