//! Servers that break HTTP or TLS in ways that other clients accept, and in ways that none does.

use std::time::Duration;

use moored_runtime::{CallOptions, Core, Operation};

use crate::scripted::{Scripted, Step};
use crate::support::{GET_USER, builder_for, call};

static CREATE: Operation =
    Operation { id: "create", method: "POST", path: "/user", accept: None, security: &[], redirects: &[] };

async fn header(response: &str, name: &str) -> String {
    let server = Scripted::new([Step::Respond(response.to_owned())]);
    let response = call(&builder_for(&server.address).build().unwrap(), &GET_USER).await.unwrap();
    String::from_utf8(response.headers()[name].as_bytes().to_vec()).unwrap()
}

#[tokio::test]
async fn a_space_before_the_colon_is_accepted() {
    let response = "HTTP/1.1 200 OK\r\nX-Kind : a b\r\ncontent-length: 0\r\n\r\n";
    assert_eq!(header(response, "x-kind").await, "a b");
}

#[tokio::test]
async fn a_folded_header_is_accepted() {
    let response = "HTTP/1.1 200 OK\r\nX-Kind: a\r\n  b\r\ncontent-length: 0\r\n\r\n";
    assert!(header(response, "x-kind").await.starts_with('a'));
}

#[tokio::test]
async fn hundreds_of_headers_are_accepted() {
    let lines: String = (0..350).map(|number| format!("x-{number}: {number}\r\n")).collect();
    let response = format!("HTTP/1.1 200 OK\r\n{lines}content-length: 0\r\n\r\n");
    assert_eq!(header(&response, "x-349").await, "349");
}

const TOO_LARGE: &str = "HTTP/1.1 413 X\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// How many of 20 uploads to a server that closes the connection after `read` bytes have its response.
async fn received_of_20(read: usize, read_timeout: Option<Duration>) -> usize {
    let mut received = 0;
    for _ in 0..20 {
        let server = Scripted::raw_after(read, TOO_LARGE);
        let core = builder_for(&server.address).read_timeout(read_timeout).build().unwrap();
        let request = core.request(&CREATE).body("text/plain", vec![7; 8 << 20]).build();
        match core.execute::<()>(&CREATE, request, &CallOptions::new()).await {
            Ok(response) if response.status() == 413 => received += 1,
            other => assert!(other.is_err(), "{other:?}"),
        }
    }
    received
}

/// The connection breaks off while the client writes, and the response is there by then. Whether it is seen depends on
/// how the system runs the threads: most are, and none or few without the pauses in the body.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_response_before_the_body_was_read_is_received() {
    let received = received_of_20(1, Some(Duration::from_secs(30))).await;
    assert!(received > 10, "{received}");
}

#[tokio::test]
async fn a_response_in_the_middle_of_the_body_is_received_on_one_thread_and_without_a_read_timeout() {
    for read_timeout in [Some(Duration::from_secs(30)), None] {
        let received = received_of_20(1 << 20, read_timeout).await;
        assert!(received > 10, "{read_timeout:?}: {received}");
    }
}

/// An address with `https` and the port of plain HTTP: the same request fails in the same way each time.
#[cfg(feature = "rustls")]
#[tokio::test]
async fn what_tls_rejects_is_not_retried() {
    let server = Scripted::raw("HTTP/1.1 400 Bad Request\r\n\r\n");
    let core = Core::builder(None).base_address(server.address.replace("http:", "https:")).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): could not connect: TLS failed");
    assert!(error.is_connect() && !error.is_retryable() && !error.is_timeout(), "{error:?}");
    assert_eq!(server.seen().len(), 1);
}

/// A server that shuts an HTTP/2 connection down rejects the streams that it does not process any more. Those are sent
/// again, whatever the method, and even without retries.
#[tokio::test]
async fn an_http2_stream_that_was_not_processed_is_sent_again() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (socket, _) = listener.accept().await.unwrap();
        let mut connection = h2::server::handshake(socket).await.unwrap();
        let mut number = 0;
        while let Some(stream) = connection.accept().await {
            let (_, mut respond) = stream.unwrap();
            number += 1;
            match number {
                1 => respond.send_reset(h2::Reason::from(7)),
                _ => {
                    let mut created = http::Response::new(());
                    *created.status_mut() = http::StatusCode::CREATED;
                    respond.send_response(created, true).unwrap();
                }
            }
        }
    });
    let core = builder_for(address).configure_http(|http| http.http2_prior_knowledge()).build().unwrap();
    let request = core.request(&CREATE).body("text/plain", "hello").build();
    let response = core.execute::<()>(&CREATE, request, &CallOptions::new()).await.unwrap();
    assert_eq!((response.status().as_u16(), response.request_count()), (201, 1));
}
