//! When and how often a failed request is sent again.

mod after;
mod budget;
mod conditions;

use std::ops::Range;
use std::time::{Duration, SystemTime};

use http::header::HeaderMap;
use http::{Method, StatusCode};
use retry_policies::policies::ExponentialBackoff;
use retry_policies::{Jitter, RetryDecision, RetryPolicy};

pub(crate) use after::stated_wait;
pub(crate) use budget::Budget;
use conditions::Conditions;

/// When a failed call is sent again.
///
/// A request is retried if the failure is transient, its body can be sent again (a stream only if nothing of it was
/// read), and sending it twice is safe:
///
/// - There was no connection, so nothing was sent. This holds for every method.
/// - The connection broke off, or the status is 408, 425, 429, 500, 502, 503 or 504, or it is 403, 409, 413, 423, 529
///   or between 520 and 524 and the response has a `Retry-After`. The method has to be idempotent (GET, HEAD, OPTIONS,
///   TRACE, QUERY, PUT, DELETE), or the request has an idempotency key.
///
/// [`add_statuses`](Self::add_statuses), [`methods`](Self::methods) and the like change that.
///
/// The pause before retry `n` is a random part of `first * 2^(n - 1)`, limited to `longest` ("full jitter": clients
/// that failed together do not retry together). If the response states a wait, that is the pause: a `Retry-After` in
/// seconds or as a date (by the clock of the server, if it sends its `Date`), a `retry-after-ms`, or, with the status
/// 429, an `x-ratelimit-reset`. If it is longer than [`max_retry_after`](Self::max_retry_after) or than the remaining
/// time of the call, the call fails at once; [`Error::retry_after`](crate::Error::retry_after) returns the wait.
///
/// Over all calls of a client, retries are limited to a share of the calls, so that retries do not multiply the load of
/// a failing provider: see [`budget`](Self::budget).
///
/// ```
/// use std::time::Duration;
/// use moored_runtime::Retries;
///
/// let persistent = Retries::default().max_retries(6).pauses(Duration::from_millis(200)..Duration::from_secs(30));
/// let never = Retries::off();
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Retries {
    backoff: ExponentialBackoff,
    conditions: Conditions,
    max_retry_after: Duration,
    budget: BudgetSize,
}

/// The limit of retries over all calls of a client.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BudgetSize {
    /// Retries per hundred calls.
    percent: u16,
    /// Retries per second in addition.
    per_second: u32,
}

impl Default for Retries {
    /// Up to three retries, after pauses of up to 0.5, 1 and 2 seconds; `Retry-After` of up to one minute; a budget of
    /// 20 retries per 100 calls plus 10 per second.
    fn default() -> Self {
        Self {
            backoff: backoff(3, Duration::from_millis(500), Duration::from_secs(20)),
            conditions: Conditions::default(),
            max_retry_after: Duration::from_secs(60),
            budget: BudgetSize { percent: 20, per_second: 10 },
        }
    }
}

impl Retries {
    /// Never sends a request again.
    pub fn off() -> Self {
        Self::default().max_retries(0)
    }

    /// Limits the retries of each call. Values above 20 count as 20.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.backoff.max_n_retries = Some(retries.min(MAX_RETRIES));
        self
    }

    /// Sets the upper limits of the first pause and of all pauses.
    ///
    /// Limits above one hour count as one hour.
    pub fn pauses(mut self, limits: Range<Duration>) -> Self {
        let retries = self.backoff.max_n_retries.unwrap_or_default();
        self.backoff = backoff(retries, limits.start.min(MAX_PAUSE), limits.end.min(MAX_PAUSE));
        self
    }

    /// Retries after responses with one of `statuses`, and no others.
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.conditions.set_statuses(statuses);
        self
    }

    /// Retries after responses with one of `statuses` too: `[409, 423]` for a provider that locks what it changes.
    pub fn add_statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.conditions.add_statuses(statuses);
        self
    }

    /// Does not retry after responses with one of `statuses`.
    pub fn remove_statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.conditions.remove_statuses(statuses);
        self
    }

    /// Retries requests of any method after responses with one of `statuses`: `[429]` for a provider that has not
    /// processed a request with that status. None by default.
    pub fn statuses_for_any_method(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.conditions.set_statuses_for_any_method(statuses);
        self
    }

    /// Retries requests with one of `methods`, and no others. Requests with an idempotency key, and those that could
    /// not be sent, are retried whatever their method.
    ///
    /// With POST or PATCH, what the provider did before the connection broke off is done twice.
    pub fn methods(mut self, methods: impl IntoIterator<Item = Method>) -> Self {
        self.conditions.set_methods(methods);
        self
    }

    /// Sets the longest wait that a response may ask for. If it asks for more, the call fails at once.
    pub fn max_retry_after(mut self, longest: Duration) -> Self {
        self.max_retry_after = longest;
        self
    }

    /// Limits the retries of all calls of a client to `percent` per hundred calls of the last ten seconds, plus
    /// `per_second`.
    ///
    /// The budget belongs to the client: in [`CallOptions`](crate::CallOptions) it has no effect. Values of `percent`
    /// above 1000 count as 1000.
    pub fn budget(mut self, percent: u16, per_second: u32) -> Self {
        self.budget = BudgetSize { percent, per_second };
        self
    }

    pub(crate) fn budget_size(&self) -> BudgetSize {
        self.budget
    }

    /// Whether requests with `method` can be sent twice.
    pub(crate) fn is_method(&self, method: &Method) -> bool {
        self.conditions.is_method(method)
    }

    /// Whether the same request may succeed after a response with `status`.
    pub(crate) fn is_transient(&self, status: StatusCode, headers: &HeaderMap) -> bool {
        self.conditions.is_transient(status, headers)
    }

    /// Whether a response with `status` means that the request was not processed.
    pub(crate) fn is_for_any_method(&self, status: StatusCode) -> bool {
        self.conditions.is_for_any_method(status.as_u16())
    }

    /// The pause before the next retry, after `retries_sent` retries; `None` if there is no next retry.
    pub(crate) fn pause(&self, retries_sent: u32, stated_wait: Option<Duration>) -> Option<Duration> {
        let now = SystemTime::now();
        let RetryDecision::Retry { execute_after } = self.backoff.should_retry(now, retries_sent) else {
            return None;
        };
        match stated_wait {
            Some(stated) => (stated <= self.max_retry_after).then_some(stated),
            None => Some(execute_after.duration_since(now).unwrap_or_default()),
        }
    }
}

/// More retries would overflow the doubling pauses.
const MAX_RETRIES: u32 = 20;
const MAX_PAUSE: Duration = Duration::from_secs(3600);

fn backoff(retries: u32, first: Duration, longest: Duration) -> ExponentialBackoff {
    ExponentialBackoff::builder()
        .retry_bounds(first, longest.max(first))
        .jitter(Jitter::Full)
        .build_with_max_retries(retries)
}

/// Whether the same request may succeed later, by the default of [`Retries`].
pub(crate) fn is_transient(status: StatusCode, headers: &HeaderMap) -> bool {
    Conditions::default().is_transient(status, headers)
}
