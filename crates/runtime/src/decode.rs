//! Decoding JSON into the type that the document describes.

use std::rc::Rc;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::decode_error::DecodeError;
use crate::json::{DEFAULT_MAX_DEPTH, Document, decode_root};
use crate::missing_member::MissingMember;

/// Decodes the JSON body of a request that the provider sends: a webhook or a callback. It is read like
/// [a response](crate::RawResponse::json), and may be nested 128 levels deep; see [`decode_within`] for deeper ones.
///
/// # Errors
///
/// [`DecodeError`] if it is not a `T`.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    decode_within(body, DEFAULT_MAX_DEPTH)
}

/// Decodes like [`decode`] what is nested at most `max_depth` levels deep, as
/// [`ClientBuilder::max_json_depth`](crate::ClientBuilder::max_json_depth) does for responses. Much deeper values need
/// a thread with a larger stack.
///
/// # Errors
///
/// [`DecodeError`] if it is not a `T`, or nested more deeply.
pub fn decode_within<T: DeserializeOwned>(body: &[u8], max_depth: usize) -> Result<T, DecodeError> {
    decode_bytes(Bytes::copy_from_slice(body), max_depth)
}

/// Decodes JSON whose values are nested at most `max_depth` levels deep.
pub(crate) fn decode_bytes<T: DeserializeOwned>(body: Bytes, max_depth: usize) -> Result<T, DecodeError> {
    decode_reporting(body, max_depth, &mut |_| ())
}

/// Decodes like [`decode_bytes`], and passes the required members that are missing to `report`.
pub(crate) fn decode_reporting<T: DeserializeOwned>(
    body: Bytes,
    max_depth: usize,
    report: &mut dyn FnMut(&MissingMember),
) -> Result<T, DecodeError> {
    let document = scan(body, max_depth)?;
    let decoded = decode_root(&document).map_err(|error| DecodeError::json(&error, &document))?;
    for missing in document.take_missing(0) {
        report(&MissingMember::new(&document, &missing));
    }
    Ok(decoded)
}

fn scan(body: Bytes, max_depth: usize) -> Result<Rc<Document>, DecodeError> {
    let (document, outcome) = Document::read(body, max_depth);
    match outcome {
        Ok(()) => Ok(Rc::new(document)),
        Err(error) => Err(DecodeError::json(&error, &document)),
    }
}
