//! The transport of a client that has no other: reqwest.

use std::error::Error;
use std::io;
use std::sync::OnceLock;

use url::Url;

use super::config::{HttpConfig, ProxyUse};
use super::upload::Paced;
use crate::base_address::is_loopback;
use crate::transport::{ReqwestTimeout, ReqwestVersion};
use crate::{HttpRequest, HttpResponse, SendError, SendErrorKind, SendFuture, Transport};

/// The HTTP clients of reqwest, with the settings of a [`ClientBuilder`](crate::ClientBuilder).
pub(crate) struct ReqwestTransport {
    config: HttpConfig,
    /// The client that the base address needs. Built first, so that an error is one of building the client.
    main: reqwest::Client,
    main_proxy_use: ProxyUse,
    /// The other one. Few clients need it, and a client costs as much as its TLS configuration.
    other: OnceLock<reqwest::Client>,
}

impl ReqwestTransport {
    pub(crate) fn new(config: HttpConfig, base_address: &Url) -> Result<Self, reqwest::Error> {
        let main_proxy_use = proxy_use(base_address);
        let main = config.build(main_proxy_use)?;
        Ok(Self { config, main, main_proxy_use, other: OnceLock::new() })
    }

    /// The client for requests to the base address.
    pub(crate) fn main(&self) -> &reqwest::Client {
        &self.main
    }

    fn client_for(&self, url: &Url) -> Result<&reqwest::Client, reqwest::Error> {
        let proxy_use = proxy_use(url);
        if proxy_use == self.main_proxy_use {
            return Ok(&self.main);
        }
        if let Some(other) = self.other.get() {
            return Ok(other);
        }
        let built = self.config.build(proxy_use)?;
        Ok(self.other.get_or_init(|| built))
    }

    /// The error of sending a request, without the address, which may contain a key.
    fn error(&self, error: reqwest::Error) -> SendError {
        let error = error.without_url();
        let kind = match () {
            () if error.is_connect() => SendErrorKind::Connect,
            () if error.is_timeout() => SendErrorKind::Timeout,
            () if is_unprocessed_stream(&error) => SendErrorKind::NotProcessed,
            () => SendErrorKind::Other,
        };
        let (is_timeout, has_tls_error) = (error.is_timeout(), has_tls_error(&error));
        match SendError::new(kind, error) {
            error if kind == SendErrorKind::Connect && is_timeout => error.connect_timeout(self.config.connect_timeout),
            error if has_tls_error => error.permanent(),
            error => error,
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        let sending = self.client_for(request.url()).map(|client| client.execute(to_reqwest(request)));
        Box::pin(async move {
            match sending {
                Ok(sending) => sending.await.map(HttpResponse::of_reqwest),
                Err(error) => Err(error),
            }
            .map_err(|error| self.error(error))
        })
    }
}

fn to_reqwest(request: HttpRequest) -> reqwest::Request {
    let extensions = request.extensions();
    let timeout = extensions.get().map(|ReqwestTimeout(timeout)| *timeout);
    let version = extensions.get().map(|ReqwestVersion(version)| *version);
    let (method, url, headers, body) = request.into_parts();
    let mut request = reqwest::Request::new(method, url);
    *request.headers_mut() = headers;
    // Setting none would make a table of extensions.
    if timeout.is_some() {
        *request.timeout_mut() = timeout;
    }
    if let Some(version) = version {
        *request.version_mut() = version;
    }
    // Without a read timeout too: the pauses let an early response be seen.
    *request.body_mut() = Some(reqwest::Body::wrap(Paced::new(body)));
    request
}

/// Plain HTTP is allowed to this machine because nobody can read it on the way. A proxy is on the way.
fn proxy_use(url: &Url) -> ProxyUse {
    if url.scheme() == "http" && is_loopback(url) { ProxyUse::Never } else { ProxyUse::AsConfigured }
}

/// Whether the server reported that it has not processed the request: it closed an HTTP/2 connection before, or
/// rejected the stream (RFC 9113, section 8.7).
fn is_unprocessed_stream(error: &reqwest::Error) -> bool {
    let error = chain(error).find_map(|error| error.downcast_ref::<h2::Error>()).filter(|error| error.is_remote());
    error.is_some_and(|error| match error.reason() {
        Some(h2::Reason::NO_ERROR) => error.is_go_away(),
        Some(reason) if u32::from(reason) == STREAM_NOT_PROCESSED => error.is_reset(),
        _ => false,
    })
}

/// The error code for a stream that was not processed (RFC 9113, section 7).
const STREAM_NOT_PROCESSED: u32 = 7;

fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| next(*error))
}

/// The cause of `error`. The source of an `io::Error` would be that of the error in it, and skip it.
fn next<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

/// tokio-rustls reports what rustls rejects as invalid data. Connections that break off during the handshake have other
/// kinds.
#[cfg(not(feature = "native-tls"))]
fn has_tls_error(error: &reqwest::Error) -> bool {
    chain(error).any(is_invalid_data)
}

/// The same. native-tls has an error of its own, which contains an `io::Error` if the connection broke off.
#[cfg(feature = "native-tls")]
fn has_tls_error(error: &reqwest::Error) -> bool {
    let broke_off = || chain(error).any(|error| error.is::<io::Error>());
    chain(error).any(is_invalid_data) || (chain(error).any(|error| error.is::<native_tls::Error>()) && !broke_off())
}

fn is_invalid_data(error: &(dyn Error + 'static)) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::InvalidData)
}
