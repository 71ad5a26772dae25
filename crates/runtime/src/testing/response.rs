//! Responses of a fake provider.

use std::fmt::Display;
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use crate::{Call, Error, RawResponse, Response};

/// A response as the provider sends it: status, headers and body.
///
/// Its methods panic if a value cannot be sent, because they are for tests.
///
/// ```
/// use moored_runtime::testing::FakeResponse;
///
/// let too_many = FakeResponse::new(429).header("retry-after", "1");
/// let undocumented = FakeResponse::new(500).text("out of order");
/// let lines = FakeResponse::new(200).json_lines([1, 2, 3]);
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before an expectation or a stub has the response"]
pub struct FakeResponse {
    status: StatusCode,
    headers: HeaderMap,
    chunks: Vec<Bytes>,
    pause: Duration,
    end: End,
}

/// How a body ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Complete,
    Interrupted,
}

/// A part of a body that is sent in parts.
pub(super) enum Part {
    Pause(Duration),
    Chunk(Bytes),
    Interruption,
}

impl FakeResponse {
    /// A response with this status, without headers and body.
    #[track_caller]
    pub fn new(status: u16) -> Self {
        Self {
            status: checked_status(status),
            headers: HeaderMap::new(),
            chunks: Vec::new(),
            pause: Duration::ZERO,
            end: End::Complete,
        }
    }

    /// Sets the status.
    #[track_caller]
    pub fn status(mut self, status: u16) -> Self {
        self.status = checked_status(status);
        self
    }

    /// Adds a header. `Content-Type` replaces that of the body.
    #[track_caller]
    pub fn header(mut self, name: &str, value: impl Display) -> Self {
        let Ok(parsed) = name.parse::<HeaderName>() else { panic!("{name:?} is not the name of a header") };
        let Ok(value) = HeaderValue::try_from(value.to_string()) else {
            panic!("the value of the header `{parsed}` contains characters that a header must not contain")
        };
        if parsed == CONTENT_TYPE {
            self.headers.insert(parsed, value);
        } else {
            self.headers.append(parsed, value);
        }
        self
    }

    /// Sets a JSON body, with `application/json` as its media type unless there is one.
    #[track_caller]
    pub fn json(self, body: &impl Serialize) -> Self {
        let body = encoded(body);
        self.bytes(body).media_type("application/json")
    }

    /// Sets a text body, with `text/plain` as its media type unless there is one.
    pub fn text(self, body: impl Into<String>) -> Self {
        self.bytes(body.into()).media_type("text/plain; charset=utf-8")
    }

    /// Sets the bytes of the body.
    pub fn bytes(mut self, body: impl Into<Bytes>) -> Self {
        self.chunks = vec![body.into()];
        self
    }

    /// Adds bytes to the body, which arrive separately.
    pub fn chunk(mut self, bytes: impl Into<Bytes>) -> Self {
        self.chunks.push(bytes.into());
        self
    }

    /// Adds an event with JSON as its data for each of `events`, with `text/event-stream` as the media type.
    #[track_caller]
    pub fn events<T: Serialize>(self, events: impl IntoIterator<Item = T>) -> Self {
        let add = |response: Self, event: T| response.chunk(format!("data: {}\n\n", encoded(&event)));
        events.into_iter().fold(self, add).media_type("text/event-stream")
    }

    /// Adds an event of the type `event` with JSON as its data, with `text/event-stream` as the media type.
    #[track_caller]
    pub fn event(self, event: &str, data: &impl Serialize) -> Self {
        self.chunk(format!("event: {event}\ndata: {}\n\n", encoded(data))).media_type("text/event-stream")
    }

    /// Adds a line of JSON for each of `lines`, with `application/x-ndjson` as the media type.
    #[track_caller]
    pub fn json_lines<T: Serialize>(self, lines: impl IntoIterator<Item = T>) -> Self {
        let add = |response: Self, line: T| response.chunk(format!("{}\n", encoded(&line)));
        lines.into_iter().fold(self, add).media_type("application/x-ndjson")
    }

    /// Waits before each part of the body: before each event, line or chunk.
    pub fn paced(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    /// The connection fails after the body: its end is missing.
    pub fn interrupted(mut self) -> Self {
        self.end = End::Interrupted;
        self
    }

    /// The result of a call whose provider sends this response, without sending anything: a [`Response`], or the
    /// [`Error`] that the client returns.
    ///
    /// # Errors
    /// Those of a call with a response: an error response, an undocumented status, a body that cannot be decoded.
    pub fn decode<C: Call>(&self) -> Result<Response<C::Body>, Error<C::Error>> {
        C::decode(self.raw::<C>())
    }

    /// This response to a call `C`, for [`Error::Oversized`] and other code that takes a [`RawResponse`].
    #[must_use]
    pub fn raw<C: Call>(&self) -> RawResponse {
        RawResponse::new(C::OPERATION, self.status, self.headers.clone(), self.chunks.concat().into())
    }

    pub(super) fn status_code(&self) -> StatusCode {
        self.status
    }

    pub(super) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, if it is one piece that arrives at once and completely.
    pub(super) fn whole_body(&self) -> Option<Bytes> {
        let is_streamed = self.end == End::Interrupted || !self.pause.is_zero();
        match self.chunks.as_slice() {
            _ if is_streamed => None,
            [] => Some(Bytes::new()),
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    /// The body in its parts.
    pub(super) fn parts(&self) -> Vec<Part> {
        let pause = || (!self.pause.is_zero()).then_some(Part::Pause(self.pause));
        let chunks = self.chunks.iter().flat_map(|chunk| pause().into_iter().chain([Part::Chunk(chunk.clone())]));
        chunks.chain((self.end == End::Interrupted).then_some(Part::Interruption)).collect()
    }

    /// Sets the media type unless there is one.
    pub(super) fn media_type(mut self, media_type: &'static str) -> Self {
        self.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(media_type));
        self
    }
}

#[track_caller]
fn checked_status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or_else(|_| panic!("{status} is not a status; expected 100 to 999"))
}

/// `value` as JSON.
#[track_caller]
pub(super) fn encoded(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_else(|error| panic!("the value cannot be encoded as JSON: {error}"))
}
