//! How long a response asks to wait: `Retry-After` (RFC 9110, section 10.2.3) and its relatives.

use std::time::{Duration, SystemTime};

use http::StatusCode;
use http::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::timestamp::Timestamp;

/// How long to wait after a response with `status` and `headers` that was received at `now`.
///
/// The longest wait in `Retry-After` and `retry-after-ms`, so that none is undercut; where there is none, the reset of
/// an exhausted rate limit. A date in the past means no wait, and anything unreadable counts as no header.
pub(crate) fn stated_wait(status: StatusCode, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    retry_after(headers, now).or_else(|| rate_limit_reset(status, headers, now))
}

/// The wait in `Retry-After` and in the headers that Azure and OpenAI send beside it.
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let seconds = texts(headers, RETRY_AFTER.as_str()).filter_map(|text| seconds_or_date(text, headers, now));
    let milliseconds = ["retry-after-ms", "x-ms-retry-after-ms"].into_iter();
    let milliseconds =
        milliseconds.flat_map(|name| texts(headers, name)).filter_map(|text| decimal(text, Unit::Milliseconds));
    seconds.chain(milliseconds).max()
}

fn texts<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok()).map(str::trim)
}

fn seconds_or_date(text: &str, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    decimal(text, Unit::Seconds).or_else(|| {
        // By the clock that the date is from: the two clocks may differ by hours.
        let now = texts(headers, DATE.as_str()).find_map(date).unwrap_or(now);
        Some(date(text)?.duration_since(now).unwrap_or_default())
    })
}

/// A date of HTTP, or one of the formats that servers send instead.
fn date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text)
        .ok()
        .or_else(|| Timestamp::parse(text).or_else(|| Timestamp::parse_mail(text))?.system_time())
}

#[derive(Clone, Copy)]
enum Unit {
    Seconds,
    Milliseconds,
}

/// A number without a sign. A fraction is rounded up, because a server that counts in whole seconds may round down.
fn decimal(text: &str, unit: Unit) -> Option<Duration> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !are_digits(whole) || !are_digits(fraction) {
        return None;
    }
    // A number that does not fit is longer than any limit.
    let whole: u64 = whole.parse().unwrap_or(u64::MAX);
    let rounded_up = whole.saturating_add(u64::from(fraction.bytes().any(|digit| digit != b'0')));
    Some(match unit {
        Unit::Seconds => Duration::from_secs(rounded_up),
        Unit::Milliseconds => Duration::from_millis(rounded_up),
    })
}

/// The time until a rate limit begins anew, if `status` and headers report that it is exhausted.
///
/// The header has no standard: it is a date in seconds or milliseconds since 1970, or a number of seconds.
fn rate_limit_reset(status: StatusCode, headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let number = |names: &[&str]| {
        names.iter().flat_map(|name| texts(headers, name)).find_map(|text| decimal(text, Unit::Seconds))
    };
    let remaining = number(&["x-ratelimit-remaining", "x-rate-limit-remaining", "ratelimit-remaining"]);
    let is_exhausted = match status {
        StatusCode::TOO_MANY_REQUESTS => remaining.is_none_or(|remaining| remaining.is_zero()),
        // GitHub. Usually the status means something else.
        StatusCode::FORBIDDEN => remaining.is_some_and(|remaining| remaining.is_zero()),
        _ => false,
    };
    let reset = number(&["x-ratelimit-reset", "x-rate-limit-reset", "ratelimit-reset"]).filter(|_| is_exhausted)?;
    let since_1970 = match reset.as_secs() {
        0..1_000_000_000 => return Some(reset).filter(|wait| !wait.is_zero()),
        1_000_000_000..1_000_000_000_000 => reset,
        milliseconds => Duration::from_millis(milliseconds),
    };
    let now = texts(headers, DATE.as_str()).find_map(date).unwrap_or(now);
    // A date in the past is no reason to send the request again at once.
    SystemTime::UNIX_EPOCH.checked_add(since_1970)?.duration_since(now).ok().filter(|wait| !wait.is_zero())
}
