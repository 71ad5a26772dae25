//! What the server does with a request.

use std::time::Duration;

use serde_json::Value;

/// The reaction to one request.
#[derive(Clone, Debug)]
pub enum Reaction {
    /// A well-formed response, after which the connection stays open.
    Respond { status: u16, headers: Vec<(String, String)>, body: Vec<u8>, delay: Duration },
    /// Exactly these bytes.
    Raw(Vec<Piece>),
    /// The connection is closed without a response.
    Close,
    /// A response, after which the connection is closed although the response did not announce it.
    RespondAndClose(Box<Reaction>),
    /// HTTP/2: `REFUSED_STREAM`, which means that nothing was processed (RFC 9113, section 8.7).
    Unprocessed,
}

/// A part of what is sent.
#[derive(Clone, Debug)]
pub enum Piece {
    Bytes(Vec<u8>),
    Pause(Duration),
    /// Nothing more, until the client closes the connection.
    Stall,
    Close,
}

impl Piece {
    pub fn text(text: &str) -> Self {
        Self::Bytes(text.as_bytes().to_vec())
    }

    /// A chunk of a body in chunked coding.
    pub fn chunk(bytes: &[u8]) -> Self {
        let size = format!("{:x}\r\n", bytes.len());
        Self::Bytes([size.as_bytes(), bytes, b"\r\n"].concat())
    }
}

impl Reaction {
    /// A response without a body.
    pub fn status(status: u16) -> Self {
        Self::Respond { status, headers: Vec::new(), body: Vec::new(), delay: Duration::ZERO }
    }

    pub fn json(status: u16, body: &Value) -> Self {
        Self::body(status, "application/json", body.to_string())
    }

    pub fn body(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type".to_owned(), media_type.to_owned())];
        Self::Respond { status, headers, body: body.into(), delay: Duration::ZERO }
    }

    /// A response in chunked coding whose end is in `pieces`, or does not come.
    pub fn chunks(media_type: &str, pieces: impl IntoIterator<Item = Piece>) -> Self {
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ntransfer-encoding: chunked\r\n\r\n");
        Self::Raw([Piece::text(&head)].into_iter().chain(pieces).collect())
    }

    /// These bytes, and the end of the connection.
    pub fn raw(text: impl Into<Vec<u8>>) -> Self {
        Self::Raw(vec![Piece::Bytes(text.into()), Piece::Close])
    }

    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        if let Self::Respond { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.into()));
        }
        self
    }

    #[must_use]
    pub fn after(mut self, pause: Duration) -> Self {
        if let Self::Respond { delay, .. } = &mut self {
            *delay = pause;
        }
        self
    }

    #[must_use]
    pub fn and_close(self) -> Self {
        Self::RespondAndClose(Box::new(self))
    }
}
