//! Items between separators.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _};

use super::{Frame, ItemError, MOST};
use crate::ByteStream;

/// The texts between `separator`s, without the white space around them; none where nothing is left.
pub(super) struct Separated {
    separator: u8,
    body: Option<ByteStream>,
    /// What has come and is no whole item yet.
    rest: BytesMut,
    /// So much of it has been looked at.
    seen: usize,
}

impl Separated {
    pub(super) fn by(separator: u8, body: ByteStream) -> Self {
        Self { separator, body: Some(body), rest: BytesMut::new(), seen: 0 }
    }

    /// The next text that ends in a separator.
    fn whole(&mut self) -> Option<Bytes> {
        let found = self.rest.iter().skip(self.seen).position(|byte| *byte == self.separator);
        let Some(found) = found else {
            self.seen = self.rest.len();
            return None;
        };
        let text = self.rest.split_to(self.seen + found + 1).freeze();
        self.seen = 0;
        Some(text)
    }

    fn frame(&self, text: &Bytes) -> Option<Frame> {
        let text = text.strip_suffix(&[self.separator]).unwrap_or(text).trim_ascii();
        (!text.is_empty()).then(|| Frame { data: Bytes::copy_from_slice(text), ..Frame::default() })
    }
}

impl Stream for Separated {
    type Item = Result<Frame, ItemError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            while let Some(text) = self.whole() {
                if let Some(frame) = self.frame(&text) {
                    return Poll::Ready(Some(Ok(frame)));
                }
            }
            let Some(body) = &mut self.body else { return Poll::Ready(None) };
            let operation = body.operation();
            match ready!(body.poll_next_unpin(context)) {
                // What is left has no separator.
                Some(Ok(_)) if self.rest.len() > MOST => {
                    self.body = None;
                    self.rest.clear();
                    return Poll::Ready(Some(Err(ItemError::Oversized { operation, limit: MOST })));
                }
                Some(Ok(chunk)) => self.rest.extend_from_slice(&chunk),
                Some(Err(error)) => {
                    self.body = None;
                    self.rest.clear();
                    return Poll::Ready(Some(Err(ItemError::Transport(error))));
                }
                None => {
                    self.body = None;
                    // The last one may do without a separator.
                    let rest = self.rest.split().freeze();
                    self.seen = 0;
                    return Poll::Ready(self.frame(&rest).map(Ok));
                }
            }
        }
    }
}
