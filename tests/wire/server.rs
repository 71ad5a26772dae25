//! Servers on the loopback interface, some of which misbehave.

use std::{
    io::{ErrorKind, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    thread,
    time::Duration,
};

use serde_json::Value;
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::calls::{Call, Outcome, Target};

/// A server that sends the same response to every request.
pub(crate) async fn responding(response: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(response).mount(&server).await;
    server
}

/// A response with status 200 and this text as JSON.
pub(crate) fn json(text: impl Into<String>) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(text.into(), "application/json")
}

/// The outcome of `call` with this response. The request has the credential of the operation's first scheme.
pub(crate) async fn read(call: &Call, response: ResponseTemplate) -> Outcome {
    let server = responding(response).await;
    call.send(target(call, server.uri())).await
}

/// The body of a response with status 200, decoded by `call` and encoded again.
pub(crate) async fn round_trip(call: &Call, body: &Value) -> Result<Value, String> {
    let outcome = read(call, json(body.to_string())).await;
    outcome.map(|decoded| decoded.body()).map_err(|failed| failed.message)
}

pub(crate) fn target(call: &Call, base_address: impl Into<String>) -> Target {
    Target::new(base_address, &call.schemes[..1])
}

/// The only request that `server` received.
pub(crate) async fn request(server: &MockServer) -> Request {
    let mut requests = server.received_requests().await.expect("recording is on");
    assert_eq!(requests.len(), 1, "{requests:?}");
    requests.remove(0)
}

/// Whether the connection is closed after the bytes, or kept open.
#[derive(Clone, Copy)]
pub(crate) enum Then {
    Close,
    Hold,
}

/// The address of a server that responds to each request with `bytes`, which may be invalid HTTP.
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
            // The input is read to its end, because closing with unread input resets the connection and discards
            // `bytes`.
            Then::Close => {
                let _ = stream.shutdown(Shutdown::Write);
                let _ = stream.read_to_end(&mut request);
            }
            Then::Hold => thread::sleep(Duration::from_secs(30)),
        }
    }
}

/// An address on which no server listens: ports below 1024 are never assigned to a test.
pub(crate) fn closed_port() -> String {
    "http://127.0.0.1:1".to_owned()
}
