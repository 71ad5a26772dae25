//! A request body in pieces, with pauses.

mod pause;

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::transport::Upload;
use crate::{BodyError, HttpBody};
use pause::Pause;

/// The same body, with the same length, but in small pieces: hyper takes a piece of any size at once, long before it
/// has sent it.
pub(in crate::http) struct Paced {
    body: HttpBody,
    upload: Option<Upload>,
    /// The rest of a piece that was too large.
    rest: Bytes,
    /// The number of bytes until the next pause, and the pause.
    until_pause: usize,
    pause: Option<Pause>,
    has_paused: bool,
}

const PIECE: usize = 16 * 1024;

/// How many bytes there are between two pauses. Most bodies are smaller.
const BYTES_AT_ONCE: usize = 64 * 1024;

impl Paced {
    pub(in crate::http) fn new(mut body: HttpBody) -> Self {
        let upload = body.take_upload();
        Self { body, upload, rest: Bytes::new(), until_pause: BYTES_AT_ONCE, pause: None, has_paused: false }
    }
}

impl Body for Paced {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        if let Some(pause) = &mut self.pause {
            ready!(pause.poll(context));
            (self.until_pause, self.pause) = (BYTES_AT_ONCE, None);
        }
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => self.rest = data,
                    Err(trailers) => return Poll::Ready(Some(Ok(trailers))),
                },
                other => return Poll::Ready(other),
            }
        }
        let size = self.rest.len().min(PIECE).min(self.until_pause);
        let piece = self.rest.split_to(size);
        self.until_pause -= size;
        if self.until_pause == 0 {
            self.pause = Some(if self.has_paused { Pause::next() } else { Pause::first() });
            self.has_paused = true;
        }
        if let Some(upload) = &self.upload {
            upload.add(size);
        }
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (hint, rest) = (self.body.size_hint(), u64::try_from(self.rest.len()).unwrap_or(u64::MAX));
        let mut with_rest = SizeHint::new();
        with_rest.set_lower(hint.lower().saturating_add(rest));
        if let Some(upper) = hint.upper() {
            with_rest.set_upper(upper.saturating_add(rest));
        }
        with_rest
    }
}
