//! Access tokens from other sources.

use std::error::Error;
use std::pin::Pin;

use super::AccessToken;

/// The future that a [`TokenSource`] returns: `Box::pin(async { … })`.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, Box<dyn Error + Send + Sync>>> + Send + 'a>>;

/// Fetches access tokens from a vault, another service, or a file that another program renews.
///
/// A closure without parameters that returns a future implements this trait:
///
/// ```
/// use moored_runtime::{AccessToken, Credential};
///
/// let source = || async {
///     let text = std::fs::read_to_string("/run/secrets/token")?;
///     Ok::<_, std::io::Error>(AccessToken::new(text.trim_end()))
/// };
/// let credential = Credential::token_source("oauth", source);
/// ```
pub trait TokenSource: Send + Sync + 'static {
    /// Fetches a token.
    ///
    /// Called if there is no token yet, if the last one is about to expire, and after the provider responded with 401
    /// to it, so it should return a new token. The client caches the token, and runs at most one such future at a time.
    /// It drops the future when no call waits for it any more. It does not limit its duration: a source that may hang
    /// should have a timeout.
    ///
    /// # Errors
    ///
    /// Any error. All calls that wait for the token get it, as the source of a [`TokenError`](crate::TokenError), whose
    /// message shows it: it must not contain secrets. The next call fetches again.
    fn fetch(&self) -> TokenFuture<'_>;
}

impl<F, Fetch, E> TokenSource for F
where
    F: Fn() -> Fetch + Send + Sync + 'static,
    Fetch: Future<Output = Result<AccessToken, E>> + Send + 'static,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn fetch(&self) -> TokenFuture<'_> {
        let fetch = self();
        Box::pin(async { fetch.await.map_err(Into::into) })
    }
}
