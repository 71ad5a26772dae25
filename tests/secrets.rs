//! No secret is written to a log or sent to another server, on any error path of any provider.
//!
//! The clients are called with known secrets, also with those that a caller adds, and these are searched for in
//! `Display` and `Debug` of the errors and all their sources, in traces at the level TRACE (including those of reqwest
//! and hyper), in the reports of live drift, and in the requests to another server. Middleware logs each request and
//! response with `Debug`. So are what a recorder writes, what a replay and a fake provider report, and their `Debug`.
#![cfg(all(feature = "providers", feature = "tracing", feature = "drift", feature = "testing"))]
#![expect(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "an unexpected result fails the test")]
#![expect(clippy::indexing_slicing, reason = "an unexpected result fails the test")]

#[path = "secrets/additions.rs"]
mod additions;
#[path = "wire/calls.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod calls;
#[path = "secrets/log.rs"]
mod log;
#[path = "secrets/recordings.rs"]
mod recordings;
#[path = "secrets/reports.rs"]
mod reports;
#[path = "wire/server.rs"]
#[expect(dead_code, reason = "only tests/wire.rs uses all of it")]
mod server;
#[path = "secrets/tokens.rs"]
mod tokens;
#[path = "secrets/transports.rs"]
mod transports;

mod providers {
    use crate::tokens::Way;

    include!(concat!(env!("OUT_DIR"), "/secrets.rs"));

    /// The ways in which the providers' clients fail to obtain a token.
    pub(crate) static WAYS: &[&[Way]] = &include!(concat!(env!("OUT_DIR"), "/secrets.all.rs"));
}

use std::time::Duration;

use wiremock::ResponseTemplate;

use calls::{KEY, PASSWORD, TOKEN, Target, Wrap, calls};
use log::{Log, found};
use reports::Reports;
use server::{Then, closed_port, json, responding, sending};

/// The secrets: in plain text, encoded for HTTP Basic, and tokens that providers send or receive.
const SECRETS: [&str; 9] = [
    PASSWORD,
    TOKEN,
    KEY,
    "cHVibGljLWtleTpodW50ZXIy",
    "aWQ6Y2xpZW50LXNlY3JldC0wMTIzNDU2Nzg5",
    tokens::CLIENT_SECRET,
    tokens::REFRESH_TOKEN,
    tokens::FETCHED,
    "sesame",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_reaches_a_log_or_another_server() {
    let log = Log::install();
    let elsewhere = log::Elsewhere::start();
    let reports = Reports::start();

    let mut shown = Vec::new();
    let mut paths = 0;
    for response in responses(elsewhere.address()) {
        let server = responding(response).await;
        paths += every_call(server.uri(), Duration::from_secs(20), transports::logging, &reports, &mut shown).await;
    }
    for _ in 0..6 {
        let address = "https://pets.example".to_owned();
        paths += every_call(address, Duration::from_secs(20), transports::own, &reports, &mut shown).await;
    }
    for address in [
        closed_port(),
        sending(b"", Then::Close),
        sending(b"220 smtp ready\r\n", Then::Close),
        sending(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{", Then::Close),
        sending(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n{", Then::Close),
        sending(b"", Then::Hold),
    ] {
        paths += every_call(address, Duration::from_millis(150), transports::logging, &reports, &mut shown).await;
    }
    paths += additions::every_addition(responses(elsewhere.address()), &mut shown).await;
    paths += tokens::every_way_to_fail(providers::WAYS, elsewhere.address(), &mut shown).await;

    let files = recordings::every_recording(&mut shown).await;
    recordings::every_unexpected_request(&mut shown).await;

    let reports = reports.text().await;
    let traces = log.text();
    assert!(traces.contains("a response differs from the document"), "no difference was traced");
    assert!(traces.contains("moored_runtime") && traces.contains("hyper_util"), "nothing was traced");
    assert!(traces.contains("middleware: HttpRequest") && traces.contains("middleware: HttpResponse"), "no middleware");
    let recordings: String = files.iter().map(|file| recordings::readable(file)).collect();
    println!(
        "{paths} error paths, {} texts, {} bytes of traces, {} of recordings",
        shown.len(),
        traces.len(),
        recordings.len()
    );
    let requests_elsewhere = elsewhere.text();
    let secrets = [&SECRETS[..], &recordings::SECRETS].concat();
    for (output, text) in [
        ("errors", shown.join("\n")),
        ("traces", traces),
        ("reports", reports),
        ("another server", requests_elsewhere),
        ("recordings", recordings),
    ] {
        assert_eq!(found(&text, &secrets), Vec::<String>::new(), "in {output}");
    }

    // Checks that the search finds secrets in traces and in encoded form.
    for secret in &secrets {
        tracing::trace!("a leak: {secret}");
    }
    assert_eq!(found(&log.text(), &secrets).len(), secrets.len());
    let escaped: String = KEY.bytes().map(|byte| format!("%{byte:02X}")).collect();
    assert_eq!(found(&format!("https://pets.example/?api_key={escaped}"), &SECRETS), [KEY]);
}

/// Responses that a provider may send, with secrets from the request.
fn responses(elsewhere: &str) -> Vec<ResponseTemplate> {
    let echo = format!(
        r#"{{"message":"{TOKEN} {KEY} {PASSWORD}","name":"{TOKEN}","id":["{TOKEN}"],"user":"{KEY}","data":"{KEY}"}}"#
    );
    let mut responses: Vec<ResponseTemplate> = [400, 401, 403, 404, 409, 422, 429, 500, 503]
        .map(|status| ResponseTemplate::new(status).set_body_raw(echo.clone(), "application/json"))
        .into();
    responses.extend([301, 302, 303, 307, 308].map(|status| {
        ResponseTemplate::new(status).insert_header("location", format!("{elsewhere}/user?api_key=none").as_str())
    }));
    responses.extend([
        json(echo.clone()),
        json(format!("<html>{TOKEN}{KEY}")),
        json(""),
        json(format!(r#"{{"user":{{"{TOKEN}{TOKEN}{TOKEN}":1,"id":"{TOKEN}"}},"data":{{"id":{{"{KEY}":"{KEY}"}}}},"id":"{TOKEN}"}}"#)),
        ResponseTemplate::new(200).set_body_raw(echo.into_bytes(), &format!("text/{TOKEN} {KEY}")),
        ResponseTemplate::new(200).insert_header("x-token", TOKEN).set_body_bytes([0xff, 0xfe]),
    ]);
    responses
}

/// Calls every operation with each of its credentials, adds the printed errors to `shown`, and returns their number.
async fn every_call(
    address: String,
    timeout: Duration,
    wrap: Wrap,
    reports: &Reports,
    shown: &mut Vec<String>,
) -> usize {
    let before = shown.len();
    for call in calls() {
        for scheme in call.schemes {
            let mut target = Target::new(address.as_str(), &[scheme]);
            target.timeout = timeout;
            target.drift = Some(reports.drift());
            target.wrap = Some(wrap);
            // The result of a successful call is not searched: it is what the provider sent. The wire tests cover
            // secrets in it.
            if let Err(failed) = call.send(target).await {
                shown.push(failed.shown);
            }
        }
    }
    shown.len() - before
}
