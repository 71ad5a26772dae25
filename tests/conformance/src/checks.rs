//! The checks, in groups.

mod bodies;
mod compression;
mod credentials;
mod drift;
mod errors;
mod fake;
mod headers;
mod hooks;
mod middleware;
mod oauth;
mod options;
mod pages;
mod parameters;
mod proxies;
mod recordings;
mod redirects;
mod responses;
mod retries;
mod streams;
mod timeouts;
mod tls;
mod traces;
mod waits;
mod webhooks;

use crate::check::Check;

/// All checks by the name of their group.
pub fn all() -> Vec<(&'static str, Vec<Check>)> {
    vec![
        ("Parameters", parameters::checks()),
        ("Bodies", bodies::checks()),
        ("Headers", headers::checks()),
        ("Credentials", credentials::checks()),
        ("OAuth 2", oauth::checks()),
        ("Retries", retries::checks()),
        ("Waits", waits::checks()),
        ("Timeouts", timeouts::checks()),
        ("Redirects", redirects::checks()),
        ("Responses", responses::checks()),
        ("Compression", compression::checks()),
        ("TLS", tls::checks()),
        ("Proxies", proxies::checks()),
        ("Streams", streams::checks()),
        ("Errors", errors::checks()),
        ("Pages", pages::checks()),
        ("Calls and clients", options::checks()),
        ("Middleware", middleware::checks()),
        ("Hooks", hooks::checks()),
        ("Traces", traces::checks()),
        ("Live drift", drift::checks()),
        ("Fake provider", fake::checks()),
        ("Recordings", recordings::checks()),
        ("Webhooks", webhooks::checks()),
    ]
}
