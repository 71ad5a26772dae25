//! A provider that misbehaves: about one in ten requests has a fault.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

pub(crate) const SECRET: &str = "hunter2-of-the-soak";

/// How many items the list has, and a page of it.
pub(crate) const ITEMS: usize = 200;
const PAGE: usize = 4;

/// A token is rejected after this many requests, before it expires.
const REQUESTS_PER_TOKEN: u32 = 500;

pub(crate) struct Provider {
    address: String,
    state: Arc<Mutex<State>>,
    elsewhere: Arc<Mutex<u32>>,
}

#[derive(Default)]
struct State {
    requests: u32,
    /// Requests whose signature is missing, is not that of the request, or is there twice.
    unsigned: u32,
    tokens: u32,
    invalidated_tokens: u32,
    /// The number of requests for which the newest token is still valid.
    left: u32,
    /// How often each change was received and how often it was applied, by the name in its body.
    changes: HashMap<String, (u32, u32)>,
    keys: HashMap<String, String>,
    applied_keys: HashSet<String>,
    faults: HashMap<&'static str, u32>,
}

/// The provider's counts at the end of the test.
pub(crate) struct Counts {
    pub(crate) requests: u32,
    pub(crate) unsigned: u32,
    pub(crate) tokens: u32,
    pub(crate) invalidated_tokens: u32,
    /// The number of changes without an idempotency key that were received more than once.
    pub(crate) repeated: usize,
    /// Whether no change was applied more than once.
    pub(crate) applied_once: bool,
    pub(crate) elsewhere: u32,
    /// The number of requests that had a fault.
    pub(crate) failed: u32,
    faults: Vec<(&'static str, u32)>,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { requests, tokens, invalidated_tokens, repeated, elsewhere, .. } = self;
        writeln!(
            f,
            "the provider received {requests} requests and {tokens} token requests; {invalidated_tokens} tokens were \
             invalidated"
        )?;
        writeln!(f, "changes without a key received twice: {repeated}; requests to another origin: {elsewhere}")?;
        let faults: Vec<String> = self.faults.iter().map(|(fault, count)| format!("{count} {fault}")).collect();
        write!(f, "faults: {}", faults.join(", "))
    }
}

impl Provider {
    pub(crate) fn start() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let elsewhere = Arc::new(Mutex::new(0));
        let counter = Arc::clone(&elsewhere);
        let other = listen(move |connection| {
            *counter.lock().unwrap() += 1;
            drop(connection);
        });
        let shared = Arc::clone(&state);
        let address = listen(move |connection| serve(connection, &shared, &other));
        Self { address, state, elsewhere }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn counts(&self) -> Counts {
        let state = self.state.lock().unwrap();
        let keyed: Vec<&String> = state.keys.values().collect();
        let is_repeated = |(name, (count, _)): &(&String, &(u32, u32))| *count > 1 && !keyed.contains(name);
        let mut faults: Vec<_> = state.faults.iter().map(|(fault, count)| (*fault, *count)).collect();
        faults.sort_unstable();
        Counts {
            requests: state.requests,
            unsigned: state.unsigned,
            tokens: state.tokens,
            invalidated_tokens: state.invalidated_tokens,
            repeated: state.changes.iter().filter(is_repeated).count(),
            applied_once: state.changes.values().all(|(_, applied)| *applied <= 1),
            elsewhere: *self.elsewhere.lock().unwrap(),
            failed: faults.iter().map(|(_, count)| count).sum(),
            faults,
        }
    }
}

fn listen(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let serve = Arc::new(serve);
    std::thread::spawn(move || {
        for connection in listener.incoming() {
            let serve = Arc::clone(&serve);
            std::thread::spawn(move || serve(connection.unwrap()));
        }
    });
    address
}

struct Request {
    method: String,
    path: String,
    token: Option<u32>,
    key: Option<String>,
    /// The `fname` in the body.
    name: Option<String>,
    is_signed: bool,
}

/// What signs a request: a number that depends on all of it.
pub(crate) fn signature(method: &str, path: &str, body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    (method, path, body).hash(&mut hasher);
    hasher.finish().to_string()
}

fn read(connection: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut line = String::new();
    connection.read_line(&mut line).ok().filter(|count| *count > 0)?;
    let mut parts = line.split(' ');
    let (method, path) = (parts.next()?.to_owned(), parts.next()?.to_owned());
    let (mut length, mut token, mut key, mut signatures) = (0, None, None, Vec::new());
    loop {
        let mut line = String::new();
        connection.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            Some(("content-length", value)) => length = value.parse().unwrap(),
            Some(("authorization", value)) => token = value.strip_prefix("Bearer token-").and_then(|n| n.parse().ok()),
            Some(("idempotency-key", value)) => key = Some(value.to_owned()),
            Some(("x-signature", value)) => signatures.push(value.to_owned()),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).ok()?;
    let is_signed = signatures == [signature(&method, &path, &body)];
    let body = String::from_utf8(body).unwrap();
    let name =
        body.split_once(r#""fname":""#).and_then(|(_, rest)| rest.split_once('"')).map(|(name, _)| name.to_owned());
    Some(Request { method, path, token, key, name, is_signed })
}

fn serve(connection: TcpStream, state: &Mutex<State>, other: &str) {
    connection.set_nodelay(true).unwrap();
    let mut out = connection.try_clone().unwrap();
    let mut connection = BufReader::new(connection);
    while let Some(request) = read(&mut connection) {
        let (response, pause) = respond(&request, state, other);
        let Some(response) = response else { return };
        let (head, rest) = response.split_at(response.len() / 2);
        if pause.is_zero() {
            if out.write_all(response.as_bytes()).is_err() {
                return;
            }
        } else if out.write_all(head.as_bytes()).is_err() || {
            std::thread::sleep(pause);
            out.write_all(rest.as_bytes()).is_err()
        } {
            return;
        }
        let is_truncated = response.contains("content-length: 9");
        if is_truncated {
            return;
        }
    }
}

/// The text of the response, and the pause in the middle of sending it. `None` closes the connection.
fn respond(request: &Request, state: &Mutex<State>, other: &str) -> (Option<String>, Duration) {
    let mut state = state.lock().unwrap();
    state.unsigned += u32::from(!request.is_signed);
    if request.path == "/api/oauth/token" {
        state.tokens += 1;
        state.left = REQUESTS_PER_TOKEN;
        let token = format!(r#"{{"access_token":"token-{}","token_type":"bearer","expires_in":7200}}"#, state.tokens);
        return (Some(response("200 OK", "", &token)), Duration::from_millis(20));
    }
    state.requests += 1;
    if request.token != Some(state.tokens) || state.left == 0 {
        if state.left == 0 && request.token == Some(state.tokens) && state.invalidated_tokens < state.tokens {
            state.invalidated_tokens = state.tokens;
        }
        return (Some(response("401 Unauthorized", "", "{}")), Duration::ZERO);
    }
    state.left -= 1;

    // Deterministic, except for the order in which requests arrive.
    let chance = state.requests.wrapping_mul(2_654_435_761) >> 16;
    let fault = match chance % 1000 {
        0..=14 => "closed before",
        15..=24 => "closed after",
        25..=34 => "cut off",
        35..=54 => "503 before",
        55..=64 => "500 after",
        65..=74 => "429 at once",
        75 => "429 in a second",
        76 => "429 at a date",
        77..=86 => "slow",
        87..=90 => "oversized",
        91..=94 => "redirected elsewhere",
        _ => "none",
    };
    if fault != "none" {
        *state.faults.entry(fault).or_default() += 1;
    }
    state.record(request);
    let at = |seconds| httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(seconds));
    let error = |status: &str, headers: &str| Some(response(status, headers, r#"{"error":"no"}"#));
    match fault {
        "closed before" => return (None, Duration::ZERO),
        "503 before" => return (error("503 Service Unavailable", ""), Duration::ZERO),
        "429 at once" => return (error("429 Too Many Requests", "retry-after: 0\r\n"), Duration::ZERO),
        "429 in a second" => return (error("429 Too Many Requests", "retry-after: 1\r\n"), Duration::ZERO),
        "429 at a date" => {
            return (error("429 Too Many Requests", &format!("retry-after: {}\r\n", at(2))), Duration::ZERO);
        }
        "redirected elsewhere" => {
            let headers = format!("location: {other}/api/users\r\n");
            return (error("307 Temporary Redirect", &headers), Duration::ZERO);
        }
        _ => {}
    }
    let name = state.apply(request);
    let body = match request.path.strip_prefix("/api/items") {
        Some(query) => page(query),
        None => format!(r#"{{"user":{{"id":7,"fname":"{name}"}}}}"#),
    };
    let success = response("200 OK", "", &body);
    match fault {
        "closed after" => (None, Duration::ZERO),
        "cut off" => (Some(success.replace("content-length: ", "content-length: 9")), Duration::ZERO),
        "500 after" => (error("500 Internal Server Error", ""), Duration::ZERO),
        "oversized" => (Some(response("200 OK", "", &"x".repeat(200_000))), Duration::ZERO),
        "slow" => (Some(success), Duration::from_millis(30)),
        _ => (Some(success), Duration::ZERO),
    }
}

/// The page that begins at the cursor in `query`.
fn page(query: &str) -> String {
    let start = query.strip_prefix("?after=").map_or(0, |cursor| cursor.parse().unwrap());
    let end = ITEMS.min(start + PAGE);
    let items: Vec<String> = (start..end).map(|item| item.to_string()).collect();
    let next = if end < ITEMS { format!("\"{end}\"") } else { "null".to_owned() };
    format!(r#"{{"items":[{}],"next":{next}}}"#, items.join(","))
}

impl State {
    fn record(&mut self, request: &Request) {
        let Some(name) = request.name.clone().filter(|_| request.method != "GET") else { return };
        self.changes.entry(name.clone()).or_default().0 += 1;
        if let Some(key) = request.key.clone() {
            self.keys.insert(key, name);
        }
    }

    /// Applies the change, unless it was applied before with the same idempotency key, and returns the name for the
    /// response.
    fn apply(&mut self, request: &Request) -> String {
        let Some(name) = request.name.clone().filter(|_| request.method != "GET") else { return "Ada".to_owned() };
        let is_new = request.key.as_ref().is_none_or(|key| self.applied_keys.insert(key.clone()));
        self.changes.entry(name.clone()).or_default().1 += u32::from(is_new);
        name
    }
}

fn response(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\n{headers}content-length: {length}\r\n\r\n{body}")
}
