//! How long a client waits before it sends a request again, where the response states it.

use std::time::{Duration, SystemTime};

use crate::action::{Options, Setup};
use crate::check::Check;
use crate::lab::{Lab, failed, get_user, problem, returned_user, user};
use crate::provider::Reaction;
use crate::verdict::{Deviation, Verdict, ensure, ensure_eq};

/// Sends the request again, and not before `wait` is over.
async fn waits(lab: Lab, first: Reaction, wait: Duration) -> Verdict {
    lab.responds([first, user()]);
    returned_user(lab.call(get_user()).await)?;
    let seen = lab.seen();
    let (Some(first), Some(second)) = (seen.first(), seen.get(1)) else {
        return Err(Deviation::Other("1 request".to_owned()));
    };
    // A timer may be a little early.
    let is_early = second.at.duration_since(first.at) + Duration::from_millis(5) < wait;
    ensure!(!is_early, "the second request is too early");
    Ok(())
}

pub(super) fn checks() -> Vec<Check> {
    vec![
        Check::new(
            "retry-after-seconds",
            "`Retry-After: 1`: not before a second is over.",
            "RFC 9110, 10.2.3",
            |lab| waits(lab, problem(429).header("retry-after", "1"), Duration::from_secs(1)),
        ),
        Check::new(
            "retry-after-date",
            "A date counts from the `Date` of the same response, as the clocks may differ.",
            "RFC 9110, 10.2.3 and 6.6.1",
            |lab| {
                // Both are an hour ago by our clock.
                let server_now = SystemTime::now() - Duration::from_secs(3600);
                let date = |time| httpdate::fmt_http_date(time);
                let response = problem(503).header("date", date(server_now));
                let response = response.header("retry-after", date(server_now + Duration::from_secs(1)));
                waits(lab, response, Duration::from_secs(1))
            },
        ),
        Check::new(
            "retry-after-fraction",
            "`Retry-After: 0.3`, which some send, is at least that long.",
            "ours",
            |lab| waits(lab, problem(429).header("retry-after", "0.3"), Duration::from_millis(300)),
        ),
        Check::new("retry-after-milliseconds", "`retry-after-ms: 400` is 400 milliseconds.", "ours", |lab| {
            waits(lab, problem(429).header("retry-after-ms", "400"), Duration::from_millis(400))
        }),
        Check::new("rate-limit-reset", "With 429, `x-ratelimit-reset: 1` is a second.", "ours", |lab| {
            waits(lab, problem(429).header("x-ratelimit-reset", "1"), Duration::from_secs(1))
        }),
        Check::new(
            "retry-after-adds-statuses",
            "A 423 or 529 is transient if the response states a wait.",
            "RFC 9110, 10.2.3; ours",
            |lab| async move {
                for status in [423, 529] {
                    lab.responds([problem(status).header("retry-after", "0"), user()]);
                    returned_user(lab.call(get_user()).await)?;
                }
                Ok(())
            },
        ),
        Check::new(
            "retry-after-too-long",
            "A wait of more than a minute is not begun: the error is returned at once, with the wait.",
            "ours",
            |lab| async move {
                lab.responds([problem(429).header("retry-after", "3600"), user()]);
                let failure = failed(lab.call(get_user()).await)?;
                let requests = lab.seen().len();
                ensure!(requests == 1, "{requests} requests");
                ensure!(failure.retry_after == Some(Duration::from_secs(3600)), "the error does not have the wait");
                Ok(())
            },
        ),
        Check::new(
            "retry-after-beyond-timeout",
            "A wait that ends behind the time-out of the call is not begun.",
            "ours",
            |lab| async move {
                lab.responds([problem(503).header("retry-after", "5"), user()]);
                let options = Options { timeout: Some(Duration::from_secs(2)), ..Options::default() };
                let failure = failed(lab.client(Setup::default())?.call(get_user(), options).await)?;
                ensure_eq!(failure.status.unwrap_or_default(), 503);
                ensure!(failure.retry_after == Some(Duration::from_secs(5)), "the error does not have the wait");
                Ok(())
            },
        ),
        Check::new(
            "retry-after-nonsense",
            "A `Retry-After` that is neither is ignored.",
            "RFC 9110, 10.2.3",
            |lab| async move {
                for wait in ["soon", "-1", "99999999999999999999999"] {
                    lab.responds([problem(503).header("retry-after", wait), user()]);
                    // Too long is an error, but no panic and no endless wait.
                    let outcome = lab.call(get_user()).await;
                    ensure!(wait.starts_with('9') || outcome.is_ok(), "`{wait}` is an error");
                }
                let requests = lab.seen().len();
                ensure!(requests >= 5, "{requests} requests");
                Ok(())
            },
        ),
    ]
}
