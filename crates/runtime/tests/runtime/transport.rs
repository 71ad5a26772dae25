use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use moored_runtime::Error;
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, builder, builder_for, call, server};

#[tokio::test]
async fn a_slow_server_is_a_timeout() {
    let server = server(ResponseTemplate::new(200).set_delay(Duration::from_secs(30))).await;
    let core = builder(&server).timeout(Duration::from_millis(50)).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect(), "{error:?}");
    assert_eq!(error.to_string(), "GET /user (get-user): timed out after 50ms (`timeout`)");
    assert_eq!(error.operation(), Some(&GET_USER));
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn an_address_without_a_server_is_a_connect_error() {
    let error = call(&builder_for(closed_port()).build().unwrap(), &GET_USER).await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(error.to_string(), "GET /user (get-user): could not connect");
}

#[tokio::test]
async fn an_interrupted_body_is_a_transport_error() {
    let address = responding_once(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\":7}");
    let core = builder_for(address).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    assert_eq!(error.to_string(), "GET /user (get-user): the connection failed while the body was read");
}

#[tokio::test]
async fn a_server_without_http_is_a_transport_error() {
    let core = builder_for(responding_once(b"220 smtp ready\r\n")).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): the connection failed");
}

/// An address without a server. The port is below 1024, so that no concurrent test is assigned it.
pub(crate) fn closed_port() -> String {
    "http://127.0.0.1:1".to_owned()
}

/// The address of a server that reads one request, writes `bytes` and closes the connection.
pub(crate) fn responding_once(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let _ = connection.read(&mut [0; 4096]).unwrap();
        connection.write_all(bytes).unwrap();
    });
    address
}
