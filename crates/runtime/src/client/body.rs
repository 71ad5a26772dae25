//! Reading the body of a response up to a limit.

use bytes::{Bytes, BytesMut};
use http_body::Body as _;

use crate::http::{HttpError, Incoming};

/// The result of reading a body, with the bytes that were read.
pub(super) enum Body {
    Complete(Bytes),
    /// The body is larger than the limit. The rest was not read.
    Oversized(Bytes),
    /// The connection failed before the end of the body.
    Interrupted(Bytes, HttpError),
}

/// Reads at most `limit` bytes; none if `Content-Length` is larger than that.
pub(super) async fn read(mut response: Incoming, limit: usize) -> Body {
    let announced = response.response().body().size_hint().exact().unwrap_or_default();
    if usize::try_from(announced).map_or(true, |announced| announced > limit) {
        return Body::Oversized(Bytes::new());
    }
    let mut read = Chunks::default();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if chunk.len() > limit.saturating_sub(read.len()) => return Body::Oversized(read.join()),
            Ok(Some(chunk)) => read.push(chunk),
            Ok(None) => return Body::Complete(read.join()),
            Err(error) => return Body::Interrupted(read.join(), error),
        }
    }
}

/// Most bodies arrive in one piece. That case copies nothing.
#[derive(Default)]
struct Chunks {
    first: Bytes,
    all: BytesMut,
}

impl Chunks {
    fn len(&self) -> usize {
        if self.all.is_empty() { self.first.len() } else { self.all.len() }
    }

    fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        if self.all.is_empty() {
            self.all.extend_from_slice(&self.first);
        }
        self.all.extend_from_slice(&chunk);
    }

    fn join(self) -> Bytes {
        if self.all.is_empty() { self.first } else { self.all.freeze() }
    }
}
