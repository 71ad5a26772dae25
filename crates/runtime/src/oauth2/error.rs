//! The errors of access tokens.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use tokio::time::Instant;

use crate::http::HttpError;

/// Why there is no access token for a request.
///
/// `Display` is one line. `Display` and `Debug` show only the status of the token endpoint's response and the error
/// codes of RFC 6749, because the rest of a response may repeat a secret. The rest is available, see
/// [`description`](Self::description). An error of a [`TokenSource`](crate::TokenSource) is the source of this error
/// and is shown.
///
/// Cloning is cheap: all calls that waited for the token share the error.
#[derive(Clone)]
pub struct TokenError {
    kind: Arc<Kind>,
    /// When the token endpoint allows the next request.
    retry_at: Option<Instant>,
}

#[cfg_attr(not(feature = "oauth2"), expect(dead_code, reason = "only constructed with the feature `oauth2`"))]
enum Kind {
    /// An error response of the token endpoint (RFC 6749, section 5.2).
    ErrorResponse(ErrorResponse),
    /// No complete response was received.
    Transport(HttpError),
    /// The time for a token request is over.
    TimedOut(Duration),
    /// A response that is neither a token nor an error response.
    Unexpected {
        status: StatusCode,
        reason: String,
    },
    /// The token cannot be sent, or there is none for a reason that involves no response.
    Unusable(&'static str),
    Source(Box<dyn Error + Send + Sync>),
}

/// An error response of a token endpoint (RFC 6749, section 5.2).
pub(super) struct ErrorResponse {
    pub(super) status: StatusCode,
    pub(super) code: String,
    pub(super) description: Option<String>,
    pub(super) uri: Option<String>,
}

impl TokenError {
    fn new(kind: Kind) -> Self {
        Self { kind: Arc::new(kind), retry_at: None }
    }

    pub(super) fn unusable(reason: &'static str) -> Self {
        Self::new(Kind::Unusable(reason))
    }

    pub(crate) fn source(error: Box<dyn Error + Send + Sync>) -> Self {
        Self::new(Kind::Source(error))
    }

    /// The `error` in the error response of the token endpoint, such as `invalid_client`, as received.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.error_response_fields().map(|response| response.code.as_str())
    }

    /// The `error_description` in the error response of the token endpoint, as received. It may contain secrets: do not
    /// log it.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.error_response_fields()?.description.as_deref()
    }

    /// The `error_uri` in the error response of the token endpoint, as received. It may contain secrets: do not log it.
    #[must_use]
    pub fn uri(&self) -> Option<&str> {
        self.error_response_fields()?.uri.as_deref()
    }

    /// The status of the token endpoint's response, if one was received.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match &*self.kind {
            Kind::ErrorResponse(response) => Some(response.status),
            Kind::Unexpected { status, .. } => Some(*status),
            Kind::Transport(_) | Kind::TimedOut(_) | Kind::Unusable(_) | Kind::Source(_) => None,
        }
    }

    /// Whether the token request timed out.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        match &*self.kind {
            Kind::Transport(error) => error.is_timeout(),
            Kind::TimedOut(_) => true,
            _ => false,
        }
    }

    /// Whether the connection to the token endpoint failed.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(&*self.kind, Kind::Transport(error) if error.is_connect())
    }

    /// Whether the next attempt may succeed: no complete response was received, its status was 408, 425, 429 or 5xx, or
    /// its error code marks the failure as temporary. Always `false` for an error of a
    /// [`TokenSource`](crate::TokenSource), because its cause is not known.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        let is_transient = |status: StatusCode| status.is_server_error() || matches!(status.as_u16(), 408 | 425 | 429);
        let has_transient_code = matches!(self.code(), Some("temporarily_unavailable" | "server_error"));
        let is_interrupted = match &*self.kind {
            Kind::Transport(error) => !error.is_permanent(),
            Kind::TimedOut(_) => true,
            _ => false,
        };
        is_interrupted || self.status().is_some_and(is_transient) || has_transient_code
    }

    /// How long the token endpoint asks to wait, counted from now: its `Retry-After`. The client sends no token request
    /// before.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_at.map(|at| at.saturating_duration_since(Instant::now()))
    }

    /// Whether the provider rejected the credential: the client, its secret, the password or the refresh token. `false`
    /// for an invalid request or a temporary failure.
    #[must_use]
    pub fn is_rejected(&self) -> bool {
        let rejection_codes = ["invalid_client", "invalid_grant", "unauthorized_client", "access_denied"];
        match self.code() {
            Some(code) => rejection_codes.contains(&code),
            None => matches!(self.status(), Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)),
        }
    }

    fn error_response_fields(&self) -> Option<&ErrorResponse> {
        match &*self.kind {
            Kind::ErrorResponse(response) => Some(response),
            _ => None,
        }
    }
}

#[cfg(feature = "oauth2")]
impl TokenError {
    pub(super) fn error_response(response: ErrorResponse) -> Self {
        Self::new(Kind::ErrorResponse(response))
    }

    pub(super) fn transport(error: HttpError) -> Self {
        Self::new(Kind::Transport(error))
    }

    pub(super) fn timed_out(limit: Duration) -> Self {
        Self::new(Kind::TimedOut(limit))
    }

    /// The same error, with the time that the token endpoint asks to wait from now.
    pub(super) fn with_retry_after(self, wait: Option<Duration>) -> Self {
        Self { retry_at: wait.and_then(|wait| Instant::now().checked_add(wait)), ..self }
    }

    /// `reason` follows the status in the message and must contain nothing of the response.
    pub(super) fn unexpected(status: StatusCode, reason: impl Into<String>) -> Self {
        Self::new(Kind::Unexpected { status, reason: reason.into() })
    }
}

/// The codes of RFC 6749, section 5.2, and the two of section 4.1.2.1 that token endpoints use as well.
const REGISTERED: [&str; 8] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
    "server_error",
    "temporarily_unavailable",
];

impl ErrorResponse {
    /// The code if it is registered. Any other code may contain anything.
    fn shown_code(&self) -> &'static str {
        let registered = REGISTERED.iter().find(|code| **code == self.code);
        registered.copied().unwrap_or("an unregistered error code")
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::ErrorResponse(response) => {
                write!(f, "the token endpoint responded with {} ({})", response.shown_code(), Status(response.status))
            }
            Kind::TimedOut(limit) => write!(f, "the token request timed out after {limit:?}"),
            Kind::Transport(error) => match error.connect_timeout() {
                Some(limit) => {
                    write!(f, "could not connect to the token endpoint within {limit:?} (`connect_timeout`)")
                }
                None if error.is_timeout() => f.write_str("the token request timed out"),
                None if error.is_connect() && error.is_tls() => {
                    f.write_str("could not connect to the token endpoint: TLS failed")
                }
                None if error.is_connect() => f.write_str("could not connect to the token endpoint"),
                None => f.write_str("the connection to the token endpoint failed"),
            },
            Kind::Unexpected { status, reason } => {
                write!(f, "the token endpoint responded with {}, {reason}", Status(*status))
            }
            Kind::Unusable(reason) => f.write_str(reason),
            Kind::Source(_) => f.write_str("the token source failed"),
        }
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.kind {
            Kind::ErrorResponse(response) => f
                .debug_struct("ErrorResponse")
                .field("status", &response.status)
                .field("code", &response.shown_code())
                .finish_non_exhaustive(),
            Kind::Transport(error) => f.debug_tuple("Transport").field(error).finish(),
            Kind::TimedOut(limit) => f.debug_tuple("TimedOut").field(limit).finish(),
            Kind::Unexpected { status, reason } => {
                f.debug_struct("Unexpected").field("status", status).field("reason", reason).finish()
            }
            Kind::Unusable(reason) => f.debug_tuple("Unusable").field(reason).finish(),
            Kind::Source(error) => f.debug_tuple("Source").field(error).finish(),
        }
    }
}

impl Error for TokenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &*self.kind {
            Kind::Transport(error) => error.source(),
            Kind::Source(error) => Some(&**error),
            Kind::ErrorResponse(_) | Kind::Unexpected { .. } | Kind::TimedOut(_) | Kind::Unusable(_) => None,
        }
    }
}

/// `401 Unauthorized`, or `599` if the status has no name.
struct Status(StatusCode);

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())?;
        self.0.canonical_reason().map_or(Ok(()), |reason| write!(f, " {reason}"))
    }
}
