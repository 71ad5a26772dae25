//! Records the output that may contain secrets, and searches it.

use std::io::{self, Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

/// All traces and logs of this process at level TRACE or above.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    pub(crate) fn install() -> Self {
        let log = Self::default();
        let writer = log.clone();
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .init();
        log
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A server to which providers redirect. It records the requests.
pub(crate) struct Elsewhere {
    address: String,
    seen: Log,
}

impl Elsewhere {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let seen = Log::default();
        let mut log = seen.clone();
        std::thread::spawn(move || {
            for mut connection in listener.incoming().flatten() {
                let mut bytes = [0; 8192];
                let count = connection.read(&mut bytes).unwrap_or_default();
                let _ = log.write_all(&bytes[..count]);
                let _ = connection.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}");
            }
        });
        Self { address, seen }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    pub(crate) fn text(&self) -> String {
        self.seen.text()
    }
}

/// The `secrets` that `text` contains in plain text, percent-encoded, or escaped as in JSON and `Debug`.
pub(crate) fn found(text: &str, secrets: &[&str]) -> Vec<String> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        let hex = |digits: &[u8]| u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok();
        match (first, tail.get(..2).and_then(hex)) {
            (b'%', Some(byte)) => {
                decoded.push(byte);
                rest = &tail[2..];
            }
            _ => {
                decoded.push(*first);
                rest = tail;
            }
        }
    }
    let decoded = String::from_utf8_lossy(&decoded);
    let unescaped = text.replace("\\\"", "\"").replace("\\\\", "\\");
    let is_found = |secret: &&&str| [text, &decoded, &unescaped].iter().any(|text| text.contains(**secret));
    secrets.iter().filter(is_found).map(|secret| (*secret).to_owned()).collect()
}
