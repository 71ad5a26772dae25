//! Decoding a value that may have another type than the document states, for members that must not make the object
//! around them undecodable.

use serde::de::DeserializeOwned;

use super::context::{count_unlisted, counting_unlisted, decode_nested};
use super::{Json, Unlisted};

/// Decodes `json` as a `T`. A value that is not a `T` is returned as received, and counts as unlisted.
///
/// # Errors
///
/// If the value is nested too deeply, or is not representable as an [`Unlisted`].
pub(crate) fn decode_or_keep<T: DeserializeOwned>(json: &Json) -> Result<Result<T, Unlisted>, String> {
    // What was decoded before a value turned out to be no `T` must not count.
    let (decoded, unlisted) = decode_nested(json.size(), || counting_unlisted(|| json.decode::<T>()));
    if let Some(error) = json.depth_error() {
        return Err(error);
    }
    if let Some(value) = decoded {
        count_unlisted(unlisted);
        return Ok(Ok(value));
    }
    count_unlisted(1);
    json.value().map(|value| Err(Unlisted::from(value))).map_err(|error| error.to_string())
}
