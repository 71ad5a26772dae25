//! Server-sent events (HTML Living Standard, section 9.2).

use std::time::Duration;

use bytes::Bytes;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::event_stream::EventStream;
use super::{Frame, Items};
use crate::decode::Decoder;
use crate::{ByteStream, DecodeError};

/// An event of an event stream.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The field `id`, which a client sends as `Last-Event-ID` to continue after this event.
    pub id: Option<String>,
    /// The field `event`: the type of the event. Browsers call an event without a type `message`.
    pub event: Option<String>,
    /// The field `retry`: how long to wait before connecting again.
    pub retry: Option<Duration>,
    /// The field `data`.
    pub data: T,
}

impl<T> Event<T> {
    fn from_frame(frame: &Frame, data: T) -> Self {
        let retry = frame.retry.map(Duration::from_millis);
        Self { id: frame.id.clone(), event: frame.event.clone(), retry, data }
    }
}

impl<T: DeserializeOwned> Items<Event<T>> {
    /// Events whose data is JSON. `[DONE]`, which some providers send after the last event, is skipped.
    #[must_use]
    pub fn events(body: ByteStream) -> Self {
        Self::new(body, EventStream::new, |frame, decoder| {
            let has_data = !carries_no_event(frame);
            has_data.then(|| Ok(Event::from_frame(frame, decoder.decode(frame.data.clone())?)))
        })
    }
}

impl Items<Event<String>> {
    /// Events whose data is text.
    #[must_use]
    pub fn text_events(body: ByteStream) -> Self {
        Self::new(body, EventStream::new, |frame, _| {
            let text = String::from_utf8(frame.data.to_vec());
            let event = text.map(|text| Event::from_frame(frame, text)).map_err(|_| DecodeError::not_text("UTF-8"));
            frame.has_data.then_some(event)
        })
    }
}

impl<I: DeserializeOwned> Items<I> {
    /// Events that the document describes as objects with `data` and, optionally, `event`, `id` and `retry`. The data
    /// is JSON or text.
    #[must_use]
    pub fn object_events(body: ByteStream) -> Self {
        Self::new(body, EventStream::new, |frame, decoder| {
            (!carries_no_event(frame)).then(|| decode_event(frame, decoder))
        })
    }
}

/// Whether the event is a keep-alive without data, or the `[DONE]` at the end.
fn carries_no_event(frame: &Frame) -> bool {
    matches!(frame.data.trim_ascii(), b"" | b"[DONE]")
}

/// Decodes the event as an object whose `data` is JSON or text; if that fails, decodes its data alone, for documents
/// that describe only the data. Data that looks like an object or an array is tried as JSON first, any other data as
/// text first.
fn decode_event<I: DeserializeOwned>(frame: &Frame, decoder: &Decoder) -> Result<I, DecodeError> {
    // The object around the data is a level of its own.
    let object = |data: &str| decoder.decode_wrapped(Bytes::from(event_object(frame, data)));
    let text = String::from_utf8_lossy(&frame.data);
    let as_text = serde_json::Value::from(text.as_ref()).to_string();
    if serde_json::from_str::<IgnoredAny>(&text).is_err() {
        return object(&as_text);
    }
    let is_structure = text.trim_start().starts_with(['{', '[']);
    let (likely, possible) =
        if is_structure { (text.as_ref(), as_text.as_str()) } else { (as_text.as_str(), text.as_ref()) };
    object(likely).or_else(|error| {
        let other = object(possible).or_else(|_| decoder.decode(frame.data.clone()));
        other.map_err(|_| error)
    })
}

/// The event as a JSON object; `data` is the JSON of its data.
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
