//! What may be seen of calls, by whoever runs them.

mod span;

use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::{Answer, Operation};

pub(crate) use span::CallSpan;

/// Is told of every request and of how it ended: for metrics, logs or traces of the user's own.
///
/// It runs within the call, so what takes long in here makes calls take longer. Redirects that are followed belong to the request
/// that they began with; token requests are not told of, and a call whose future is dropped has no outcome.
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
    /// A request is about to be sent. `headers` may be added to, for trace contexts and the like; credentials are not in them
    /// yet, and take the place of what has their names.
    fn on_request(&self, attempt: &Attempt, headers: &mut HeaderMap) {
        let (_, _) = (attempt, headers);
    }

    /// The request has ended: an answer is there, whatever its status, or there is none.
    fn on_outcome(&self, attempt: &Attempt, outcome: &Outcome<'_>) {
        let (_, _) = (attempt, outcome);
    }
}

/// One request of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// The operation that is called.
    pub operation: &'static Operation,
    /// 1 for the first request of the call, more for those that repeat it.
    pub number: u32,
}

/// How a request ended.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Outcome<'a> {
    /// The answer, read to its end, whatever its status; without its body where that is streamed.
    pub answer: Option<&'a Answer>,
    /// Why there is no answer, in a word: `timeout`, `connect`, `connection`, `body` (it broke off), `oversized`, `token` (there is
    /// none to send the request with) or `invalid_request`. The words are the `error.type` of traces.
    pub failure: Option<&'static str>,
    /// From before the request was sent until the last byte of the answer (of its headers, where the body is streamed), or until it
    /// failed.
    pub elapsed: Duration,
    /// The pause after which the request is sent again; `None` if the call ends here.
    pub retry_in: Option<Duration>,
}

impl Outcome<'_> {
    /// The status of the answer, if there is one.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.answer.map(Answer::status)
    }
}
