//! What is sent again when it failed, when, and how often.

mod after;
mod budget;

use std::ops::Range;
use std::time::{Duration, SystemTime};

use reqwest::StatusCode;
use retry_policies::policies::ExponentialBackoff;
use retry_policies::{Jitter, RetryDecision, RetryPolicy};

pub(crate) use after::retry_after;
pub(crate) use budget::Budget;

/// When a call that failed is sent again.
///
/// Only what is safe is repeated: requests of an idempotent method (GET, HEAD, OPTIONS, TRACE, PUT, DELETE) or with an
/// idempotency key, whose body can be sent twice. And only what may go better next time: no connection, a connection that
/// broke off, and the statuses 408, 425, 429, 500, 502, 503 and 504.
///
/// The pause before the retry number `n` is a random part of `first * 2^(n - 1)`, which is never more than `longest` ("full
/// jitter": clients that failed together do not come back together). A `Retry-After` of the provider, in seconds or as a
/// date, takes its place; if that asks for more than [`max_retry_after`](Self::max_retry_after), or for more than the time-out
/// of the call leaves, the call fails at once, and [`Error::retry_after`](crate::Error::retry_after) tells.
///
/// Over all calls of a client, retries are at most a share of what it sends, so that a provider in trouble does not get
/// several times the load: see [`budget`](Self::budget).
///
/// ```
/// use std::time::Duration;
/// use moored_runtime::Retries;
///
/// let stubborn = Retries::default().max_retries(6).pauses(Duration::from_millis(200)..Duration::from_secs(30));
/// let never = Retries::off();
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Retries {
    backoff: ExponentialBackoff,
    max_retry_after: Duration,
    budget: BudgetSize,
}

/// How many retries a client may send.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BudgetSize {
    /// Retries for each hundred calls.
    percent: u16,
    /// Retries a second that are free.
    per_second: u32,
}

impl Default for Retries {
    /// Up to three retries, after pauses of up to half a second, one and two seconds; `Retry-After` of up to a minute; a budget
    /// of twenty retries for a hundred calls and ten a second.
    fn default() -> Self {
        Self {
            backoff: backoff(3, Duration::from_millis(500), Duration::from_secs(20)),
            max_retry_after: Duration::from_secs(60),
            budget: BudgetSize { percent: 20, per_second: 10 },
        }
    }
}

impl Retries {
    /// Nothing is sent again.
    pub fn off() -> Self {
        Self::default().max_retries(0)
    }

    /// Sends a request at most `retries` times more than once. More than 20 is taken as 20.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.backoff.max_n_retries = Some(retries.min(MAX_RETRIES));
        self
    }

    /// The upper limits of the pauses: of the first, and of any.
    ///
    /// Limits beyond an hour are taken as an hour.
    pub fn pauses(mut self, limits: Range<Duration>) -> Self {
        let retries = self.backoff.max_n_retries.unwrap_or_default();
        self.backoff = backoff(retries, limits.start.min(MAX_PAUSE), limits.end.min(MAX_PAUSE));
        self
    }

    /// The longest `Retry-After` that is waited for.
    pub fn max_retry_after(mut self, longest: Duration) -> Self {
        self.max_retry_after = longest;
        self
    }

    /// Lets a client send `percent` retries for a hundred calls, seen over ten seconds, and `per_second` beyond that.
    ///
    /// It is a setting of the client: for a single call it makes no difference. Percents beyond 1000 are taken as 1000.
    pub fn budget(mut self, percent: u16, per_second: u32) -> Self {
        self.budget = BudgetSize { percent, per_second };
        self
    }

    pub(crate) fn budget_size(&self) -> BudgetSize {
        self.budget
    }

    /// The pause before the next retry, after `retries_sent` of them; `None` if there is none.
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

/// More would outgrow what the doubling pauses are counted in.
const MAX_RETRIES: u32 = 20;
const MAX_PAUSE: Duration = Duration::from_secs(3600);

fn backoff(retries: u32, first: Duration, longest: Duration) -> ExponentialBackoff {
    ExponentialBackoff::builder()
        .retry_bounds(first, longest.max(first))
        .jitter(Jitter::Full)
        .build_with_max_retries(retries)
}

/// Whether the same request may meet with a better answer later.
pub(crate) fn is_transient(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502 | 503 | 504)
}
