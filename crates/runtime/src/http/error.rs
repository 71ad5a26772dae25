//! Why no response, or not all of it, was received.

use std::error::Error;
use std::fmt;
use std::io;
use std::time::Duration;

/// Why no complete response to a single request was received. Without the address, which may contain a key.
///
/// `Display` is the reason in short; the error of reqwest is the source.
#[derive(Debug)]
pub(crate) enum HttpError {
    /// The connection was not established in time.
    ConnectTimeout(Duration, reqwest::Error),
    /// Nothing arrived for this time.
    ReadTimeout(Duration),
    /// Sending the request, or receiving the headers, failed.
    Request(reqwest::Error),
    /// Receiving the body failed.
    Body(reqwest::Error),
}

impl HttpError {
    pub(super) fn new(error: reqwest::Error, connect_timeout: Duration) -> Self {
        match error.is_connect() && error.is_timeout() {
            true => Self::ConnectTimeout(connect_timeout, error.without_url()),
            false => Self::Request(error.without_url()),
        }
    }

    pub(super) fn of_body(error: reqwest::Error) -> Self {
        Self::Body(error.without_url())
    }

    pub(crate) fn is_timeout(&self) -> bool {
        match self {
            Self::ConnectTimeout(..) | Self::ReadTimeout(_) => true,
            Self::Request(error) | Self::Body(error) => error.is_timeout(),
        }
    }

    /// Whether there was no connection, so that nothing of the request was sent.
    pub(crate) fn is_connect(&self) -> bool {
        match self {
            Self::ConnectTimeout(..) => true,
            Self::Request(error) => error.is_connect(),
            Self::ReadTimeout(_) | Self::Body(_) => false,
        }
    }

    /// Whether the same request fails again: TLS found a certificate that is not trusted, no common version, or the
    /// like.
    pub(crate) fn is_permanent(&self) -> bool {
        // A server reports that it requires a certificate of the client after the handshake.
        matches!(self, Self::Request(error) if has_tls_error(error))
    }

    /// Whether the server reported that it has not processed the request: it closed an HTTP/2 connection before, or
    /// rejected the stream (RFC 9113, section 8.7).
    pub(super) fn is_unprocessed_stream(&self) -> bool {
        let Self::Request(error) = self else { return false };
        let error = chain(error).find_map(|error| error.downcast_ref::<h2::Error>()).filter(|error| error.is_remote());
        error.is_some_and(|error| match error.reason() {
            Some(h2::Reason::NO_ERROR) => error.is_go_away(),
            Some(reason) if u32::from(reason) == STREAM_NOT_PROCESSED => error.is_reset(),
            _ => false,
        })
    }
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

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ConnectTimeout(limit, _) => write!(f, "could not connect within {limit:?} (`connect_timeout`)"),
            Self::ReadTimeout(limit) => write!(f, "timed out: nothing was received for {limit:?} (`read_timeout`)"),
            Self::Request(error) | Self::Body(error) if error.is_timeout() => {
                f.write_str("timed out (a limit that `configure_http` has set)")
            }
            Self::Request(error) => {
                f.write_str(if error.is_connect() { "could not connect" } else { "the connection failed" })?;
                f.write_str(if self.is_permanent() { ": TLS failed" } else { "" })
            }
            Self::Body(_) => f.write_str("the connection failed while the body was read"),
        }
    }
}

impl Error for HttpError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::ConnectTimeout(_, error) | Self::Request(error) | Self::Body(error) => Some(error),
            Self::ReadTimeout(_) => None,
        }
    }
}
