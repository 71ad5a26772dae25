//! A provider that misbehaves: one request in ten meets with one of its faults.

use std::collections::HashMap;
use std::fmt;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

pub(crate) const SECRET: &str = "hunter2-of-the-soak";

/// After so many requests a token is refused, although its time is not up.
const REQUESTS_A_TOKEN: u32 = 500;

pub(crate) struct Provider {
    address: String,
    state: Arc<Mutex<State>>,
    elsewhere: Arc<Mutex<u32>>,
}

#[derive(Default)]
struct State {
    requests: u32,
    tokens: u32,
    tokens_gone_bad: u32,
    /// Requests that are left to the newest token.
    left: u32,
    /// How often each change arrived, by the name in its body, and how often it was made.
    arrived: HashMap<String, (u32, u32)>,
    keys: HashMap<String, String>,
    faults: HashMap<&'static str, u32>,
}

/// What the provider has seen.
pub(crate) struct Seen {
    requests: u32,
    pub(crate) tokens: u32,
    pub(crate) tokens_gone_bad: u32,
    /// Changes without an idempotency key that arrived more than once.
    pub(crate) repeated: usize,
    /// Whether each idempotency key came with one change alone.
    pub(crate) applied_once: bool,
    pub(crate) elsewhere: u32,
    faults: Vec<(&'static str, u32)>,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { requests, tokens, tokens_gone_bad, repeated, elsewhere, .. } = self;
        writeln!(
            f,
            "the provider saw {requests} requests besides {tokens} for tokens, of which {tokens_gone_bad} went bad"
        )?;
        writeln!(f, "changes without a key that came twice: {repeated}; requests to another origin: {elsewhere}")?;
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

    pub(crate) fn seen(&self) -> Seen {
        let state = self.state.lock().unwrap();
        let keyed: Vec<&String> = state.keys.values().collect();
        let twice = |(name, (arrived, _)): &(&String, &(u32, u32))| *arrived > 1 && !keyed.contains(name);
        let mut faults: Vec<_> = state.faults.iter().map(|(fault, count)| (*fault, *count)).collect();
        faults.sort_unstable();
        Seen {
            requests: state.requests,
            tokens: state.tokens,
            tokens_gone_bad: state.tokens_gone_bad,
            repeated: state.arrived.iter().filter(twice).count(),
            applied_once: state.arrived.values().all(|(_, applied)| *applied <= 1),
            elsewhere: *self.elsewhere.lock().unwrap(),
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
}

fn read(connection: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut line = String::new();
    connection.read_line(&mut line).ok().filter(|count| *count > 0)?;
    let mut words = line.split(' ');
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let (mut length, mut token, mut key) = (0, None, None);
    loop {
        let mut line = String::new();
        connection.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            Some(("content-length", value)) => length = value.parse().unwrap(),
            Some(("authorization", value)) => token = value.strip_prefix("Bearer token-").and_then(|n| n.parse().ok()),
            Some(("idempotency-key", value)) => key = Some(value.to_owned()),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    connection.read_exact(&mut body).ok()?;
    let body = String::from_utf8(body).unwrap();
    let name =
        body.split_once(r#""fname":""#).and_then(|(_, rest)| rest.split_once('"')).map(|(name, _)| name.to_owned());
    Some(Request { method, path, token, key, name })
}

fn serve(connection: TcpStream, state: &Mutex<State>, other: &str) {
    connection.set_nodelay(true).unwrap();
    let mut out = connection.try_clone().unwrap();
    let mut connection = BufReader::new(connection);
    while let Some(request) = read(&mut connection) {
        let (answer, pause) = answer(&request, state, other);
        let Some(answer) = answer else { return };
        let (head, rest) = answer.split_at(answer.len() / 2);
        if pause.is_zero() {
            if out.write_all(answer.as_bytes()).is_err() {
                return;
            }
        } else if out.write_all(head.as_bytes()).is_err() || {
            std::thread::sleep(pause);
            out.write_all(rest.as_bytes()).is_err()
        } {
            return;
        }
        let is_cut_off = answer.contains("content-length: 9");
        if is_cut_off {
            return;
        }
    }
}

/// What is written, and how long the provider rests in the middle of it; nothing closes the connection.
fn answer(request: &Request, state: &Mutex<State>, other: &str) -> (Option<String>, Duration) {
    let mut state = state.lock().unwrap();
    if request.path == "/api/oauth/token" {
        state.tokens += 1;
        state.left = REQUESTS_A_TOKEN;
        let token = format!(r#"{{"access_token":"token-{}","token_type":"bearer","expires_in":7200}}"#, state.tokens);
        return (Some(whole("200 OK", "", &token)), Duration::from_millis(20));
    }
    state.requests += 1;
    if request.token != Some(state.tokens) || state.left == 0 {
        if state.left == 0 && request.token == Some(state.tokens) && state.tokens_gone_bad < state.tokens {
            state.tokens_gone_bad = state.tokens;
        }
        return (Some(whole("401 Unauthorized", "", "{}")), Duration::ZERO);
    }
    state.left -= 1;

    // The same in every run, but for the order in which requests arrive.
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
    state.arrives(request);
    let at = |seconds| httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(seconds));
    let refused = |status: &str, headers: &str| Some(whole(status, headers, r#"{"error":"no"}"#));
    match fault {
        "closed before" => return (None, Duration::ZERO),
        "503 before" => return (refused("503 Service Unavailable", ""), Duration::ZERO),
        "429 at once" => return (refused("429 Too Many Requests", "retry-after: 0\r\n"), Duration::ZERO),
        "429 in a second" => return (refused("429 Too Many Requests", "retry-after: 1\r\n"), Duration::ZERO),
        "429 at a date" => {
            return (refused("429 Too Many Requests", &format!("retry-after: {}\r\n", at(2))), Duration::ZERO);
        }
        "redirected elsewhere" => {
            let headers = format!("location: {other}/api/users\r\n");
            return (refused("307 Temporary Redirect", &headers), Duration::ZERO);
        }
        _ => {}
    }
    let name = state.applies(request);
    let body = format!(r#"{{"user":{{"id":7,"fname":"{name}"}}}}"#);
    let success = whole("200 OK", "", &body);
    match fault {
        "closed after" => (None, Duration::ZERO),
        "cut off" => (Some(success.replace("content-length: ", "content-length: 9")), Duration::ZERO),
        "500 after" => (refused("500 Internal Server Error", ""), Duration::ZERO),
        "oversized" => (Some(whole("200 OK", "", &"x".repeat(200_000))), Duration::ZERO),
        "slow" => (Some(success), Duration::from_millis(30)),
        _ => (Some(success), Duration::ZERO),
    }
}

impl State {
    fn arrives(&mut self, request: &Request) {
        let Some(name) = request.name.clone().filter(|_| request.method != "GET") else { return };
        self.arrived.entry(name.clone()).or_default().0 += 1;
        if let Some(key) = request.key.clone() {
            self.keys.insert(key, name);
        }
    }

    /// Makes the change, unless its idempotency key says that it was made, and gives the name that the answer has.
    fn applies(&mut self, request: &Request) -> String {
        let Some(name) = request.name.clone().filter(|_| request.method != "GET") else { return "Ada".to_owned() };
        let applied = &mut self.arrived.entry(name.clone()).or_default().1;
        if request.key.is_none() || *applied == 0 {
            *applied += 1;
        }
        name
    }
}

fn whole(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: application/json\r\n{headers}content-length: {length}\r\n\r\n{body}")
}
