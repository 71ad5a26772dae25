//! Parsing an event stream (HTML Living Standard, section 9.2.6).

use std::mem::take;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf as _, Bytes, BytesMut};
use futures_util::{Stream, StreamExt as _};

use super::{Frame, ItemError, MAX_ITEM_SIZE};
use crate::ByteStream;

/// The events of a body, also those without data: they may have an id or a reconnection time.
///
/// Comments and unknown fields are forgotten line by line, so a stream may have any number of them.
pub(super) struct EventStream {
    body: Option<ByteStream>,
    /// The received bytes after the last complete line.
    buffer: BytesMut,
    /// How many bytes of the buffer contain no end of a line.
    searched: usize,
    position: Position,
    event: Frame,
    data: Vec<u8>,
}

/// Where the next line begins.
#[derive(PartialEq)]
enum Position {
    /// At the start of the body, where a byte order mark may be.
    Start,
    /// After a CR, which an LF may belong to.
    AfterCarriageReturn,
    Line,
}

impl EventStream {
    pub(super) fn new(body: ByteStream) -> Self {
        let (buffer, position) = (BytesMut::new(), Position::Start);
        Self { body: Some(body), buffer, searched: 0, position, event: Frame::default(), data: Vec::new() }
    }

    /// The next complete line without its end.
    fn next_line(&mut self) -> Option<Bytes> {
        match self.position {
            Position::Start if b"\xef\xbb\xbf".starts_with(self.buffer.get(..3).unwrap_or(&self.buffer)) => {
                if self.buffer.len() < 3 {
                    return None;
                }
                self.buffer.advance(3);
            }
            Position::AfterCarriageReturn if self.buffer.first() == Some(&b'\n') => self.buffer.advance(1),
            Position::AfterCarriageReturn if self.buffer.is_empty() => return None,
            _ => {}
        }
        self.position = Position::Line;
        let found = self.buffer.iter().skip(self.searched).position(|byte| matches!(byte, b'\r' | b'\n'));
        let Some(found) = found else {
            self.searched = self.buffer.len();
            return None;
        };
        let line = self.buffer.split_to(self.searched + found).freeze();
        self.searched = 0;
        if self.buffer.first() == Some(&b'\r') {
            self.position = Position::AfterCarriageReturn;
        }
        self.buffer.advance(1);
        Some(line)
    }

    /// Adds a line to the current event, or returns the event if the line is empty.
    fn add(&mut self, line: &[u8]) -> Option<Frame> {
        if line.is_empty() {
            let data = take(&mut self.data);
            let event = take(&mut self.event);
            // Each line of data has added a line feed.
            let data = data.strip_suffix(b"\n").map(Bytes::copy_from_slice);
            let has_data = data.is_some();
            let event = Frame { data: data.unwrap_or_default(), has_data, ..event };
            return (event.has_data || event.id.is_some() || event.retry.is_some()).then_some(event);
        }
        let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let (name, value) = line.split_at(colon);
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        let text = || String::from_utf8_lossy(value).into_owned();
        match name {
            b"data" => {
                self.data.extend_from_slice(value);
                self.data.push(b'\n');
            }
            b"event" => self.event.event = Some(text()),
            b"id" if !value.contains(&0) => self.event.id = Some(text()),
            b"retry" if value.iter().all(u8::is_ascii_digit) => self.event.retry = text().parse().ok(),
            _ => {}
        }
        None
    }
}

impl Stream for EventStream {
    type Item = Result<Frame, ItemError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            while let Some(line) = self.next_line() {
                if let Some(event) = self.add(&line) {
                    return Poll::Ready(Some(Ok(event)));
                }
            }
            let is_too_large = self.buffer.len().saturating_add(self.data.len()) > MAX_ITEM_SIZE;
            let Some(body) = &mut self.body else {
                return Poll::Ready(None);
            };
            let operation = body.operation();
            if is_too_large {
                self.body = None;
                return Poll::Ready(Some(Err(ItemError::Oversized { operation, limit: MAX_ITEM_SIZE })));
            }
            match ready!(body.poll_next_unpin(context)) {
                Some(Ok(chunk)) => self.buffer.extend_from_slice(&chunk),
                Some(Err(error)) => {
                    self.body = None;
                    return Poll::Ready(Some(Err(ItemError::Transport(error))));
                }
                // An incomplete event is dropped.
                None => {
                    self.body = None;
                    return Poll::Ready(None);
                }
            }
        }
    }
}
