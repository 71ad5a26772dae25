//! Events: the requests that a provider sends by itself, each decoded by its name.

mod error;
mod form;

use std::fmt;

use bytes::Bytes;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

use crate::{DecodeError, HeaderMap, decode};

pub use error::EventError;
pub use form::FormValue;

/// Where a request has the name of its event, or a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventName {
    /// The value of this header.
    Header(&'static str),
    /// The string at this JSON pointer (RFC 6901) of the body.
    Body(&'static str),
}

/// What the members of a form are, by their names.
type Members<'a> = &'a [(&'a str, FormValue)];

/// The name of an event, and the function that decodes it.
pub type EventDecoder<E> = (&'static str, fn(&RawEvent) -> Result<E, DecodeError>);

/// The events of a provider: an enum of a generated client, with a variant for each.
///
/// An event is decoded by its name, whatever else changes in a newer version of the API: unknown members are ignored,
/// listed values are not the only ones, and an event that has no variant is kept by [`WebhookEvent::unknown`].
pub trait WebhookEvent: Sized + 'static {
    /// Where a request has its name. Several parts are joined by a full stop: the header `check_run` and the member
    /// `completed` are `check_run.completed`. Empty if only the caller knows it.
    const NAME: &'static [EventName];

    /// The known events.
    const EVENTS: &'static [EventDecoder<Self>];

    /// Keeps an event that is not in [`WebhookEvent::EVENTS`].
    fn unknown(event: RawEvent) -> Self;

    /// Decodes a request with these headers and this body. Verify its signature first.
    ///
    /// # Errors
    /// [`EventError`], which keeps the request, if the body is that of a known event and does not match its type, or
    /// is not JSON where it should have the name.
    fn decode(headers: &HeaderMap, body: &[u8]) -> Result<Self, EventError> {
        let mut event = RawEvent::new(headers, body);
        if let ([], [(_, only)]) = (Self::NAME, Self::EVENTS) {
            return only(&event).map_err(|error| EventError::new(event, error));
        }
        match event.find_name(headers, Self::NAME) {
            Ok(name) => event.name = name,
            Err(error) => return Err(EventError::new(event, error)),
        }
        dispatch(event)
    }

    /// Decodes the event `name`, as it is in the document or in [`WebhookEvent::EVENTS`], for example because its
    /// address is known.
    ///
    /// # Errors
    /// [`EventError`], which keeps the request, if the body does not match the type of this event.
    fn decode_named(name: &str, headers: &HeaderMap, body: &[u8]) -> Result<Self, EventError> {
        dispatch(RawEvent { name: Some(name.to_owned()), ..RawEvent::new(headers, body) })
    }
}

fn dispatch<E: WebhookEvent>(event: RawEvent) -> Result<E, EventError> {
    let Some(name) = &event.name else { return Ok(E::unknown(event)) };
    let exact = E::EVENTS.iter().find(|(known, _)| known == name);
    // Documents write `check-run-completed` or `checkRunCompleted` for what is sent as `check_run.completed`.
    let found = exact.or_else(|| E::EVENTS.iter().find(|(known, _)| normal(known).eq(normal(name))));
    match found {
        Some((_, decode)) => decode(&event).map_err(|error| EventError::new(event, error)),
        None => Ok(E::unknown(event)),
    }
}

/// The alphanumeric characters of a name, in lower case.
fn normal(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// An event as it was received.
#[derive(Clone, PartialEq, Eq)]
pub struct RawEvent {
    name: Option<String>,
    body: Bytes,
    content: Content,
}

/// How the value of an event is written.
#[derive(Clone, PartialEq, Eq)]
enum Content {
    Json,
    Form,
    /// JSON in the member `payload` of a form, as GitHub and Slack send it.
    Payload(Bytes),
}

impl RawEvent {
    fn new(headers: &HeaderMap, body: &[u8]) -> Self {
        let body = Bytes::copy_from_slice(body);
        let media_type = headers.get("content-type").and_then(|value| value.to_str().ok());
        let is_form = match media_type {
            Some(media_type) => form::is_form(media_type),
            None => !looks_like_json(&body),
        };
        let content = match form::payload(&body).filter(|_| is_form) {
            Some(payload) => Content::Payload(payload),
            None if is_form => Content::Form,
            None => Content::Json,
        };
        Self { name: None, body, content }
    }

    /// The name of the event; `None` if the request has none.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The bytes that were received.
    #[must_use]
    pub const fn body(&self) -> &Bytes {
        &self.body
    }

    /// Decodes the body: [`JsonValue`](crate::JsonValue) is any. The members of a form are texts.
    ///
    /// # Errors
    /// [`DecodeError`] if it is not a `T`.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        decode(&self.as_json(&[]))
    }

    /// Decodes the body of a known event, of which a form has members as `members` states, and makes it a variant.
    #[doc(hidden)]
    pub fn value<T: DeserializeOwned, E>(&self, members: Members<'_>, variant: fn(T) -> E) -> Result<E, DecodeError> {
        decode(&self.as_json(members)).map(variant)
    }

    /// The same for a variant with a box.
    #[doc(hidden)]
    pub fn boxed<T: DeserializeOwned, E>(
        &self,
        members: Members<'_>,
        variant: fn(Box<T>) -> E,
    ) -> Result<E, DecodeError> {
        decode(&self.as_json(members)).map(|body| variant(Box::new(body)))
    }

    /// The JSON text of the value.
    fn as_json(&self, members: Members<'_>) -> Bytes {
        match &self.content {
            Content::Json => self.body.clone(),
            // The document has the form itself.
            Content::Payload(_) if members.iter().any(|(name, _)| *name == form::PAYLOAD) => {
                form::to_json(&self.body, members)
            }
            Content::Payload(payload) => payload.clone(),
            Content::Form => form::to_json(&self.body, members),
        }
    }

    fn find_name(&self, headers: &HeaderMap, parts: &[EventName]) -> Result<Option<String>, DecodeError> {
        let body = match parts.iter().any(|part| matches!(part, EventName::Body(_))) {
            true => {
                let json = self.as_json(&[]);
                // A text that is nested too deeply for this is left to the type.
                serde_json::from_slice::<Value>(&json).or_else(|_| decode::<IgnoredAny>(&json).map(|_| Value::Null))?
            }
            false => Value::Null,
        };
        let found = parts.iter().filter_map(|part| match part {
            EventName::Header(name) => headers.get(*name)?.to_str().ok().map(str::to_owned),
            EventName::Body(pointer) => match body.pointer(pointer)? {
                Value::String(text) => Some(text.clone()),
                Value::Number(number) => Some(number.to_string()),
                _ => None,
            },
        });
        let found: Vec<String> = found.collect();
        Ok((!found.is_empty()).then(|| found.join(".")))
    }
}

impl fmt::Debug for RawEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawEvent").field("name", &self.name).field("bytes", &self.body.len()).finish()
    }
}

/// Decodes a form, `application/x-www-form-urlencoded`, whose members are as `members` states, or else texts. An object
/// of JSON, which no form begins like, is decoded as well.
///
/// # Errors
/// [`DecodeError`] if it is not a `T`.
pub fn decode_form<T: DeserializeOwned>(body: &[u8], members: &[(&str, FormValue)]) -> Result<T, DecodeError> {
    match looks_like_json(body) {
        true => decode(body),
        false => decode(&form::to_json(body, members)),
    }
}

fn looks_like_json(body: &[u8]) -> bool {
    matches!(body.trim_ascii_start().first(), None | Some(b'{' | b'['))
}

/// All events, for a provider whose document has none: each is kept as it was received.
impl WebhookEvent for RawEvent {
    const NAME: &'static [EventName] = &[];
    const EVENTS: &'static [EventDecoder<Self>] = &[];

    fn unknown(event: RawEvent) -> Self {
        event
    }
}
