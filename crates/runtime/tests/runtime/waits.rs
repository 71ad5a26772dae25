//! How long a response asks to wait, and that it is waited for.

use std::time::Duration;

use moored_runtime::{Core, NoErrorBody, Retries};

use crate::scripted::{Scripted, response, success};
use crate::support::{GET_USER, builder_for, call};

/// What an error with `status` and `headers` reports.
async fn stated_wait(status: u16, headers: &str) -> Option<Duration> {
    let server = Scripted::new([response(&format!("{status} X"), headers, "{}")]);
    let response = call(&builder_for(&server.address).build().unwrap(), &GET_USER).await.unwrap();
    response.undocumented_status::<NoErrorBody>().retry_after()
}

const fn seconds(seconds: u64) -> Option<Duration> {
    Some(Duration::from_secs(seconds))
}

#[tokio::test]
async fn a_wait_is_read_in_all_its_forms_and_never_rounded_down() {
    // An hour behind: what counts is the difference of the two dates.
    let date = "Date: Sun, 06 Nov 2022 07:00:00 GMT\r\n";
    for (headers, expected) in [
        ("Retry-After: 3\r\n", seconds(3)),
        ("Retry-After: 1.7\r\n", seconds(2)),
        ("Retry-After: 2.0\r\n", seconds(2)),
        ("Retry-After: 0.01\r\n", seconds(1)),
        ("Retry-After: 3\r\nRetry-After: 5\r\n", seconds(5)),
        ("retry-after-ms: 2500\r\n", Some(Duration::from_millis(2500))),
        ("retry-after-ms: 2500.2\r\n", Some(Duration::from_millis(2501))),
        ("x-ms-retry-after-ms: 40\r\n", Some(Duration::from_millis(40))),
        ("Retry-After: 2\r\nretry-after-ms: 1234\r\n", seconds(2)),
        ("Retry-After: 1\r\nretry-after-ms: 1234\r\n", Some(Duration::from_millis(1234))),
        (&format!("{date}Retry-After: Sun, 06 Nov 2022 07:00:09 GMT\r\n"), seconds(9)),
        (&format!("{date}Retry-After: Sunday, 06-Nov-22 07:00:09 GMT\r\n"), seconds(9)),
        (&format!("{date}Retry-After: Sun, 06 Nov 2022 07:00:09 +0000\r\n"), seconds(9)),
        (&format!("{date}Retry-After: 2022-11-06T08:00:09+01:00\r\n"), seconds(9)),
        (&format!("{date}Retry-After: Sun, 06 Nov 2022 06:59:00 GMT\r\n"), seconds(0)),
        ("Retry-After: 99999999999999999999\r\n", seconds(u64::MAX)),
        ("Retry-After: -3\r\n", None),
        ("Retry-After: 1e3\r\n", None),
        ("Retry-After: soon\r\n", None),
        ("Retry-After: .5\r\n", None),
        ("retry-after-ms: inf\r\n", None),
    ] {
        assert_eq!(stated_wait(503, headers).await, expected, "{headers}");
    }
}

#[tokio::test]
async fn an_exhausted_rate_limit_states_when_it_begins_anew() {
    let date = "Date: Sun, 06 Nov 2022 07:00:00 GMT\r\n";
    for (status, headers, expected) in [
        (429, "x-ratelimit-reset: 12\r\n", seconds(12)),
        (429, "RateLimit-Remaining: 0\r\nRateLimit-Reset: 12\r\n", seconds(12)),
        (429, "x-rate-limit-reset: 1667718030\r\n", seconds(30)),
        (429, "x-ratelimit-reset: 1667718030500\r\n", Some(Duration::from_millis(30_500))),
        (403, "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 1667718030\r\n", seconds(30)),
        (429, "Retry-After: 5\r\nx-ratelimit-reset: 12\r\n", seconds(5)),
        // Another limit, no limit, or a limit that is over.
        (429, "x-ratelimit-remaining: 7\r\nx-ratelimit-reset: 12\r\n", None),
        (403, "x-ratelimit-reset: 12\r\n", None),
        (500, "x-ratelimit-remaining: 0\r\nx-ratelimit-reset: 12\r\n", None),
        (429, "x-ratelimit-reset: 1667717000\r\n", None),
        (429, "x-ratelimit-reset: 0\r\n", None),
    ] {
        assert_eq!(stated_wait(status, &format!("{date}{headers}")).await, expected, "{status} {headers}");
    }
}

#[tokio::test]
async fn the_next_request_is_not_sent_before() {
    let skewed = "Date: Sun, 06 Nov 2022 07:00:00 GMT\r\nRetry-After: Sun, 06 Nov 2022 07:00:01 GMT\r\n";
    let cases = [
        (429, "Retry-After: 0.2\r\n", 1000),
        (503, "retry-after-ms: 700\r\n", 700),
        (429, "x-ratelimit-reset: 1\r\n", 1000),
        (503, skewed, 1000),
        // These statuses are retried only if the response states a wait.
        (403, "Retry-After: 1\r\n", 1000),
        (409, "retry-after-ms: 600\r\n", 600),
        (529, "Retry-After: 1\r\n", 1000),
    ];
    let calls = cases.map(|(status, headers, least)| async move {
        let server = Scripted::new([response(&format!("{status} X"), headers, "{}"), success()]);
        let retries = Retries::default().pauses(Duration::from_millis(1)..Duration::from_millis(2));
        let core = Core::builder(None).base_address(&server.address).retries(retries).build().unwrap();
        assert_eq!(call(&core, &GET_USER).await.unwrap().status(), 200, "{headers}");
        let [first, second] = server.seen().try_into().unwrap();
        assert!(second.at - first.at >= Duration::from_millis(least), "{headers}: {:?}", second.at - first.at);
    });
    futures_util::future::join_all(calls).await;
}
