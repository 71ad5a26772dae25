//! Decoding JSON into the type that the document describes.

use std::rc::Rc;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::decode_error::DecodeError;
use crate::json::{DEFAULT_MAX_DEPTH, Document, decode_root};

/// Decodes the JSON body of a request that the provider sends: a webhook or a callback. It is read like
/// [a response](crate::RawResponse::json), and may be nested 128 levels deep.
///
/// # Errors
///
/// [`DecodeError`] if it is not a `T`.
pub fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    decode_within(Bytes::copy_from_slice(body), DEFAULT_MAX_DEPTH)
}

/// Decodes JSON whose values are nested at most `max_depth` levels deep.
pub(crate) fn decode_within<T: DeserializeOwned>(body: Bytes, max_depth: usize) -> Result<T, DecodeError> {
    let document = scan(body, max_depth)?;
    decode_root(&document).map_err(|error| DecodeError::json(&error, &document))
}

fn scan(body: Bytes, max_depth: usize) -> Result<Rc<Document>, DecodeError> {
    let (document, outcome) = Document::read(body, max_depth);
    match outcome {
        Ok(()) => Ok(Rc::new(document)),
        Err(error) => Err(DecodeError::json(&error, &document)),
    }
}
