//! A connection with HTTP/1.1, written by hand: a server library would not send what is wrong.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader};

use super::State;
use super::reaction::{Piece, Reaction};
use super::seen::{Origin, Seen};

const MAX_HEADERS: usize = 100;

/// A connection, with or without TLS.
pub(super) trait Socket: AsyncRead + AsyncWrite + Unpin {}

impl<S: AsyncRead + AsyncWrite + Unpin> Socket for S {}

pub(super) async fn serve(stream: impl Socket, origin: Origin, state: &Arc<State>) -> io::Result<()> {
    let mut stream = BufReader::new(stream);
    while let Some(seen) = read_request(&mut stream, origin).await? {
        let is_head = seen.method == "HEAD";
        let (scenario, reaction) = state.react(seen);
        let (reaction, stays) = match reaction {
            Reaction::RespondAndClose(reaction) => (*reaction, false),
            reaction => (reaction, true),
        };
        let goes_on = match reaction {
            Reaction::Respond { status, headers, body, delay } => {
                tokio::time::sleep(delay).await;
                stream.write_all(&response(status, &headers, &body, is_head)).await?;
                stays
            }
            Reaction::Raw(pieces) => send(&mut stream, pieces, &scenario, state).await?,
            Reaction::Close | Reaction::Unprocessed | Reaction::RespondAndClose(_) => false,
        };
        if !goes_on {
            break;
        }
    }
    stream.shutdown().await
}

/// Sends `pieces`. Returns whether the connection stays open.
async fn send(
    stream: &mut BufReader<impl Socket>,
    pieces: Vec<Piece>,
    scenario: &str,
    state: &State,
) -> io::Result<bool> {
    for piece in pieces {
        match piece {
            Piece::Bytes(bytes) => {
                if let Err(error) = stream.write_all(&bytes).await {
                    state.count_cancelled(scenario);
                    return Err(error);
                }
            }
            Piece::Pause(pause) => tokio::time::sleep(pause).await,
            Piece::Stall => {
                // The client sends nothing more on this connection; so this is its end.
                let _ = stream.read_u8().await;
                state.count_cancelled(scenario);
                return Ok(false);
            }
            Piece::Close => return Ok(false),
        }
    }
    Ok(true)
}

fn response(status: u16, headers: &[(String, String)], body: &[u8], is_head: bool) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} Status\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if status >= 200 && status != 204 && status != 304 {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    let body = if is_head { &[] } else { body };
    [head.as_bytes(), body].concat()
}

/// The next request; `None` at the end of the connection.
async fn read_request(stream: &mut BufReader<impl Socket>, origin: Origin) -> io::Result<Option<Seen>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read_until(b'\n', &mut head).await? == 0 {
            return Ok(None);
        }
    }
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    request.parse(&head).map_err(io::Error::other)?;
    let headers = request
        .headers
        .iter()
        .map(|header| (header.name.to_ascii_lowercase(), String::from_utf8_lossy(header.value).into_owned()));
    let target = request.path.unwrap_or_default();
    // A proxy gets the whole address (RFC 9112, section 3.2.2).
    let (proxied, target) = match target.strip_prefix("http://").and_then(|rest| rest.split_once('/')) {
        Some((host, path)) => (Some(host.to_owned()), format!("/{path}")),
        None => (None, target.to_owned()),
    };
    let mut seen = Seen {
        method: request.method.unwrap_or_default().to_owned(),
        target,
        proxied,
        headers: headers.collect(),
        body: Vec::new(),
        is_complete: true,
        at: Instant::now(),
        origin,
    };
    if let Some(length) = seen.header("content-length").and_then(|length| length.parse().ok()) {
        seen.body = vec![0; length];
        seen.is_complete = stream.read_exact(&mut seen.body).await.is_ok();
    } else if seen.header("transfer-encoding").is_some() {
        seen.is_complete = read_chunks(stream, &mut seen.body).await.is_ok();
    }
    Ok(Some(seen))
}

async fn read_chunks(stream: &mut BufReader<impl Socket>, body: &mut Vec<u8>) -> io::Result<()> {
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        let size = usize::from_str_radix(line.trim(), 16).map_err(io::Error::other)?;
        let mut chunk = vec![0; size + 2];
        stream.read_exact(&mut chunk).await?;
        if size == 0 {
            return Ok(());
        }
        chunk.truncate(size);
        body.append(&mut chunk);
    }
}
