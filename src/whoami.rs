//! Identifies the owner of a credential, with the same function for every provider.
//!
//! The differences between the providers are data in the generated [`PROVIDERS`](crate::PROVIDERS): the operation to
//! call, the supported credentials, and the JSON pointers into its response.

mod account;
mod credential;
mod environment;
mod error;
mod identity;
mod provider;

use std::pin::Pin;

pub use account::{Account, DEFAULT_TIMEOUT};
pub use credential::Credential;
pub use error::WhoamiError;
pub use identity::Identity;
pub use provider::{Provider, Scheme, Variables};

/// A client that can identify the owner of its credential. The generated clients implement it if their provider has
/// such an operation.
///
/// If the provider is chosen at run time, use [`Provider::whoami`]; [`PROVIDERS`](crate::PROVIDERS) lists all of them.
///
/// ```
/// use moored::{Account, Whoami, WhoamiError};
///
/// /// The e-mail address of the account's owner, at any provider.
/// async fn email<C: Whoami>(account: Account) -> Result<Option<String>, WhoamiError> {
///     Ok(C::connect(account)?.whoami().await?.email)
/// }
/// ```
pub trait Whoami: Sized + Send + Sync + 'static {
    /// The provider.
    const PROVIDER: &'static Provider;

    /// Builds a client with the addresses and the credentials of `account`. Sends nothing.
    ///
    /// # Errors
    /// Returns an error if the provider requires a base address and `account` has none, or if a value in `account` is
    /// invalid.
    fn connect(account: Account) -> Result<Self, WhoamiError>;

    /// Identifies the owner of this client's credential.
    ///
    /// # Errors
    /// Returns an error if the provider rejects the credential, or if the request fails for another reason.
    fn whoami(&self) -> impl Future<Output = Result<Identity, WhoamiError>> + Send;

    /// Connects and sends the request. It returns the same type for every client.
    fn verify(account: Account) -> Verifying {
        Box::pin(async move { Self::connect(account)?.whoami().await })
    }
}

/// The future of [`Whoami::verify`].
pub type Verifying = Pin<Box<dyn Future<Output = Result<Identity, WhoamiError>> + Send>>;
