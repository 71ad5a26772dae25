//! Reading the body of an answer, up to a limit.

use bytes::{Bytes, BytesMut};
use reqwest::Response;

/// How the reading ended, and what was read until then.
pub(super) enum Body {
    /// To its end.
    Complete(Bytes),
    /// It is larger than the limit; the rest was not read.
    Oversized(Bytes),
    /// It broke off.
    Interrupted(Bytes, reqwest::Error),
}

/// Reads at most `limit` bytes, and no byte of a body that announces more.
pub(super) async fn read(mut response: Response, limit: usize) -> Body {
    let announced = response.content_length().unwrap_or_default();
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

/// Most bodies come in one piece, which is then not copied.
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
