//! A server on this machine whose responses are bytes, so that they can be as wrong as those of real servers.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a server sends.
pub(crate) struct Reply {
    bytes: Vec<u8>,
    /// How long it then waits before it closes the connection.
    wait: Duration,
}

pub(crate) struct Server {
    /// `127.0.0.1:40000`
    pub(crate) host: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Starts a server. `respond` gets the head of each request.
    pub(crate) fn start(respond: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let (requests, respond) = (Arc::new(Mutex::new(Vec::new())), Arc::new(respond));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let (respond, seen) = (Arc::clone(&respond), Arc::clone(&seen));
                thread::spawn(move || {
                    let mut head = String::new();
                    let mut reader = BufReader::new(stream.try_clone().unwrap());
                    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).is_ok_and(|read| read > 0) {}
                    let reply = respond(&head);
                    seen.lock().unwrap().push(head);
                    // The other side may have closed the connection.
                    let _ = stream.write_all(&reply.bytes);
                    thread::sleep(reply.wait);
                });
            }
        });
        Self { host, requests }
    }

    /// The same response to every request.
    pub(crate) fn always(reply: impl Into<Vec<u8>>) -> Self {
        let bytes = reply.into();
        Self::start(move |_| Reply::from(bytes.clone()))
    }

    pub(crate) fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.host)
    }

    /// The heads of the requests until now.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

impl Reply {
    pub(crate) fn then_wait(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }
}

impl<T: Into<Vec<u8>>> From<T> for Reply {
    fn from(bytes: T) -> Self {
        Self { bytes: bytes.into(), wait: Duration::ZERO }
    }
}

/// A response with this status, these further header lines, and its length.
pub(crate) fn response(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

pub(crate) fn ok(body: &str) -> String {
    response("200 OK", "", body)
}
