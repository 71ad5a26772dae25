//! Why nobody knows whose credential it is.

use std::error::Error as StdError;
use std::fmt;

use moored_runtime::{BuildError, Error, StatusCode};

use super::Provider;

/// What is behind an error: always one of the runtime's, which show no secret and no address.
type Cause = Box<dyn StdError + Send + Sync>;

/// Why an account could not be verified. Neither its text, nor `Debug`, nor a source holds a secret.
///
/// There are three kinds, and most callers need no more than them: the provider refuses
/// ([`is_refused`](Self::is_refused)), what was asked for cannot be ([`is_wrong_use`](Self::is_wrong_use)), and all others:
/// the provider could not be asked, of which [`is_timeout`](Self::is_timeout) is one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WhoamiError {
    /// There is no provider of this name, or its feature is off.
    #[error("there is no provider `{name}`; there is: {}", Provider::names())]
    UnknownProvider {
        /// The name.
        name: String,
    },
    /// The credentials that were given make no alternative of the provider complete.
    #[error("no complete credential was given: {}{}", provider.wanted(), Unset(unset))]
    MissingCredential {
        /// The provider.
        provider: &'static Provider,
        /// Variables that would complete a credential of which a part is set.
        unset: Vec<&'static str>,
    },
    /// The provider has no such scheme.
    #[error("the provider takes no credential `{scheme}` of this form")]
    UnknownCredential {
        /// The scheme's name.
        scheme: String,
    },
    /// The provider has no fixed address, and the account has none either.
    #[error("no base address was given: {} needs {}", provider.title(), provider.base_address_variable())]
    MissingBaseAddress {
        /// The provider.
        provider: &'static Provider,
    },
    /// A variable holds something that is not UTF-8.
    #[error("{variable} holds something that is not UTF-8")]
    UnreadableVariable {
        /// The variable.
        variable: &'static str,
    },
    /// The base address or a credential cannot be used.
    #[error("the account cannot be used")]
    InvalidAccount {
        /// What is wrong with it.
        #[source]
        cause: Cause,
    },
    /// The provider refuses the credential (401), or what it stands for may not ask (403).
    #[error("the provider refused the credential ({})", status.as_u16())]
    Refused {
        /// 401 or 403.
        status: StatusCode,
        /// The answer.
        #[source]
        cause: Cause,
    },
    /// The provider has no access token for the client's id and secret: it knows them not, not any more, or not for this.
    #[error("the provider refused the credential an access token")]
    TokenRefused {
        /// What it said instead.
        #[source]
        cause: Cause,
    },
    /// The time was up before the whole answer was there.
    #[error("the provider took too long")]
    TimedOut {
        /// What took too long.
        #[source]
        cause: Cause,
    },
    /// No complete answer came: no connection, no trust, a connection that broke off.
    #[error("the provider could not be reached")]
    Unreachable {
        /// What failed.
        #[source]
        cause: Cause,
    },
    /// The provider answered something else than whose credential it is: a defect of its own, a wrong address, a limit.
    #[error("the provider did not say ({})", status.as_u16())]
    NotSaid {
        /// Its status.
        status: StatusCode,
        /// The answer.
        #[source]
        cause: Cause,
    },
    /// The answer is not what the provider's document says.
    #[error("the provider's answer could not be understood")]
    Undecodable {
        /// What is wrong with it.
        #[source]
        cause: Cause,
    },
}

impl WhoamiError {
    /// Whether the provider said no. It knows the credential not, not any more, or not for this.
    #[must_use]
    pub const fn is_refused(&self) -> bool {
        matches!(self, Self::Refused { .. } | Self::TokenRefused { .. })
    }

    /// Whether the provider took too long. Asking again may help.
    #[must_use]
    pub const fn is_timeout(&self) -> bool {
        matches!(self, Self::TimedOut { .. })
    }

    /// Whether the fault is in what was asked for: nothing was sent.
    #[must_use]
    pub const fn is_wrong_use(&self) -> bool {
        match self {
            Self::UnknownProvider { .. }
            | Self::MissingCredential { .. }
            | Self::UnknownCredential { .. }
            | Self::MissingBaseAddress { .. }
            | Self::UnreadableVariable { .. }
            | Self::InvalidAccount { .. } => true,
            Self::Refused { .. }
            | Self::TokenRefused { .. }
            | Self::TimedOut { .. }
            | Self::Unreachable { .. }
            | Self::NotSaid { .. }
            | Self::Undecodable { .. } => false,
        }
    }
}

impl From<BuildError> for WhoamiError {
    fn from(error: BuildError) -> Self {
        match error {
            // Most often a machine without certificates: nothing that the caller could have said otherwise.
            BuildError::HttpClient(_) => Self::Unreachable { cause: Box::new(error) },
            _ => Self::InvalidAccount { cause: Box::new(error) },
        }
    }
}

impl<E: fmt::Debug + Send + Sync + 'static> From<Error<E>> for WhoamiError {
    fn from(error: Error<E>) -> Self {
        let (is_timeout, is_invalid) = (error.is_timeout(), matches!(error, Error::InvalidRequest(_)));
        let (status, no_token) = match &error {
            Error::Token { source, .. } => (source.status(), Some(source.is_refused())),
            // What came of its answer is not all of it.
            Error::Transport(_) => (None, None),
            answered => (answered.status(), None),
        };
        // Whether its body is as documented is of no interest here.
        let is_refusal = matches!(status, Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN));
        let cause = Box::new(error);
        match status {
            _ if no_token.is_some_and(|is_refused| is_refused || is_refusal) => Self::TokenRefused { cause },
            Some(status) if is_refusal => Self::Refused { status, cause },
            Some(status) if status.is_success() => Self::Undecodable { cause },
            Some(status) => Self::NotSaid { status, cause },
            None if is_timeout => Self::TimedOut { cause },
            None if is_invalid => Self::InvalidAccount { cause },
            None => Self::Unreachable { cause },
        }
    }
}

/// Names what is missing of a credential that is half there.
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
