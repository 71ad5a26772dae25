//! When and how often a failed request is sent again.

mod after;
mod budget;

use std::ops::Range;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use retry_policies::policies::ExponentialBackoff;
use retry_policies::{Jitter, RetryDecision, RetryPolicy};

pub(crate) use after::retry_after;
pub(crate) use budget::Budget;

/// When a failed call is sent again.
///
/// A request is retried only if that is safe: its method is idempotent (GET, HEAD, OPTIONS, TRACE, PUT, DELETE) or it
/// has an idempotency key, and its body can be sent twice. And only if the failure is transient: no connection, a
/// connection that broke off, or one of the statuses 408, 425, 429, 500, 502, 503 and 504.
///
/// The pause before retry `n` is a random part of `first * 2^(n - 1)`, limited to `longest` ("full jitter": clients
/// that failed together do not retry together). If the response has a `Retry-After`, in seconds or as a date, that is
/// the pause. If it is longer than [`max_retry_after`](Self::max_retry_after) or than the remaining time of the call,
/// the call fails at once; [`Error::retry_after`](crate::Error::retry_after) returns the pause.
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

    /// Sets the longest `Retry-After` that is waited for.
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

    /// The pause before the next retry, after `retries_sent` retries; `None` if there is no next retry.
    pub(crate) fn pause(&self, retries_sent: u32, retry_after: Option<Duration>) -> Option<Duration> {
        let now = SystemTime::now();
        let RetryDecision::Retry { execute_after } = self.backoff.should_retry(now, retries_sent) else {
            return None;
        };
        match retry_after {
            Some(asked) => (asked <= self.max_retry_after).then_some(asked),
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

/// Whether the same request may succeed later.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502 | 503 | 504)
}
