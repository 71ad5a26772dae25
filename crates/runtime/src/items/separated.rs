//! Items with a separator between them.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _};

use super::{Frame, ItemError, MAX_ITEM_SIZE};
use crate::ByteStream;

/// The items of a body, split at `separator` and trimmed. Empty items are skipped.
pub(super) struct Separated {
    separator: u8,
    body: Option<ByteStream>,
    /// The received bytes after the last complete item.
    buffer: BytesMut,
    /// How many bytes of the buffer contain no separator.
    searched: usize,
}

impl Separated {
    pub(super) fn by(separator: u8, body: ByteStream) -> Self {
        Self { separator, body: Some(body), buffer: BytesMut::new(), searched: 0 }
    }

    /// The next item, including the separator at its end.
    fn next_item(&mut self) -> Option<Bytes> {
        let found = self.buffer.iter().skip(self.searched).position(|byte| *byte == self.separator);
        let Some(found) = found else {
            self.searched = self.buffer.len();
            return None;
        };
        let text = self.buffer.split_to(self.searched + found + 1).freeze();
        self.searched = 0;
        Some(text)
    }

    fn frame(&self, text: &Bytes) -> Option<Frame> {
        let text = text.strip_suffix(&[self.separator]).unwrap_or(text).trim_ascii();
        // A byte order mark before the first item.
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        (!text.is_empty()).then(|| Frame { data: Bytes::copy_from_slice(text), ..Frame::default() })
    }
}

impl Stream for Separated {
    type Item = Result<Frame, ItemError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            while let Some(text) = self.next_item() {
                if let Some(frame) = self.frame(&text) {
                    return Poll::Ready(Some(Ok(frame)));
                }
            }
            let Some(body) = &mut self.body else { return Poll::Ready(None) };
            let operation = body.operation();
            match ready!(body.poll_next_unpin(context)) {
                // The buffer contains no separator here.
                Some(Ok(_)) if self.buffer.len() > MAX_ITEM_SIZE => {
                    self.body = None;
                    self.buffer.clear();
                    return Poll::Ready(Some(Err(ItemError::Oversized { operation, limit: MAX_ITEM_SIZE })));
                }
                Some(Ok(chunk)) => self.buffer.extend_from_slice(&chunk),
                Some(Err(error)) => {
                    self.body = None;
                    self.buffer.clear();
                    return Poll::Ready(Some(Err(ItemError::Transport(error))));
                }
                None => {
                    self.body = None;
                    // The last item needs no separator.
                    let last = self.buffer.split().freeze();
                    self.searched = 0;
                    return Poll::Ready(self.frame(&last).map(Ok));
                }
            }
        }
    }
}
