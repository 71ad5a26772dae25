//! The checks, in groups.

mod bodies;
mod credentials;
mod errors;
mod headers;
mod middleware;
mod oauth;
mod options;
mod pages;
mod parameters;
mod redirects;
mod responses;
mod retries;
mod streams;
mod timeouts;
mod waits;

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
        ("Streams", streams::checks()),
        ("Errors", errors::checks()),
        ("Pages", pages::checks()),
        ("Calls and clients", options::checks()),
        ("Middleware", middleware::checks()),
    ]
}
