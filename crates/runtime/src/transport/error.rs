//! Why no response was received.

use std::error::Error;
use std::fmt;
use std::time::Duration;

/// The error of a body that cannot be read to its end.
pub type BodyError = Box<dyn Error + Send + Sync>;

/// Why a [`Transport`](super::Transport) has no response, or why its body cannot be read to its end.
///
/// ```
/// # use moored_runtime::{SendError, SendErrorKind};
/// let unreachable = SendError::new(SendErrorKind::Connect, "no route to the host");
/// let unsigned = SendError::new(SendErrorKind::Other, "no key to sign the request with").permanent();
/// ```
#[derive(Debug)]
pub struct SendError {
    kind: SendErrorKind,
    is_permanent: bool,
    /// The limit, if the connection was not established in time.
    connect_timeout: Option<Duration>,
    source: BodyError,
}

/// What failed. The client decides by it whether the request is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SendErrorKind {
    /// There was no connection, so that nothing was sent. Retried for any method.
    Connect,
    /// A time limit of the transport is over. Retried if the method is idempotent.
    Timeout,
    /// The server reported that it has not processed the request, as HTTP/2 can (RFC 9113, section 8.7). Sent again at
    /// once, up to two times.
    NotProcessed,
    /// Anything else. Retried if the method is idempotent.
    Other,
}

impl SendError {
    /// An error of `kind` with the cause `source`, which is shown: it must not contain a secret, such as an address
    /// whose query has a key.
    pub fn new(kind: SendErrorKind, source: impl Into<BodyError>) -> Self {
        Self { kind, is_permanent: false, connect_timeout: None, source: source.into() }
    }

    /// The same error for a request that would fail again. It is not retried.
    #[must_use]
    pub fn permanent(self) -> Self {
        Self { is_permanent: true, ..self }
    }

    /// The same error, where the connection was not established within `limit`.
    #[cfg(feature = "reqwest")]
    pub(crate) fn connect_timeout(self, limit: Duration) -> Self {
        Self { kind: SendErrorKind::Connect, connect_timeout: Some(limit), ..self }
    }

    pub(crate) fn is_timeout(&self) -> bool {
        self.kind == SendErrorKind::Timeout || self.connect_timeout.is_some()
    }

    /// The limit, if the connection was not established in time.
    pub(crate) fn connect_limit(&self) -> Option<Duration> {
        self.connect_timeout
    }

    /// Whether TLS is why the same request would fail again.
    pub(crate) fn is_tls(&self) -> bool {
        self.is_permanent && self.is_of_reqwest()
    }

    fn is_of_reqwest(&self) -> bool {
        #[cfg(feature = "reqwest")]
        let is_of_reqwest = self.source.is::<reqwest::Error>();
        #[cfg(not(feature = "reqwest"))]
        let is_of_reqwest = false;
        is_of_reqwest
    }

    /// What failed.
    #[must_use]
    pub fn kind(&self) -> SendErrorKind {
        self.kind
    }

    /// Whether the same request would fail again.
    #[must_use]
    pub fn is_permanent(&self) -> bool {
        self.is_permanent
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(limit) = self.connect_timeout {
            return write!(f, "could not connect within {limit:?} (`connect_timeout`)");
        }
        f.write_str(match (self.kind, self.is_of_reqwest()) {
            (SendErrorKind::Connect, _) => "could not connect",
            (SendErrorKind::Timeout, true) => "timed out (a limit that `configure_http` has set)",
            (SendErrorKind::Timeout, false) => "timed out (a limit of the transport)",
            (SendErrorKind::NotProcessed | SendErrorKind::Other, true) => "the connection failed",
            (SendErrorKind::NotProcessed | SendErrorKind::Other, false) => "the transport failed",
        })?;
        f.write_str(if self.is_tls() { ": TLS failed" } else { "" })
    }
}

/// The error of a body or of a layer of tower: one of this type is itself, any other becomes one of the kind
/// [`Other`](SendErrorKind::Other).
impl From<BodyError> for SendError {
    fn from(error: BodyError) -> Self {
        error.downcast::<Self>().map_or_else(|other| Self::new(SendErrorKind::Other, other), |own| *own)
    }
}

impl Error for SendError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
