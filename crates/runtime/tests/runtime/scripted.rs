//! A server that responds to each connection with the next step of a script, and records the requests.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// The reaction to one request.
#[derive(Clone)]
pub(crate) enum Step {
    /// Sends these bytes and closes the connection.
    Respond(String),
    /// Closes the connection after reading the request.
    Close,
    /// Sends these bytes, and then nothing for 20 seconds.
    Stall(String),
    /// Sends the first bytes, waits, and sends the second bytes.
    Slow(String, Duration, String),
}

/// One received request, and when it was received.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) text: String,
    pub(crate) at: Instant,
}

pub(crate) struct Scripted {
    pub(crate) address: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Scripted {
    /// Uses one step for each request, and the last one for all further requests.
    pub(crate) fn new(steps: impl IntoIterator<Item = Step>) -> Self {
        Self::at(TcpListener::bind("127.0.0.1:0").unwrap(), steps)
    }

    /// The same, for connections to `listener`.
    pub(crate) fn at(listener: TcpListener, steps: impl IntoIterator<Item = Step>) -> Self {
        let address = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (steps, log): (Vec<Step>, _) = (steps.into_iter().collect(), Arc::clone(&seen));
        std::thread::spawn(move || {
            for (number, connection) in listener.incoming().enumerate() {
                let step = steps.get(number).or(steps.last()).unwrap().clone();
                let log = Arc::clone(&log);
                std::thread::spawn(move || serve(connection.unwrap(), &step, &log));
            }
        });
        Self { address, seen }
    }

    /// Responds to anything with `bytes`, and closes the connection without reading more.
    pub(crate) fn raw(bytes: &'static str) -> Self {
        Self::raw_after(1, bytes)
    }

    /// The same, after at least `read` bytes of the request.
    pub(crate) fn raw_after(read: usize, bytes: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&seen);
        std::thread::spawn(move || {
            for connection in listener.incoming() {
                let mut connection = connection.unwrap();
                let mut rest = read;
                while rest > 0 {
                    rest = rest.saturating_sub(connection.read(&mut [0; 4096]).unwrap());
                }
                log.lock().unwrap().push(Seen { text: String::new(), at: Instant::now() });
                connection.write_all(bytes.as_bytes()).unwrap();
            }
        });
        Self { address, seen }
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }
}

fn serve(mut connection: TcpStream, step: &Step, log: &Mutex<Vec<Seen>>) {
    let text = read(&mut connection);
    log.lock().unwrap().push(Seen { text, at: Instant::now() });
    match step {
        Step::Respond(response) => connection.write_all(response.as_bytes()).unwrap(),
        Step::Close => {}
        Step::Stall(response) => {
            connection.write_all(response.as_bytes()).unwrap();
            std::thread::sleep(Duration::from_secs(20));
        }
        Step::Slow(first, pause, second) => {
            connection.write_all(first.as_bytes()).unwrap();
            std::thread::sleep(*pause);
            connection.write_all(second.as_bytes()).unwrap();
        }
    }
}

/// Reads the headers of a request and a body of `content-length` bytes.
fn read(connection: &mut TcpStream) -> String {
    let mut text = Vec::new();
    loop {
        let mut bytes = [0; 4096];
        let count = connection.read(&mut bytes).unwrap();
        text.extend_from_slice(bytes.get(..count).unwrap());
        let whole = String::from_utf8_lossy(&text).into_owned();
        let Some((head, body)) = whole.split_once("\r\n\r\n") else { continue };
        let length =
            head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |n| n.parse().unwrap());
        if body.len() >= length || count == 0 {
            return whole;
        }
    }
}

/// A response with `headers` (lines that end in CRLF) and a JSON body.
pub(crate) fn response(status: &str, headers: &str, body: &str) -> Step {
    let length = body.len();
    Step::Respond(format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    ))
}

pub(crate) fn success() -> Step {
    response("200 OK", "", r#"{"id":7}"#)
}

pub(crate) fn unavailable() -> Step {
    response("503 Service Unavailable", "", "{}")
}
