//! Why the owner of a credential could not be identified.

use std::error::Error as StdError;
use std::fmt;

use moored_runtime::{BuildError, Error, StatusCode};

use super::{Credential, Provider};

/// The cause of an error: always an error of the runtime, which contains neither secrets nor addresses.
type Cause = Box<dyn StdError + Send + Sync>;

/// Why the owner of a credential could not be identified. Neither the message, nor `Debug`, nor a source contains a
/// secret.
///
/// Most callers need to distinguish only three cases: the provider rejects the credential
/// ([`is_rejected`](Self::is_rejected)); the arguments are invalid ([`is_usage_error`](Self::is_usage_error));
/// everything else, such as a time-out ([`is_timeout`](Self::is_timeout)).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WhoamiError {
    /// There is no provider with this name, or its feature is off.
    #[error("no provider `{name}`; the providers are: {}", names(known))]
    UnknownProvider {
        /// The name.
        name: String,
        /// The names of the providers of this build.
        known: Vec<&'static str>,
    },
    /// The given credentials do not complete any alternative of the provider.
    #[error("no complete credential is given; {}{}", provider.wanted(), Unset(unset))]
    MissingCredential {
        /// The provider.
        provider: &'static Provider,
        /// The variables that are missing for credentials of which the other part is set.
        unset: Vec<&'static str>,
    },
    /// The provider has no such scheme.
    #[error("the provider has no credential scheme `{scheme}` of this form")]
    UnknownCredential {
        /// The scheme's name.
        scheme: String,
    },
    /// The provider has no default address, and the account has none either.
    #[error("no base address is given; {} requires {}", provider.title(), provider.base_address_variable())]
    MissingBaseAddress {
        /// The provider.
        provider: &'static Provider,
    },
    /// The value of a variable is not UTF-8.
    #[error("the value of {variable} is not UTF-8")]
    UnreadableVariable {
        /// The variable.
        variable: &'static str,
    },
    /// The base address or a credential is invalid.
    #[error("the account is invalid")]
    InvalidAccount {
        /// The reason.
        #[source]
        cause: Cause,
    },
    /// The provider rejects the credential (401), or its owner has no access (403).
    #[error("the provider rejected the credential ({})", status.as_u16())]
    Rejected {
        /// 401 or 403.
        status: StatusCode,
        /// The error of the call.
        #[source]
        cause: Cause,
    },
    /// The provider issues no access token for the client id and secret: they are unknown, expired or not permitted.
    #[error("the provider rejected the request for an access token")]
    TokenRejected {
        /// The error of the token request.
        #[source]
        cause: Cause,
    },
    /// The time limit was exceeded before the response was complete.
    #[error("the provider took too long")]
    TimedOut {
        /// The error of the call.
        #[source]
        cause: Cause,
    },
    /// There was no complete response: no connection, an untrusted certificate, a connection that was closed early.
    #[error("the provider could not be reached")]
    Unreachable {
        /// The error of the call.
        #[source]
        cause: Cause,
    },
    /// The response has another status than success, 401 or 403: a failure of the provider, a wrong address, a rate
    /// limit.
    #[error("the provider responded with status {}", status.as_u16())]
    UnexpectedStatus {
        /// The status of the response.
        status: StatusCode,
        /// The error of the call.
        #[source]
        cause: Cause,
    },
    /// The response does not match the provider's document.
    #[error("the provider's response could not be decoded")]
    Undecodable {
        /// The error of the call.
        #[source]
        cause: Cause,
    },
}

impl WhoamiError {
    /// Whether the provider rejected the credential: it is unknown, expired or not permitted.
    #[must_use]
    pub const fn is_rejected(&self) -> bool {
        matches!(self, Self::Rejected { .. } | Self::TokenRejected { .. })
    }

    /// Whether the time limit was exceeded. Another attempt may succeed.
    #[must_use]
    pub const fn is_timeout(&self) -> bool {
        matches!(self, Self::TimedOut { .. })
    }

    /// Whether the arguments are invalid. Nothing was sent.
    #[must_use]
    pub const fn is_usage_error(&self) -> bool {
        match self {
            Self::UnknownProvider { .. }
            | Self::MissingCredential { .. }
            | Self::UnknownCredential { .. }
            | Self::MissingBaseAddress { .. }
            | Self::UnreadableVariable { .. }
            | Self::InvalidAccount { .. } => true,
            Self::Rejected { .. }
            | Self::TokenRejected { .. }
            | Self::TimedOut { .. }
            | Self::Unreachable { .. }
            | Self::UnexpectedStatus { .. }
            | Self::Undecodable { .. } => false,
        }
    }
}

impl Credential {
    /// The error of a client without this scheme.
    #[must_use]
    pub fn unknown(&self) -> WhoamiError {
        WhoamiError::UnknownCredential { scheme: self.scheme().to_owned() }
    }
}

impl From<BuildError> for WhoamiError {
    fn from(error: BuildError) -> Self {
        match error {
            // Usually a machine without root certificates, which is not an error in the account.
            #[cfg(feature = "reqwest")]
            BuildError::HttpClient(_) => Self::Unreachable { cause: Box::new(error) },
            _ => Self::InvalidAccount { cause: Box::new(error) },
        }
    }
}

impl<E: fmt::Debug + Send + Sync + 'static> From<Error<E>> for WhoamiError {
    fn from(error: Error<E>) -> Self {
        let (is_timeout, is_invalid) = (error.is_timeout(), matches!(error, Error::InvalidRequest(_)));
        let (status, no_token) = match &error {
            Error::Token { source, .. } => (source.status(), Some(source.is_rejected())),
            // The response is incomplete, so its status is not used.
            Error::Transport(_) => (None, None),
            other => (other.status(), None),
        };
        // Applies whether or not the body of the error response matches the document.
        let is_unauthorized = matches!(status, Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN));
        let cause = Box::new(error);
        match status {
            _ if no_token.is_some_and(|is_rejected| is_rejected || is_unauthorized) => Self::TokenRejected { cause },
            Some(status) if is_unauthorized => Self::Rejected { status, cause },
            Some(status) if status.is_success() => Self::Undecodable { cause },
            Some(status) => Self::UnexpectedStatus { status, cause },
            None if is_timeout => Self::TimedOut { cause },
            None if is_invalid => Self::InvalidAccount { cause },
            None => Self::Unreachable { cause },
        }
    }
}

fn names(providers: &[&str]) -> String {
    if providers.is_empty() { "none in this build".to_owned() } else { providers.join(", ") }
}

/// Lists the missing parts of incomplete credentials.
struct Unset<'a>(&'a [&'static str]);

impl fmt::Display for Unset<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, variable) in self.0.iter().enumerate() {
            let before = if index == 0 { "; missing: " } else { ", " };
            write!(f, "{before}{variable}")?;
        }
        Ok(())
    }
}
