//! The requests and responses that a transport sees.

use std::error::Error as _;

use bytes::Bytes;
use futures_util::stream;
use moored_runtime::{HttpBody, HttpRequest, HttpResponse, Method, Operation, SendError, SendErrorKind, StatusCode};

const OPERATION: Operation = Operation::new("add-pet", "POST", "/pets");

fn request() -> HttpRequest {
    let url = "https://ada:pass-1@example.com/pets/path-1?key=query-1".parse().unwrap();
    let mut request = HttpRequest::new(Method::POST, url).with_operation(&OPERATION);
    request.headers_mut().insert("authorization", "Bearer header-1".parse().unwrap());
    *request.body_mut() = r#"{"password":"body-1"}"#.into();
    request
}

fn stream_of(chunks: &[&'static str]) -> HttpBody {
    let chunks: Vec<Result<Bytes, SendError>> = chunks.iter().map(|chunk| Ok(Bytes::from(*chunk))).collect();
    HttpBody::from_stream(stream::iter(chunks))
}

#[test]
fn debug_shows_no_secret() {
    let shown = format!("{:?}", request());
    assert!(shown.contains("POST") && shown.contains("add-pet"), "{shown}");
    let mut response = HttpResponse::new(StatusCode::OK, "body-1");
    response.headers_mut().insert("set-cookie", "id=header-1".parse().unwrap());
    let shown_response = format!("{response:?}");
    assert!(shown_response.contains("200") && shown_response.contains("set-cookie"), "{shown_response}");
    for secret in ["pass-1", "path-1", "query-1", "header-1", "body-1"] {
        assert!(!shown.contains(secret) && !shown_response.contains(secret), "{shown} {shown_response}");
    }
}

#[test]
fn a_copy_is_the_same_request() {
    let copy = request().try_clone().unwrap();
    assert_eq!((copy.method(), copy.url(), copy.headers()), (request().method(), request().url(), request().headers()));
    assert_eq!(copy.body().as_bytes(), request().body().as_bytes());
    assert_eq!(copy.operation(), Some(&OPERATION));

    let mut streamed = request();
    *streamed.body_mut() = stream_of(&["a"]);
    assert!(streamed.try_clone().is_none());
}

#[test]
fn a_request_becomes_one_of_the_crate_http_and_back() {
    let converted = http::Request::try_from(request()).unwrap();
    assert_eq!(converted.uri().query(), Some("key=query-1"));
    let back = HttpRequest::try_from(converted).unwrap();
    assert_eq!((back.method(), back.headers()), (request().method(), request().headers()));
    assert_eq!((back.url().host_str(), back.url().path()), (Some("example.com"), "/pets/path-1"));
    assert_eq!(back.body().as_bytes(), request().body().as_bytes());
    assert_eq!(back.operation(), Some(&OPERATION));
}

#[tokio::test]
async fn a_response_becomes_one_of_the_crate_http_and_back() {
    let response = http::Response::builder().status(404).header("x-a", "1").body(stream_of(&["no ", "pet"])).unwrap();
    let response = HttpResponse::from(response);
    assert_eq!((response.status(), response.headers()["x-a"].as_bytes()), (StatusCode::NOT_FOUND, &b"1"[..]));
    let back = http::Response::<HttpBody>::from(response);
    assert_eq!((back.status(), back.headers().len()), (StatusCode::NOT_FOUND, 1));
    assert_eq!(back.into_body().read(6).await.unwrap(), "no pet");
}

#[tokio::test]
async fn a_body_is_read_up_to_a_limit() {
    assert_eq!(stream_of(&["ab", "cd"]).read(4).await.unwrap(), "abcd");
    assert_eq!(HttpBody::from("abcd").read(4).await.unwrap(), "abcd");
    for body in [stream_of(&["ab", "cd"]), "abcd".into()] {
        let error = body.read(3).await.unwrap_err();
        assert_eq!(error.source().unwrap().to_string(), "the body is larger than 3 bytes");
    }
}

#[tokio::test]
async fn the_error_of_a_body_keeps_its_kind() {
    let body = HttpBody::from_stream(stream::iter([Err(SendError::new(SendErrorKind::Timeout, "too slow"))]));
    assert_eq!(body.read(9).await.unwrap_err().kind(), SendErrorKind::Timeout);
    let body = HttpBody::from_stream(stream::iter([Err(std::io::Error::other("broken"))]));
    let error = body.read(9).await.unwrap_err();
    assert_eq!((error.kind(), error.source().unwrap().to_string()), (SendErrorKind::Other, "broken".to_owned()));
}
