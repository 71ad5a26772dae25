//! The file of a recording.

use serde::{Deserialize, Serialize};

use super::content::Content;

/// The version of the format that this runtime writes and reads.
pub(super) const VERSION: u32 = 1;

/// A recording.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Recording {
    pub(super) version: u32,
    /// What a reader has to know.
    pub(super) about: Vec<String>,
    /// What was replaced by the marker.
    pub(super) left_out: Vec<String>,
    pub(super) exchanges: Vec<Exchange>,
}

/// A request, and what came of it. Without a response and without an error, the client gave up before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Exchange {
    /// The id of the operation.
    pub(super) operation: String,
    pub(super) request: Request,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) response: Option<Response>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<Failure>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Request {
    pub(super) method: String,
    /// The path of the address, percent-encoded.
    pub(super) path: String,
    /// Each parameter as `name=value`, decoded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) query: Vec<String>,
    /// Each as `name: value`. They are not compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) headers: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<Content>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Response {
    pub(super) status: u16,
    /// Each as `name: value`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) headers: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<Content>,
    #[serde(default, skip_serializing_if = "Ending::is_complete")]
    pub(super) ending: Ending,
}

/// How the body of a response ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Ending {
    #[default]
    Complete,
    /// The connection failed.
    Interrupted,
    /// The client did not read it to its end.
    Unread,
}

impl Ending {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
    fn is_complete(&self) -> bool {
        *self == Self::Complete
    }
}

/// Why there was no response.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Failure {
    pub(super) kind: FailureKind,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) permanent: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FailureKind {
    Connect,
    Timeout,
    NotProcessed,
    Other,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
const fn is_false(value: &bool) -> bool {
    !*value
}
