//! Server-sent events (HTML, "Server-sent events").

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use serde::de::{DeserializeOwned, IgnoredAny};
use sse_stream::{Sse, SseByteStream};

use super::{Frame, ItemError, Items, MAX_ITEM_SIZE};
use crate::{ByteStream, DecodeError, TransportError, decode};

/// An event of an event stream.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// Its `id`, where it has one: what `Last-Event-ID` asks to go on behind.
    pub id: Option<String>,
    /// Its `event`, the type, where it names one. To browsers an event without is a `message`.
    pub event: Option<String>,
    /// How long to wait before connecting again, where the provider says so.
    pub retry: Option<Duration>,
    /// Its `data`.
    pub data: T,
}

impl<T> Event<T> {
    fn from_frame(frame: &Frame, data: T) -> Self {
        let retry = frame.retry.map(Duration::from_millis);
        Self { id: frame.id.clone(), event: frame.event.clone(), retry, data }
    }
}

impl<T: DeserializeOwned> Items<Event<T>> {
    /// Events whose data is JSON. The `[DONE]` with which some providers say that it was the last one is no event.
    #[must_use]
    pub fn events(body: ByteStream) -> Self {
        Self::new(body.operation(), frames(body), |frame| {
            let has_data = !carries_no_event(frame);
            has_data.then(|| Ok(Event::from_frame(frame, decode(&frame.data)?)))
        })
    }
}

impl Items<Event<String>> {
    /// Events whose data is text.
    #[must_use]
    pub fn text_events(body: ByteStream) -> Self {
        Self::new(body.operation(), frames(body), |frame| {
            let text = String::from_utf8(frame.data.to_vec());
            Some(text.map(|text| Event::from_frame(frame, text)).map_err(|_| DecodeError::not_utf8()))
        })
    }
}

impl<I: DeserializeOwned> Items<I> {
    /// Events that the document describes as a decode_event, with `event`, `id` and `retry` beside `data`, which is JSON or text.
    #[must_use]
    pub fn whole_events(body: ByteStream) -> Self {
        Self::new(body.operation(), frames(body), |frame| (!carries_no_event(frame)).then(|| decode_event(frame)))
    }
}

/// What only keeps the connection alive, or says that nothing comes any more.
fn carries_no_event(frame: &Frame) -> bool {
    matches!(frame.data.trim_ascii(), b"" | b"[DONE]")
}

/// The event as an event_object of the document, whose data is JSON or text; at last the data alone, for documents that describe that. An event_object
/// or a list is hardly meant as text, and anything else hardly as JSON.
fn decode_event<I: DeserializeOwned>(frame: &Frame) -> Result<I, DecodeError> {
    let text = String::from_utf8_lossy(&frame.data);
    let as_text = serde_json::Value::from(text.as_ref()).to_string();
    if serde_json::from_str::<IgnoredAny>(&text).is_err() {
        return decode(event_object(frame, &as_text).as_bytes());
    }
    let is_structure = text.trim_start().starts_with(['{', '[']);
    let (likely, possible) =
        if is_structure { (text.as_ref(), as_text.as_str()) } else { (as_text.as_str(), text.as_ref()) };
    decode(event_object(frame, likely).as_bytes()).or_else(|error| {
        let other = decode(event_object(frame, possible).as_bytes()).or_else(|_| decode(&frame.data));
        other.map_err(|_| error)
    })
}

/// The event as JSON; `data` is that already.
fn event_object(frame: &Frame, data: &str) -> String {
    let texts = [("event", &frame.event), ("id", &frame.id)];
    let mut members: Vec<String> = texts
        .into_iter()
        .filter_map(|(key, value)| Some(format!("\"{key}\":{}", serde_json::Value::from(value.as_deref()?))))
        .collect();
    members.extend(frame.retry.map(|retry| format!("\"retry\":{retry}")));
    members.push(format!("\"data\":{data}"));
    format!("{{{}}}", members.join(","))
}

/// The events of `body`.
fn frames(body: ByteStream) -> impl Stream<Item = Result<Frame, ItemError>> + Send + 'static {
    let operation = body.operation();
    let size = Arc::new(AtomicUsize::new(0));
    let size_in_chunks = Arc::clone(&size);
    let chunks = body.map(move |chunk| {
        let chunk = chunk.map_err(StreamEnd::Transport)?;
        // What came since the last event.
        match size_in_chunks.fetch_add(chunk.len(), Ordering::Relaxed) > MAX_ITEM_SIZE {
            true => Err(StreamEnd::Oversized),
            false => Ok(chunk),
        }
    });
    SseByteStream::new(chunks).filter_map(move |event| {
        size.store(0, Ordering::Relaxed);
        let frame = match event {
            Ok(Sse { event, data, id, retry }) => data.map(|data| Ok(Frame { id, event, retry, data: data.into() })),
            Err(error) => Some(Err(item_error(operation, error))),
        };
        std::future::ready(frame)
    })
}

/// Why the chunks ended.
#[derive(Debug, thiserror::Error)]
enum StreamEnd {
    #[error(transparent)]
    Transport(TransportError),
    #[error("too large")]
    Oversized,
}

fn item_error(operation: &'static crate::Operation, error: sse_stream::Error) -> ItemError {
    let end = match error {
        sse_stream::Error::Body(cause) => cause.downcast::<StreamEnd>().ok(),
        _ => None,
    };
    match end.map(|end| *end) {
        Some(StreamEnd::Transport(error)) => ItemError::Transport(error),
        Some(StreamEnd::Oversized) => ItemError::Oversized { operation, limit: MAX_ITEM_SIZE },
        None => ItemError::Undecodable { operation, item: Bytes::new(), source: DecodeError::not_utf8() },
    }
}
