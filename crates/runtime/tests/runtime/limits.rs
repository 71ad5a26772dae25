//! Timeouts and size limits.

use std::time::Duration;

use moored_runtime::{CallOptions, Error};
use wiremock::ResponseTemplate;

use crate::scripted::{Scripted, Step, response};
use crate::support::{GET_USER, User, builder, builder_for, call, call_with, read_response, server};

#[tokio::test]
async fn a_response_above_the_size_limit_is_an_error_with_its_status() {
    let announced = Step::Stall("HTTP/1.1 201 Created\r\nx-kept: yes\r\ncontent-length: 1001\r\n\r\n".to_owned());
    let unannounced = format!(
        "HTTP/1.1 201 Created\r\nx-kept: yes\r\ntransfer-encoding: chunked\r\n\r\n{}",
        format!("64\r\n{}\r\n", "x".repeat(100)).repeat(50)
    );
    for (step, most_read) in [(announced, 0), (Step::Stall(unannounced), 1000)] {
        let server = Scripted::new([step]);
        let core = builder_for(&server.address).max_response_size(1000).build().unwrap();
        let error = call(&core, &GET_USER).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "GET /user (get-user): 201 Created, but its body is larger than 1000 bytes (`max_response_size`)"
        );
        assert!(matches!(error, Error::Oversized { limit: 1000, .. }));
        assert_eq!(error.status().unwrap().as_u16(), 201);
        assert_eq!(error.headers().unwrap()["x-kept"], "yes");
        assert!(error.body_bytes().unwrap().len() <= most_read);
        assert!(!error.is_retryable() && !error.is_timeout());
    }
}

#[tokio::test]
async fn a_response_of_exactly_the_size_limit_is_read() {
    for chunk in [1000, 1, 300] {
        let body = "x".repeat(1000);
        let chunks: String = body
            .as_bytes()
            .chunks(chunk)
            .map(|piece| format!("{:x}\r\n{}\r\n", piece.len(), String::from_utf8_lossy(piece)))
            .collect();
        let text = format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{chunks}0\r\n\r\n");
        let server = Scripted::new([Step::Respond(text)]);
        let core = builder_for(&server.address).max_response_size(1000).build().unwrap();
        assert_eq!(call(&core, &GET_USER).await.unwrap().body(), body.as_bytes());
    }
}

#[tokio::test]
async fn an_error_keeps_the_first_part_of_a_large_body_and_its_size() {
    let large = format!(r#"{{"message":"{}"}}"#, "x".repeat(100_000));
    let error = read_response(ResponseTemplate::new(500).set_body_string(&large)).await.unwrap_err();
    assert_eq!(error.body_bytes().unwrap(), &large.as_bytes()[..65_536]);
    let response = error.response().unwrap();
    assert!(response.is_body_truncated());
    assert_eq!(response.body_size(), large.len());

    // The complete body is decoded.
    let error = read_response(ResponseTemplate::new(401).set_body_string(&large)).await.unwrap_err();
    assert!(error.error_body().is_some(), "{error:?}");

    let small = read_response(ResponseTemplate::new(500).set_body_string("{}")).await.unwrap_err();
    assert!(!small.response().unwrap().is_body_truncated());
}

#[tokio::test]
async fn an_interrupted_body_keeps_status_headers_and_its_first_part() {
    let interrupted = "HTTP/1.1 409 Conflict\r\nx-kept: yes\r\ncontent-length: 100\r\n\r\n{\"id\"";
    let server = Scripted::new([Step::Respond(interrupted.to_owned())]);
    let error = call(&builder_for(&server.address).build().unwrap(), &GET_USER).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): the connection failed while the body was read");
    assert_eq!(error.status().unwrap().as_u16(), 409);
    assert_eq!(error.headers().unwrap()["x-kept"], "yes");
    assert_eq!(error.body_bytes().unwrap(), br#"{"id""#);
}

#[tokio::test]
async fn a_slow_body_ends_with_the_timeout_and_a_stalled_one_with_the_read_timeout() {
    let incomplete = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_owned();
    let server = Scripted::new([Step::Stall(incomplete)]);
    let core = builder_for(&server.address).read_timeout(Duration::from_millis(100)).timeout(None).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!(error.status().unwrap().as_u16(), 200);

    let core = builder_for(&server.address).timeout(Duration::from_millis(100)).build().unwrap();
    assert!(call(&core, &GET_USER).await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn a_call_can_have_a_longer_timeout_than_its_client() {
    let slow = server(ResponseTemplate::new(200).set_delay(Duration::from_millis(300))).await;
    let core = builder(&slow).timeout(Duration::from_millis(50)).build().unwrap();
    assert!(call(&core, &GET_USER).await.unwrap_err().is_timeout());
    call_with(&core, &GET_USER, &CallOptions::new().timeout(None)).await.unwrap();
    call_with(&core, &GET_USER, &CallOptions::new().timeout(Duration::from_secs(20))).await.unwrap();
}

/// The server accepts the connection and never begins the TLS handshake.
#[cfg(feature = "rustls")]
#[tokio::test]
async fn connecting_has_a_timeout_of_its_own() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}", listener.local_addr().unwrap());
    let core = builder_for(address).connect_timeout(Duration::from_millis(100)).timeout(None).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert!(error.is_connect() && error.is_timeout(), "{error:?}");
    assert_eq!(error.to_string(), "GET /user (get-user): could not connect within 100ms (`connect_timeout`)");
}

#[tokio::test]
async fn a_body_in_several_chunks_is_joined() {
    let chunked =
        "HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n3\r\n{\"i\r\n5\r\nd\":7}\r\n0\r\n\r\n".to_owned();
    let server = Scripted::new([Step::Respond(chunked), response("200 OK", "", "")]);
    let core = builder_for(&server.address).build().unwrap();
    let user = call(&core, &GET_USER).await.unwrap().json::<User, ()>().unwrap();
    assert_eq!(user.into_body(), User { id: 7 });
    assert_eq!(call(&core, &GET_USER).await.unwrap().body(), b"");
}
