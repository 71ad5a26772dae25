//! The response with which the provider sends a typed body: status, media type and bytes.
//!
//! The client's own decoder decides. A body is encoded as JSON, as text and as bytes, with each status and media type
//! in question, until the client decodes it to the same value. So a test cannot expect what a call could not return,
//! and generated clients need no code for it.

use bytes::Bytes;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::response::{FakeResponse, encoded};
use crate::media_type::is_json;
use crate::{Call, Error};

/// The statuses of successes. A documented redirect is one as well.
const SUCCESSES: [std::ops::RangeInclusive<u16>; 2] = [200..=299, 300..=399];
/// The statuses of error responses.
const ERRORS: [std::ops::RangeInclusive<u16>; 4] = [400..=599, 300..=399, 100..=199, 200..=299];

const JSON_TYPES: [&str; 2] = ["application/json", "application/problem+json"];
const OTHER_TYPES: [&str; 6] =
    ["text/plain; charset=utf-8", "application/octet-stream", "text/html", "application/xml", "text/xml", "text/csv"];

impl FakeResponse {
    /// The documented success with this body. The status is the lowest one with which the client decodes it;
    /// [`status`](Self::status) sets another one. A success of bytes alone is written as
    /// `FakeResponse::new(200).bytes(…)`.
    ///
    /// # Panics
    /// If the client does not decode it to `body`.
    #[track_caller]
    pub fn success<C>(body: &C::Body) -> Self
    where
        C: Call,
        C::Body: Serialize + PartialEq,
    {
        let is_same = |response: &Self| response.decode::<C>().is_ok_and(|decoded| decoded.body() == body);
        let found = find::<C>(&SUCCESSES, &candidates(body), is_same);
        found.unwrap_or_else(|| panic!("{}: the client does not decode this body as a success{HINT}", C::OPERATION))
    }

    /// The documented error response with this body. A variant of the enum has one status, or the lowest of several;
    /// [`status`](Self::status) sets another one.
    ///
    /// # Panics
    /// If the client does not decode it to `body`.
    #[track_caller]
    pub fn error<C>(body: &C::Error) -> Self
    where
        C: Call,
        C::Error: Serialize + PartialEq,
    {
        let is_same = |response: &Self| match response.decode::<C>() {
            Err(Error::ErrorResponse { body: decoded, .. }) => *decoded == *body,
            _ => false,
        };
        let found = find::<C>(&ERRORS, &candidates(body), is_same);
        found.unwrap_or_else(|| panic!("{}: the client does not decode this as an error response{HINT}", C::OPERATION))
    }
}

const HINT: &str = "; set status, headers and body with `FakeResponse::new`";

/// A body on the wire.
enum Candidate {
    Json(Bytes),
    Other(Bytes),
    Empty,
}

/// What `body` may be on the wire.
#[track_caller]
fn candidates<T: Serialize>(body: &T) -> Vec<Candidate> {
    let json = encoded(body);
    let other = match serde_json::from_str(&json) {
        Ok(Value::Null) => return vec![Candidate::Empty, Candidate::Json(json.into())],
        Ok(Value::String(text)) => Some(Bytes::from(text)),
        // As `serialize_bytes` writes it.
        Ok(Value::Array(items)) => {
            let bytes: Option<Vec<u8>> = items.iter().map(|item| u8::try_from(item.as_u64()?).ok()).collect();
            bytes.map(Bytes::from)
        }
        _ => None,
    };
    [Candidate::Json(json.into())].into_iter().chain(other.map(Candidate::Other)).collect()
}

/// The first response that is the same for the client.
fn find<C: Call>(
    statuses: &[std::ops::RangeInclusive<u16>],
    candidates: &[Candidate],
    is_same: impl Fn(&FakeResponse) -> bool,
) -> Option<FakeResponse> {
    let accepted: Vec<&'static str> = accepted(C::OPERATION.accept);
    let responses = statuses.iter().cloned().flatten().flat_map(|status| {
        let of = |candidate| responses_of(status, candidate, &accepted);
        candidates.iter().flat_map(of).collect::<Vec<_>>()
    });
    responses.into_iter().find(is_same)
}

fn responses_of(status: u16, candidate: &Candidate, accepted: &[&'static str]) -> Vec<FakeResponse> {
    let typed = |body: &Bytes, usual: &[&'static str], is_json_body: bool| {
        let accepted = accepted.iter().copied().filter(|media_type| is_json(media_type) == is_json_body);
        let media_types = accepted.chain(usual.iter().copied());
        media_types.map(|it| FakeResponse::new(status).bytes(body.clone()).media_type(it)).collect()
    };
    match candidate {
        Candidate::Json(body) => typed(body, &JSON_TYPES, true),
        Candidate::Other(body) => typed(body, &OTHER_TYPES, false),
        Candidate::Empty => vec![FakeResponse::new(status)],
    }
}

/// For the variants of generated enums whose body is neither JSON nor text: `Bytes` has no `Serialize` without a
/// feature, for which everything between `bytes` and reqwest would be compiled once more.
///
/// # Errors
/// Those of `serializer`.
#[doc(hidden)]
pub fn serialize_bytes<S: Serializer>(bytes: &Bytes, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(bytes)
}

/// The media types of a header `Accept`, without ranges.
fn accepted(accept: Option<&'static str>) -> Vec<&'static str> {
    let media_types = accept.unwrap_or_default().split(',').filter_map(|one| one.split(';').next());
    media_types.map(str::trim).filter(|one| !one.is_empty() && !one.contains('*')).collect()
}
