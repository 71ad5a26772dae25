//! A credential for a provider that is chosen at run time.

use std::fmt;

use moored_runtime::Secret;

/// A credential for one of the [schemes](super::Scheme) of a provider. `Debug` shows only the scheme.
///
/// The functions have the same names as the constructors of the `Credential` types in the client crates, which know the
/// provider's schemes at compile time. For schemes with another name, use [`login`](Self::login) or
/// [`secret`](Self::secret).
#[derive(Clone)]
pub enum Credential {
    /// A user name and a password, or an equivalent pair.
    Login {
        /// The scheme's name.
        scheme: String,
        /// The user name or its equivalent.
        username: String,
        /// The password or its equivalent.
        password: Secret,
    },
    /// A token or a key.
    Secret {
        /// The scheme's name.
        scheme: String,
        /// The token or the key.
        secret: Secret,
    },
}

impl Credential {
    /// HTTP Basic authentication.
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::login("basic", username, password)
    }

    /// A bearer token.
    #[must_use]
    pub fn bearer(token: impl Into<Secret>) -> Self {
        Self::secret("bearer", token)
    }

    /// An access token that was obtained by other means.
    #[must_use]
    pub fn access_token(token: impl Into<Secret>) -> Self {
        Self::secret("access_token", token)
    }

    /// The id and the secret of an OAuth 2 client, which are exchanged for an access token.
    #[must_use]
    pub fn client_credentials(client_id: impl Into<String>, client_secret: impl Into<Secret>) -> Self {
        Self::login("client_credentials", client_id, client_secret)
    }

    /// An API key.
    #[must_use]
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self::secret("api_key", key)
    }

    /// A user name and a password for the scheme of this name.
    #[must_use]
    pub fn login(scheme: impl Into<String>, username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::Login { scheme: scheme.into(), username: username.into(), password: password.into() }
    }

    /// A token or key for the scheme of this name.
    #[must_use]
    pub fn secret(scheme: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::Secret { scheme: scheme.into(), secret: secret.into() }
    }

    /// The name of the scheme.
    #[must_use]
    pub fn scheme(&self) -> &str {
        match self {
            Self::Login { scheme, .. } | Self::Secret { scheme, .. } => scheme,
        }
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credential").field("scheme", &self.scheme()).finish_non_exhaustive()
    }
}
