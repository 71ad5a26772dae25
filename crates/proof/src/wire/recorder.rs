//! A proxy between the client and Prism that records requests and responses.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// The header with the id of a call.
const ID: &str = "x-moored-proof";

/// The recorder. It listens until the process ends.
pub(super) struct Recorder {
    pub(super) port: u16,
    kept: Arc<Mutex<HashMap<usize, Exchange>>>,
}

/// One request and its response.
#[derive(Clone, Debug, Default)]
pub(super) struct Exchange {
    /// The path and the query.
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    /// The response of Prism.
    pub(super) response: Vec<u8>,
    /// Whether the client got another response than Prism's.
    pub(super) is_substituted: bool,
}

/// The paths of servers, which Prism does not know: it serves the paths of a document as they are.
#[derive(Clone, Debug, Default)]
pub struct Base {
    /// The path of the server that is called.
    pub called: String,
    /// The path of the server in the document that Prism serves.
    pub served: String,
}

/// What sends the responses.
#[derive(Debug)]
pub(super) enum Behind {
    /// Prism, on this port. If Prism accepted the request but its response is invalid, the client gets the response for
    /// its call.
    Prism(u16, BTreeMap<usize, Vec<u8>>, Base),
    /// No server: the client gets the response for its call, or an empty one.
    Nobody(BTreeMap<usize, Vec<u8>>),
}

/// Whether Prism reports a problem of its own response: an example that does not match the document, or a schema for
/// which it cannot generate a value. It has validated the request before.
fn is_about_the_response(problem: &Value) -> bool {
    let kind = problem.get("type").and_then(Value::as_str).unwrap_or_default();
    ["#VIOLATIONS", "#NO_COMPLEX_OBJECT_TEXT", "#SCHEMA_TOO_COMPLEX"].iter().any(|known| kind.ends_with(known))
}

impl Recorder {
    /// Starts to listen and to record.
    pub(super) fn start(behind: Behind) -> io::Result<Self> {
        let behind = Arc::new(behind);
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let recorder = Self { port: listener.local_addr()?.port(), kept: Arc::default() };
        let kept = Arc::clone(&recorder.kept);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (kept, behind) = (Arc::clone(&kept), Arc::clone(&behind));
                thread::spawn(move || {
                    // A client that closes its connection is not an error.
                    if let Ok((Some(id), exchange)) = pass_on(stream, &behind) {
                        kept.lock().unwrap_or_else(PoisonError::into_inner).insert(id, exchange);
                    }
                });
            }
        });
        Ok(recorder)
    }

    /// The exchange of the call `id`, if there was one.
    pub(super) fn exchange(&self, id: usize) -> Option<Exchange> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }
}

/// Handles one request and its response, and closes the connection.
fn pass_on(mut client: TcpStream, behind: &Behind) -> io::Result<(Option<usize>, Exchange)> {
    client.set_read_timeout(Some(Duration::from_secs(20)))?;
    let mut reader = BufReader::new(client.try_clone()?);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let target = first.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut exchange = Exchange { target: target.clone(), ..Exchange::default() };
    let mut head = first.clone();
    if let Behind::Prism(_, _, Base { called, served }) = behind {
        exchange.target = target.strip_prefix(called).unwrap_or(&target).to_owned();
        let served = target.strip_prefix(served).unwrap_or(&target);
        head = head.replacen(&target, served, 1);
    }
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        let name = name.to_ascii_lowercase();
        // Headers of the recorder are not forwarded.
        if ![ID, "connection", "transfer-encoding", "content-length", "expect"].contains(&name.as_str()) {
            head.push_str(&line);
        }
        exchange.headers.push((name, value.trim().to_owned()));
    }
    exchange.body = body(&mut reader, &exchange)?;
    let id = exchange.header(ID).and_then(|id| id.parse().ok());
    match behind {
        Behind::Prism(port, substitutes, _) => {
            ask_prism(*port, head, &mut exchange)?;
            let spoilt = exchange.problem().is_some_and(|problem| is_about_the_response(&problem));
            match id.and_then(|id| substitutes.get(&id)).filter(|_| spoilt) {
                Some(substitute) => {
                    exchange.is_substituted = true;
                    client.write_all(substitute)?;
                }
                None => client.write_all(&exchange.response)?,
            }
        }
        Behind::Nobody(responses) => {
            let empty = b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_vec();
            exchange.response = id.and_then(|id| responses.get(&id)).cloned().unwrap_or(empty);
            client.write_all(&exchange.response)?;
        }
    }
    Ok((id, exchange))
}

fn ask_prism(port: u16, mut head: String, exchange: &mut Exchange) -> io::Result<()> {
    let mut prism = TcpStream::connect(("127.0.0.1", port))?;
    prism.set_read_timeout(Some(Duration::from_secs(20)))?;
    head.push_str("connection: close\r\n");
    if !exchange.body.is_empty() || exchange.header("content-length").is_some() {
        head.push_str(&format!("content-length: {}\r\n", exchange.body.len()));
    }
    head.push_str("\r\n");
    prism.write_all(head.as_bytes())?;
    prism.write_all(&exchange.body)?;
    prism.read_to_end(&mut exchange.response)?;
    Ok(())
}

/// The body, by its length or in chunks.
fn body(reader: &mut BufReader<TcpStream>, exchange: &Exchange) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    if exchange.header("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        loop {
            let mut line = String::new();
            reader.read_line(&mut line)?;
            let size = u64::from_str_radix(line.trim().split(';').next().unwrap_or_default(), 16).unwrap_or(0);
            reader.by_ref().take(size).read_to_end(&mut body)?;
            reader.read_line(&mut line)?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
    let size = exchange.header("content-length").and_then(|size| size.parse().ok()).unwrap_or(0);
    reader.by_ref().take(size).read_to_end(&mut body)?;
    Ok(body)
}

impl Exchange {
    /// The value of a header of the request.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The status of the response.
    pub(super) fn status(&self) -> Option<u16> {
        let head: Vec<u8> = self.response.iter().copied().take(12).collect();
        String::from_utf8_lossy(&head).split(' ').nth(1)?.parse().ok()
    }

    /// The body of the response, without chunked encoding.
    pub(super) fn response_body(&self) -> Vec<u8> {
        let end = self.response.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or(self.response.len());
        let (head, body) = self.response.split_at(end);
        let body = body.get(4..).unwrap_or_default();
        if !String::from_utf8_lossy(head).to_ascii_lowercase().contains("transfer-encoding: chunked") {
            return body.to_vec();
        }
        let mut joined = Vec::new();
        let mut rest = body;
        while let Some(end) = rest.windows(2).position(|window| window == b"\r\n") {
            let (size, behind) = rest.split_at(end);
            let size = usize::from_str_radix(String::from_utf8_lossy(size).trim(), 16).unwrap_or(0);
            let Some(chunk) = behind.get(2..2 + size).filter(|chunk| !chunk.is_empty()) else { break };
            joined.extend_from_slice(chunk);
            rest = behind.get(size + 4..).unwrap_or_default();
        }
        joined
    }

    /// The problem that Prism reports, if the response is not one of the document.
    pub(super) fn problem(&self) -> Option<Value> {
        let text = String::from_utf8_lossy(&self.response);
        let (head, body) = text.split_once("\r\n\r\n")?;
        if let Some(problem) = violations(head) {
            return Some(problem);
        }
        // It may be chunked; the object is between the first and the last brace.
        let object = body.get(body.find('{')?..=body.rfind('}')?)?;
        let problem: Value = serde_json::from_str(object).ok()?;
        let is_prisms = problem.get("type")?.as_str()?.starts_with("https://stoplight.io/prism/errors#");
        is_prisms.then_some(problem)
    }
}

/// The problem in the header of a response that the document has for invalid requests: Prism sends this response
/// instead of a problem of its own.
fn violations(head: &str) -> Option<Value> {
    let mut headers = head.lines().filter_map(|line| line.split_once(": "));
    let (_, listed) = headers.find(|(name, _)| name.eq_ignore_ascii_case("sl-violations"))?;
    let listed: Vec<Value> = serde_json::from_str(listed).ok()?;
    let of_request = listed.into_iter().filter_map(|violation| {
        let location = violation.get("location")?.as_array()?;
        let is_error = violation.get("severity")?.as_str()? == "Error";
        let (first, rest) = location.split_first()?;
        (is_error && first == "request").then(|| json!({ "location": rest, "message": violation.get("message") }))
    });
    let of_request: Vec<Value> = of_request.collect();
    let kind = "https://stoplight.io/prism/errors#UNPROCESSABLE_ENTITY";
    (!of_request.is_empty()).then(|| json!({ "type": kind, "validation": of_request }))
}

#[cfg(test)]
mod tests {
    use super::Exchange;

    fn problem(violations: &str) -> Option<String> {
        let response = format!("HTTP/1.1 400 Bad Request\r\nsl-violations: {violations}\r\n\r\n{{}}").into_bytes();
        let problem = Exchange { response, ..Exchange::default() }.problem()?;
        Some(problem.pointer("/validation/0/message")?.as_str()?.to_owned())
    }

    #[test]
    fn a_documented_response_to_an_invalid_request_is_a_problem() {
        let missing = r#"[{"location":["request","query"],"severity":"Error","message":"it is required"}]"#;
        assert_eq!(problem(missing).as_deref(), Some("it is required"));
        let own = r#"[{"location":["response","body"],"severity":"Error","message":"it is a string"}]"#;
        assert_eq!(problem(own), None);
        assert_eq!(problem("[]"), None);
    }
}
