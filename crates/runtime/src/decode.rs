//! Decoding JSON into the type that the document describes.

use std::rc::Rc;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::decode_error::DecodeError;
use crate::json::{DEFAULT_MAX_DEPTH, Document, decode_root};
use crate::missing_member::{MissingMember, Reports, trace_of};
use crate::operation::Operation;

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
    decode_reporting(body, max_depth, |_| ())
}

/// Decodes like [`decode_within`], and passes each required member that is missing to `report`, of a provider whose
/// `moored.toml` has `missing_members = "tolerate"`. There is no client here, and so no
/// [`Hook::on_missing_member`](crate::Hook::on_missing_member). With the feature `tracing`, all three functions report
/// it as an event as well.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Paid {
///     // As it is generated for a required member that is tolerated where it is missing.
///     #[serde(alias = "moored:required:amount")]
///     amount: Option<i64>,
/// }
///
/// let mut missing = Vec::new();
/// let paid: Paid = moored_runtime::decode_reporting(b"{}", 128, |member| missing.push(member.to_string()))?;
/// assert_eq!((paid.amount, missing), (None, vec!["amount is absent".to_owned()]));
/// # Ok::<(), moored_runtime::DecodeError>(())
/// ```
///
/// # Errors
///
/// [`DecodeError`] if it is not a `T`, or nested more deeply. Then nothing is reported.
pub fn decode_reporting<T: DeserializeOwned>(
    body: &[u8],
    max_depth: usize,
    mut report: impl FnMut(&MissingMember),
) -> Result<T, DecodeError> {
    read(Bytes::copy_from_slice(body), max_depth, &mut |missing| {
        trace_of::<T>(missing);
        report(missing);
    })
}

/// Decodes what an operation returns, with the limit of the client, and reports what is missing in it.
#[derive(Clone)]
pub(crate) struct Decoder {
    operation: &'static Operation,
    max_depth: usize,
    reports: Option<Reports>,
}

impl Decoder {
    /// A decoder with the default limit that reports nothing.
    pub(crate) fn new(operation: &'static Operation) -> Self {
        Self { operation, max_depth: DEFAULT_MAX_DEPTH, reports: None }
    }

    pub(crate) fn with_max_depth(self, max_depth: usize) -> Self {
        Self { max_depth, ..self }
    }

    /// The same decoder, which reports missing members to `reports`.
    pub(crate) fn with_reports(self, reports: Reports) -> Self {
        Self { reports: Some(reports), ..self }
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(crate) fn decode<T: DeserializeOwned>(&self, body: Bytes) -> Result<T, DecodeError> {
        read(body, self.max_depth, &mut |missing| self.report(missing))
    }

    /// Decodes a value with one more level around what the provider sent.
    #[cfg(feature = "events")]
    pub(crate) fn decode_wrapped<T: DeserializeOwned>(&self, body: Bytes) -> Result<T, DecodeError> {
        read(body, self.max_depth.saturating_add(1), &mut |missing| self.report(missing))
    }

    fn report(&self, missing: &MissingMember) {
        if let Some(report) = &self.reports {
            report(self.operation, missing);
        }
    }
}

fn read<T: DeserializeOwned>(
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
