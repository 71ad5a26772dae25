//! Servers on loopback, well-behaved and not.

use std::{
    io::{ErrorKind, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::LazyLock,
    thread,
    time::Duration,
};

use moored_runtime::reqwest;
use serde_json::Value;
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::calls::{Call, Outcome, Target};

/// A server that gives every request the same answer.
pub(crate) async fn answering(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(answer).mount(&server).await;
    server
}

/// 200 with this text as JSON.
pub(crate) fn json(text: impl Into<String>) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(text.into(), "application/json")
}

/// What `call` makes of `answer`, asked with its first credential.
pub(crate) async fn read(call: &Call, answer: ResponseTemplate) -> Outcome {
    let server = answering(answer).await;
    call.send(quick_target(call, server.uri())).await
}

/// What `call` makes of 200 and `body`: the body, encoded again.
pub(crate) async fn body_again(call: &Call, body: &Value) -> Result<Value, String> {
    let outcome = read(call, json(body.to_string())).await;
    outcome.map(|answered| answered.body()).map_err(|failed| failed.message)
}

pub(crate) fn target(call: &Call, base_address: impl Into<String>) -> Target {
    Target::new(base_address, &call.schemes[..1])
}

/// A client of its own reads all the certificates of the system. Where many calls are made, they share one, without
/// connections: each test has a runtime of its own.
static HTTP: LazyLock<reqwest::Client> = LazyLock::new(|| {
    let builder = reqwest::Client::builder().pool_max_idle_per_host(0);
    builder.build().expect("an HTTP client")
});

/// As [`target`], for tests to which it does not matter whose HTTP client is used.
pub(crate) fn quick_target(call: &Call, base_address: impl Into<String>) -> Target {
    Target { http: Some(HTTP.clone()), ..target(call, base_address) }
}

/// The one request that `server` got.
pub(crate) async fn received(server: &MockServer) -> Request {
    let mut requests = server.received_requests().await.expect("a record");
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

/// Whether a connection is closed behind the bytes, or held open.
#[derive(Clone, Copy)]
pub(crate) enum Then {
    Close,
    Hold,
}

/// The address of a server that answers each request with `bytes`, which need not be HTTP.
pub(crate) fn sending(bytes: &'static [u8], then: Then) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || serve(stream, bytes, then));
        }
    });
    address
}

fn serve(mut stream: TcpStream, bytes: &[u8], then: Then) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(0) => return,
            Ok(count) => request.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
    if stream.write_all(bytes).is_ok() {
        match then {
            // Reading to the end first: closing with unread bytes would reset the connection, and lose `bytes`.
            Then::Close => {
                let _ = stream.shutdown(Shutdown::Write);
                let _ = stream.read_to_end(&mut request);
            }
            Then::Hold => thread::sleep(Duration::from_secs(30)),
        }
    }
}

/// An address on which nobody listens: a port below 1024, which no test can be given in the meantime.
pub(crate) fn nobody() -> String {
    "http://127.0.0.1:1".to_owned()
}
