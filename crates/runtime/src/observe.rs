//! Hooks and traces.

mod span;

use std::time::Duration;

use http::StatusCode;
use http::header::HeaderMap;

use crate::{MissingMember, Operation, RawResponse};

pub(crate) use span::CallSpan;

/// Is notified of every request and its outcome: for metrics, logs or traces.
///
/// It runs as part of the call, so a slow hook delays the call. Redirects that are followed belong to the request that
/// was redirected. Token requests are not reported, and a call whose future is dropped has no outcome.
///
/// ```
/// use moored_runtime::{Attempt, Hook, Outcome};
///
/// struct Log;
///
/// impl Hook for Log {
///     fn on_outcome(&self, attempt: &Attempt, outcome: &Outcome<'_>) {
///         println!("{} #{}: {:?} in {:?}", attempt.operation, attempt.number, outcome.status(), outcome.elapsed);
///     }
/// }
/// ```
pub trait Hook: Send + Sync + 'static {
    /// Called before a request is sent. Headers can be added, such as trace contexts. Credentials are added later, and
    /// replace headers of the same name. A redirect within the origin is sent with the same headers, and a download
    /// from another host without them.
    fn on_request(&self, attempt: &Attempt, headers: &mut HeaderMap) {
        let (_, _) = (attempt, headers);
    }

    /// Called when a response, or an item of a streamed one, was decoded that does not have a required member, of a
    /// provider whose `moored.toml` has `missing_members = "tolerate"`. Without this setting the response would have
    /// been an [`Error::Undecodable`](crate::Error::Undecodable).
    fn on_missing_member(&self, operation: &'static Operation, missing: &MissingMember) {
        let (_, _) = (operation, missing);
    }

    /// Called when a response was received, whatever its status, or the request failed.
    fn on_outcome(&self, attempt: &Attempt, outcome: &Outcome<'_>) {
        let (_, _) = (attempt, outcome);
    }
}

/// One request of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation that was called.
    pub operation: &'static Operation,
    /// 1 for the first request of the call, more for retries.
    pub number: u32,
}

/// The result of a request.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Outcome<'a> {
    /// The response, whatever its status; `None` if none was received completely. A streamed body is not included.
    pub response: Option<&'a RawResponse>,
    /// The kind of failure if there is no response: `timeout`, `connect`, `connection`, `body` (the connection failed
    /// while the body was read), `oversized`, `token` (there is no access token), `credential` (the client does not
    /// have the required one) or `invalid_request`. Traces use the same names as `error.type`.
    pub failure: Option<&'static str>,
    /// The time from before the request was sent until the last byte of the response (of its headers if the body is
    /// streamed), or until the failure.
    pub elapsed: Duration,
    /// The pause before the request is sent again; `None` if the call ends here.
    pub retry_in: Option<Duration>,
}

impl Outcome<'_> {
    /// The status of the response, if there is one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.response.map(RawResponse::status)
    }
}
