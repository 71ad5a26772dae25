//! Finds a provider by its name, and sends the request for it.
//!
//! This is separate from [`Provider`], because the generated table of providers depends on that type.

use super::{Account, Identity, Provider, WhoamiError};
use crate::PROVIDERS;

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

    /// The names of all providers, for a message.
    pub(super) fn names() -> String {
        let names: Vec<&str> = PROVIDERS.iter().map(|provider| provider.name).collect();
        if names.is_empty() { "none in this build".to_owned() } else { names.join(", ") }
    }
}
