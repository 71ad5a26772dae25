//! One request for a text, with limits: to an allowed server, and to no other one.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use moored_document::provenance::{Fetched, Limits};
use reqwest::{Client, StatusCode, Url, header, redirect};

use super::{
    address::{self, host, shown},
    problem::Problem,
};

/// What to request.
pub(super) struct Request<'a> {
    pub(super) url: Url,
    pub(super) redirect_hosts: &'a [String],
    pub(super) limits: Limits,
    /// What the server sent with the text that is stored: a text that is still the same need not be sent again.
    pub(super) fetched: Option<&'a Fetched>,
}

/// What the server sent.
pub(super) enum Response {
    /// The text is still the one that is stored.
    NotModified,
    Body(Box<Body>),
}

/// A body, and what its headers state.
pub(super) struct Body {
    /// The address after all redirects.
    pub(super) url: Url,
    pub(super) content_type: Option<String>,
    pub(super) content_encoding: Option<String>,
    pub(super) bytes: Vec<u8>,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// The default time for all of a request.
const SECONDS: u32 = 60;
/// A server that accepts no connection within this time is down.
const CONNECT: Duration = Duration::from_secs(10);
/// The default size in bytes. The largest published documents known have half of it.
const BYTES: u32 = 64 << 20;
const REDIRECTS: usize = 5;

/// The largest size of a response.
pub(super) fn largest(limits: Limits) -> usize {
    limits.bytes.unwrap_or(BYTES).try_into().unwrap_or(usize::MAX)
}

/// Sends the request, and reads the whole response.
pub(super) fn get(request: &Request<'_>) -> Result<Response, Problem> {
    let no_client = |error: String| Problem::new(format!("no request can be sent: {error}"), "see the cause");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| no_client(error.to_string()))?;
    let mut client = Client::builder()
        .user_agent(concat!("cargo-moored/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .connect_timeout(CONNECT)
        // Another crate of the program may have enabled them in reqwest, and the limit is for the decompressed size.
        .no_gzip()
        .no_brotli()
        .no_deflate()
        .no_zstd();
    if address::is_loopback(&request.url) {
        client = client.no_proxy();
    }
    let client = client.build().map_err(|error| no_client(root_cause(&error)))?;
    let seconds = request.limits.seconds.unwrap_or(SECONDS);
    let limit = Duration::from_secs(seconds.into());
    let response = runtime.block_on(async {
        tokio::time::timeout(limit, follow(request, &client)).await.unwrap_or_else(|_| {
            let message = format!("`{}` has not sent the whole response within {seconds} s", host(&request.url));
            Err(Problem::new(message, "run the command again later, or allow more time: `limits = { seconds = … }`"))
        })
    });
    // The resolver of the system may still be waiting.
    runtime.shutdown_background();
    response
}

/// Sends the request, and those to the addresses to which the server redirects.
async fn follow(request: &Request<'_>, client: &Client) -> Result<Response, Problem> {
    let mut url = request.url.clone();
    for _ in 0..=REDIRECTS {
        let mut sent = client.get(url.clone()).header(header::ACCEPT, "*/*").header(header::ACCEPT_ENCODING, "gzip");
        if let Some(fetched) = request.fetched {
            let validators =
                [(header::IF_NONE_MATCH, &fetched.etag), (header::IF_MODIFIED_SINCE, &fetched.last_modified)];
            for (name, value) in validators {
                if let Some(value) = value {
                    sent = sent.header(name, value);
                }
            }
        }
        let response = sent.send().await.map_err(|error| not_sent(&url, &error))?;
        let text = |name: header::HeaderName| response.headers().get(name)?.to_str().ok().map(str::to_owned);
        let status = response.status();
        if let Some(location) = text(header::LOCATION).filter(|_| status.is_redirection()) {
            url = redirected(&url, &location, request)?;
            continue;
        }
        return match status {
            StatusCode::NOT_MODIFIED if request.fetched.is_some() => Ok(Response::NotModified),
            StatusCode::OK => body(response, request.limits).await.map(|body| Response::Body(Box::new(body))),
            status => Err(status_problem(&url, status, text(header::RETRY_AFTER).as_deref())),
        };
    }
    let message = format!("`{}` redirects more than {REDIRECTS} times", host(&request.url));
    Err(Problem::new(message, "open the address in a browser, and set `address` to the one where it ends"))
}

/// The address to which the server redirects, if that is allowed.
fn redirected(from: &Url, location: &str, request: &Request<'_>) -> Result<Url, Problem> {
    let to = from.join(location).map_err(|error| {
        let message = format!("`{}` redirects to `{location}`, which is not an address: {error}", host(from));
        Problem::new(message, "open the address in a browser, and set `address` to the one where it ends")
    })?;
    let is_permitted =
        || request.redirect_hosts.iter().any(|name| *name == host(&to) || Some(name.as_str()) == to.host_str());
    if !address::is_allowed(&to) {
        let message = format!("`{}` redirects to `{}`, which is not HTTPS", host(from), shown(&to));
        return Err(Problem::new(message, "set `address` to one that stays with HTTPS"));
    }
    if address::is_same_host(&request.url, &to) || is_permitted() {
        return Ok(to);
    }
    let message = format!("`{}` redirects to `{}`, which is on another host", host(from), shown(&to));
    Err(Problem::new(
        message,
        match address::is_login(&to) {
            true => "that is a login page: the document is no longer public at this address; find a public one, or \
                     download the document and store it by hand"
                .to_owned(),
            false => format!(
                "if the provider has moved the document, set `address` to the new one; if it always redirects there, \
                 allow it: `redirect_hosts = [\"{}\"]`",
                host(&to)
            ),
        },
    ))
}

async fn body(mut response: reqwest::Response, limits: Limits) -> Result<Body, Problem> {
    let text = |name: header::HeaderName| response.headers().get(name)?.to_str().ok().map(str::to_owned);
    let mut body = Body {
        url: response.url().clone(),
        content_type: text(header::CONTENT_TYPE),
        content_encoding: text(header::CONTENT_ENCODING),
        bytes: Vec::new(),
        etag: text(header::ETAG),
        last_modified: text(header::LAST_MODIFIED),
    };
    let largest = largest(limits);
    if response.content_length().is_some_and(|length| length > largest.try_into().unwrap_or(u64::MAX)) {
        return Err(too_large(&body.url, largest));
    }
    loop {
        let chunk = response.chunk().await.map_err(|error| {
            let message =
                format!("the response of `{}` ends before all of it was sent: {}", host(&body.url), root_cause(&error));
            Problem::new(message, "run the command again")
        })?;
        let Some(chunk) = chunk else { return Ok(body) };
        if body.bytes.len().saturating_add(chunk.len()) > largest {
            return Err(too_large(&body.url, largest));
        }
        body.bytes.extend_from_slice(&chunk);
    }
}

/// The response has more than `largest` bytes.
pub(super) fn too_large(url: &Url, largest: usize) -> Problem {
    let message = format!("the response of `{}` has more than {largest} bytes", host(url));
    Problem::new(message, "check the address; to allow a larger document, set `limits = { bytes = … }`")
}

fn status_problem(url: &Url, status: StatusCode, retry_after: Option<&str>) -> Problem {
    let message = format!("`{}` has responded {status}", host(url));
    let message = match retry_after {
        Some(seconds) if seconds.parse::<u64>().is_ok() => format!("{message}, and asks to wait for {seconds} s"),
        Some(date) => format!("{message}, and asks to wait until {date}"),
        None => message,
    };
    let help = match status {
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
            "the document is not public, and moored sends no credentials: find a public address, or download the \
             document and store it by hand"
        }
        StatusCode::NOT_FOUND | StatusCode::GONE => {
            "the provider may have moved the document: set `address` to the new one"
        }
        StatusCode::TOO_MANY_REQUESTS => "run the command again later",
        status if status.is_server_error() => "the server of the provider has a problem: run the command again later",
        _ => "a document is sent with 200: open the address in a browser",
    };
    Problem::new(message, help)
}

fn not_sent(url: &Url, error: &reqwest::Error) -> Problem {
    let (host, cause) = (host(url), root_cause(error));
    let kind = causes(error).find_map(|cause| cause.downcast_ref::<io::Error>().map(io::Error::kind));
    let is_unresolved = causes(error).any(|cause| cause.to_string().starts_with("dns error"));
    let later = "check the address, or run the command again later";
    match kind {
        _ if is_unresolved => Problem::new(format!("the host `{host}` cannot be found: {cause}"), later),
        _ if error.is_connect() && error.is_timeout() => {
            let seconds = CONNECT.as_secs();
            Problem::new(format!("`{host}` has not accepted a connection within {seconds} s"), later)
        }
        Some(io::ErrorKind::ConnectionRefused) => Problem::new(format!("`{host}` accepts no connections"), later),
        _ if error.is_connect() && url.scheme() == "https" => {
            Problem::new(format!("there is no secure connection to `{host}`: {cause}"), later)
        }
        _ if error.is_connect() => Problem::new(format!("there is no connection to `{host}`: {cause}"), later),
        _ => Problem::new(format!("`{host}` has not sent a response: {cause}"), later),
    }
}

fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn std::error::Error + 'static)> {
    std::iter::successors(error.source(), |cause| (*cause).source())
}

/// The innermost cause: the others repeat it, or the address, which may have a secret.
fn root_cause(error: &reqwest::Error) -> String {
    causes(error).last().map_or_else(|| "no cause is known".to_owned(), ToString::to_string)
}
