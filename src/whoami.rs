//! Whose credential is it? The same question for every provider.
//!
//! What differs between them is data, and stands in [`crate::providers`], which is generated: the call that tells, the
//! credentials that it takes, and the places in its answer. Everything else is here.

mod account;
mod credential;
mod error;
mod identity;
mod provider;

use std::pin::Pin;

pub use account::{Account, DEFAULT_TIMEOUT};
pub use credential::Credential;
pub use error::WhoamiError;
pub use identity::Identity;
pub use provider::{Provider, Scheme, Variables};

/// Asks the provider called `provider` whose credential `account` holds.
///
/// What goes out is one request, the one that the provider's document has for this purpose, and before it one for an access token
/// where client credentials are given. Neither is repeated when it fails.
///
/// What is unknown of the identity is `None`: providers do not all say the same, and the same provider does not say the same of
/// each kind of credential.
///
/// It runs on tokio, as everything does that sends requests here, and ends after [`Account::timeout`] at the latest.
///
/// # Errors
/// [`WhoamiError::UnknownProvider`] where there is no such provider, or its feature is off; for the rest see
/// [`Provider::whoami`].
pub async fn whoami(provider: &str, account: Account) -> Result<Identity, WhoamiError> {
    let known = Provider::by_name(provider);
    let provider = known.ok_or_else(|| WhoamiError::UnknownProvider { name: provider.to_owned() })?;
    provider.whoami(account).await
}

/// A client that can tell whose credential it sends. All of the providers' clients that can are this.
///
/// For a provider that is chosen while the program runs there is [`Provider::whoami`], and all of them are in
/// [`PROVIDERS`](crate::PROVIDERS).
///
/// ```no_run
/// # #[cfg(feature = "strawblond")]
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use moored::{Whoami, strawblond::{Client, Credential}};
///
/// let client = Client::builder().credential(Credential::bearer("key")).build()?;
/// println!("{:?}", client.whoami().await?.email);
/// # Ok(())
/// # }
/// ```
pub trait Whoami: Sized + Send + Sync + 'static {
    /// The provider.
    const PROVIDER: &'static Provider;

    /// Builds a client that sends what `account` holds. Nothing is sent yet.
    ///
    /// # Errors
    /// Where `account` has no base address and the provider needs one, or holds something that cannot be sent.
    fn connect(account: Account) -> Result<Self, WhoamiError>;

    /// Asks whose credential this client sends.
    ///
    /// # Errors
    /// Where the provider refuses, or could not be asked.
    fn whoami(&self) -> impl Future<Output = Result<Identity, WhoamiError>> + Send;

    /// Connects and asks: the same type for every client.
    fn verify(account: Account) -> Verifying {
        Box::pin(async move { Self::connect(account)?.whoami().await })
    }
}

/// An answer that is under way.
pub type Verifying = Pin<Box<dyn Future<Output = Result<Identity, WhoamiError>> + Send>>;
