//! A provider on this machine that answers one request in pieces of its choice.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Listens until it has answered.
pub(crate) struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<String>>,
    go_on: Sender<()>,
}

impl Server {
    /// Sends these chunks one after the other.
    pub(crate) fn sending(media_type: &'static str, chunks: Vec<Vec<u8>>) -> Self {
        Self::start(move |mut stream, _| {
            head(&mut stream, media_type);
            for chunk in chunks {
                if write(&mut stream, &chunk).is_err() {
                    return;
                }
            }
            let _ = stream.write_all(b"0\r\n\r\n");
        })
    }

    /// The same, but waits for [`go_on`](Self::go_on) before each chunk and before the end.
    pub(crate) fn asking(media_type: &'static str, chunks: Vec<Vec<u8>>) -> Self {
        Self::start(move |mut stream, asked| {
            head(&mut stream, media_type);
            for chunk in chunks {
                if asked.recv().is_err() || write(&mut stream, &chunk).is_err() {
                    return;
                }
            }
            let _ = asked.recv();
            let _ = stream.write_all(b"0\r\n\r\n");
        })
    }

    /// Sends `text` and hangs up without the end.
    pub(crate) fn breaking(media_type: &'static str, text: &'static str) -> Self {
        Self::start(move |mut stream, _| {
            head(&mut stream, media_type);
            let _ = write(&mut stream, text.as_bytes());
        })
    }

    /// Answers with `status` and a whole body.
    pub(crate) fn answering(status: u16, media_type: &'static str, body: &'static str) -> Self {
        Self::start(move |mut stream, _| {
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 {status} No\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n{body}"
            );
        })
    }

    fn start(answer: impl FnOnce(TcpStream, Receiver<()>) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (go_on, asked) = channel();
        let seen = Arc::new(Mutex::new(String::new()));
        let log = Arc::clone(&seen);
        thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            stream.set_nodelay(true).unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            while let Some(Ok(line)) = lines.next().filter(|line| line.as_ref().is_ok_and(|line| !line.is_empty())) {
                log.lock().unwrap().push_str(&format!("{line}\n"));
            }
            answer(stream, asked);
        });
        Self { address, seen, go_on }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The head of the request.
    pub(crate) fn seen(&self) -> String {
        self.seen.lock().unwrap().clone()
    }

    pub(crate) fn go_on(&self) {
        self.go_on.send(()).unwrap();
    }
}

fn head(stream: &mut TcpStream, media_type: &str) {
    let _ = write!(stream, "HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ntransfer-encoding: chunked\r\n\r\n");
}

fn write(stream: &mut TcpStream, chunk: &[u8]) -> std::io::Result<()> {
    write!(stream, "{:x}\r\n", chunk.len())?;
    stream.write_all(chunk)?;
    stream.write_all(b"\r\n")?;
    stream.flush()
}
