//! Finds a provider by its name, and sends the request for it.
//!
//! This is not in [`whoami`](crate::whoami), because the generated table of providers depends on the types there.

use crate::providers::PROVIDERS;
use crate::whoami::{Account, Identity, Provider, WhoamiError};

/// Identifies the owner of the credential in `account`, for the given provider.
///
/// This sends one request, for the operation that the provider has for this purpose. For client credentials, it first
/// sends a request for an access token. Neither request is retried.
///
/// Unknown properties of the identity are `None`: providers return different properties, and a provider may return
/// different properties for different kinds of credentials.
///
/// This requires a tokio runtime, and takes at most [`Account::timeout`].
///
/// # Errors
/// Returns [`WhoamiError::UnknownProvider`] if the provider does not exist or its feature is off. For other errors see
/// [`Provider::whoami`].
pub async fn whoami(provider: &str, account: Account) -> Result<Identity, WhoamiError> {
    match Provider::by_name(provider) {
        Some(provider) => provider.whoami(account).await,
        None => Err(WhoamiError::UnknownProvider {
            name: provider.to_owned(),
            known: PROVIDERS.iter().map(|provider| provider.name).collect(),
        }),
    }
}

impl Provider {
    /// The provider with this name in [`PROVIDERS`].
    #[must_use]
    pub fn by_name(name: &str) -> Option<&'static Self> {
        PROVIDERS.iter().copied().find(|provider| provider.name == name)
    }

    /// Identifies the owner of the credential in `account`.
    ///
    /// # Errors
    /// See [`WhoamiError`]: usage errors are returned before anything is sent; then the provider may reject the
    /// credential, or the request may fail.
    pub async fn whoami(&'static self, account: Account) -> Result<Identity, WhoamiError> {
        if !self.is_satisfied_by(&account.credentials) {
            return Err(WhoamiError::MissingCredential { provider: self, unset: Vec::new() });
        }
        if account.base_address.is_none() && self.base_address.is_none() {
            return Err(WhoamiError::MissingBaseAddress { provider: self });
        }
        (self.verify)(account).await
    }
}
