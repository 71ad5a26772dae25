//! A server that sends one response in given chunks.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// A server for a single request.
pub(crate) struct Server {
    address: SocketAddr,
    request_head: Arc<Mutex<String>>,
    permits: Sender<()>,
}

impl Server {
    /// Sends these chunks one by one.
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

    /// Like [`sending`](Self::sending), but waits for [`continue_`](Self::continue_) before each chunk and before the
    /// end.
    pub(crate) fn waiting(media_type: &'static str, chunks: Vec<Vec<u8>>) -> Self {
        Self::start(move |mut stream, permits| {
            head(&mut stream, media_type);
            for chunk in chunks {
                if permits.recv().is_err() || write(&mut stream, &chunk).is_err() {
                    return;
                }
            }
            let _ = permits.recv();
            let _ = stream.write_all(b"0\r\n\r\n");
        })
    }

    /// Sends `text` and closes the connection without the last chunk.
    pub(crate) fn closing(media_type: &'static str, text: &'static str) -> Self {
        Self::start(move |mut stream, _| {
            head(&mut stream, media_type);
            let _ = write(&mut stream, text.as_bytes());
        })
    }

    /// Sends a response with `status` and a complete body.
    pub(crate) fn responding(status: u16, media_type: &'static str, body: &'static str) -> Self {
        Self::start(move |mut stream, _| {
            let length = body.len();
            let _ = write!(
                stream,
                "HTTP/1.1 {status} No\r\ncontent-type: {media_type}\r\ncontent-length: {length}\r\n\r\n{body}"
            );
        })
    }

    fn start(respond: impl FnOnce(TcpStream, Receiver<()>) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (permits, receiver) = channel();
        let request_head = Arc::new(Mutex::new(String::new()));
        let log = Arc::clone(&request_head);
        thread::spawn(move || {
            let (stream, _) = listener.accept().unwrap();
            stream.set_nodelay(true).unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
            while let Some(Ok(line)) = lines.next().filter(|line| line.as_ref().is_ok_and(|line| !line.is_empty())) {
                log.lock().unwrap().push_str(&format!("{line}\n"));
            }
            respond(stream, receiver);
        });
        Self { address, request_head, permits }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The request line and the headers of the request.
    pub(crate) fn request_head(&self) -> String {
        self.request_head.lock().unwrap().clone()
    }

    pub(crate) fn continue_(&self) {
        self.permits.send(()).unwrap();
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
