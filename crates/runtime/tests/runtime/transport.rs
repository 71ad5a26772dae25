use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use moored_runtime::Error;
use wiremock::ResponseTemplate;

use crate::support::{GET_USER, at, builder, call, server};

#[tokio::test]
async fn a_server_that_takes_too_long_is_a_time_out() {
    let server = server(ResponseTemplate::new(200).set_delay(Duration::from_secs(30))).await;
    let core = builder(&server).timeout(Duration::from_millis(50)).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect(), "{error:?}");
    assert_eq!(error.to_string(), "GET /user (get-user): timed out after 50ms");
    assert_eq!(error.operation(), Some(&GET_USER));
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn the_time_out_holds_for_a_client_of_one_s_own_too() {
    let server = server(ResponseTemplate::new(200).set_delay(Duration::from_secs(30))).await;
    let own = moored_runtime::reqwest::Client::new();
    let core = builder(&server).http_client(own).timeout(Duration::from_millis(50)).build().unwrap();
    assert!(call(&core, &GET_USER).await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn no_server_is_a_failed_connection() {
    let error = call(&at(closed_port()).build().unwrap(), &GET_USER).await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout(), "{error:?}");
    assert_eq!(error.to_string(), "GET /user (get-user): could not connect");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_no_answer() {
    let address = answering_once(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\":7}");
    let core = at(address).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)));
    assert_eq!(error.to_string(), "GET /user (get-user): the body of the answer broke off");
}

#[tokio::test]
async fn what_is_not_http_is_a_failed_connection() {
    let core = at(answering_once(b"220 smtp ready\r\n")).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): the connection failed");
}

/// An address at which nothing listens: a port below 1024, which no test can be given in the meantime.
pub(crate) fn closed_port() -> String {
    "http://127.0.0.1:1".to_owned()
}

/// A server that reads one request, writes `bytes` and hangs up.
pub(crate) fn answering_once(bytes: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let _ = connection.read(&mut [0; 4096]).unwrap();
        connection.write_all(bytes).unwrap();
    });
    address
}
