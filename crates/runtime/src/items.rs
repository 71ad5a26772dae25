//! Streams of items, each decoded when it is received: event streams, JSON Lines and JSON text sequences.

mod error;
#[cfg(feature = "events")]
mod event_stream;
#[cfg(feature = "events")]
mod events;
mod separated;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use serde::de::DeserializeOwned;

pub use error::ItemError;
#[cfg(feature = "events")]
pub use events::Event;
use separated::Separated;

use crate::decode::Decoder;
use crate::{ByteStream, DecodeError};

/// The most bytes of an item. Without a limit, an item without an end would fill the memory.
const MAX_ITEM_SIZE: usize = 32 * 1024 * 1024;

/// The undecoded items of a body.
type Frames = Pin<Box<dyn Stream<Item = Result<Frame, ItemError>> + Send>>;

/// An undecoded item.
#[derive(Default)]
#[cfg_attr(not(feature = "events"), expect(dead_code, reason = "only events have more than data"))]
struct Frame {
    id: Option<String>,
    event: Option<String>,
    retry: Option<u64>,
    has_data: bool,
    data: Bytes,
}

/// The items of a response as a stream of `I`: the events of an event stream, the lines of JSON Lines, or the texts of
/// a JSON text sequence.
///
/// Implements [`Stream`]; [`item`](Self::item) reads it without further imports. An item that
/// cannot be decoded is an error, and the stream continues with the next item. If the connection fails, the stream
/// ends.
///
/// ```text
/// let mut events = client.watch().items().await?.into_body();
/// while let Some(event) = events.item().await? { println!("{:?}", event.data); }
/// ```
pub struct Items<I> {
    decoder: Decoder,
    frames: Frames,
    last_event_id: Option<String>,
    retry: Option<Duration>,
    /// Decodes a frame; `None` if it is not an item.
    read: Read<I>,
}

type Read<I> = fn(&Frame, &Decoder) -> Option<Result<I, DecodeError>>;

impl<I> Items<I> {
    fn new<F>(body: ByteStream, frames: fn(ByteStream) -> F, read: Read<I>) -> Self
    where
        F: Stream<Item = Result<Frame, ItemError>> + Send + 'static,
    {
        let decoder = body.decoder().clone();
        Self { decoder, frames: Box::pin(frames(body)), last_event_id: None, retry: None, read }
    }

    /// The next item; `None` at the end of the body.
    ///
    /// # Errors
    /// [`ItemError`] if the item cannot be decoded or the connection fails.
    pub async fn item(&mut self) -> Result<Option<I>, ItemError> {
        self.next().await.transpose()
    }

    /// The id of the last event that had one, whether it had data or not. A client sends it as `Last-Event-ID` to
    /// continue after that event.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        self.last_event_id.as_deref()
    }

    /// How long to wait before connecting again, as the last event with a field `retry` stated.
    #[must_use]
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }
}

impl<I: DeserializeOwned> Items<I> {
    /// The items of JSON Lines: one JSON value per line. Empty lines are skipped.
    #[must_use]
    pub fn json_lines(body: ByteStream) -> Self {
        Self::new(body, |body| Separated::by(b'\n', body), |frame, decoder| Some(decoder.decode(frame.data.clone())))
    }

    /// The items of a JSON text sequence (RFC 7464): one JSON value after each record separator.
    #[must_use]
    pub fn json_sequence(body: ByteStream) -> Self {
        Self::new(body, |body| Separated::by(0x1e, body), |frame, decoder| Some(decoder.decode(frame.data.clone())))
    }
}

impl<I> Stream for Items<I> {
    type Item = Result<I, ItemError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let frame = match ready!(self.frames.as_mut().poll_next(context)) {
                Some(Ok(frame)) => frame,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            if let Some(id) = &frame.id {
                self.last_event_id = Some(id.clone());
            }
            self.retry = frame.retry.map(Duration::from_millis).or(self.retry);
            if let Some(item) = (self.read)(&frame, &self.decoder) {
                let operation = self.decoder.operation();
                let Frame { id, event, data, .. } = frame;
                let undecodable = |source| ItemError::Undecodable { operation, id, event, item: data, source };
                return Poll::Ready(Some(item.map_err(undecodable)));
            }
        }
    }
}

impl<I> fmt::Debug for Items<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &self.decoder.operation().id).finish_non_exhaustive()
    }
}
