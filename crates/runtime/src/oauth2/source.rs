//! TokenCache that the user fetches.

use std::error::Error;
use std::pin::Pin;

use super::AccessToken;

/// What a [`TokenSource`] gives: `Box::pin(async { … })`.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<AccessToken, Box<dyn Error + Send + Sync>>> + Send + 'a>>;

/// Fetches access tokens from wherever they are: a vault, another service, a file that something else renews.
///
/// Closures without arguments that give a future are such sources:
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
    /// It is called when there is no token yet, when the last one is about to expire, and when the provider answered
    /// 401 to it: what it gives should be new. The client keeps the token, and has no more than one such future at a
    /// time. It drops the future when every call that waits for it is gone, and does not limit how long it takes: a
    /// source that may hang should.
    ///
    /// # Errors
    ///
    /// Whatever kept it from fetching one. All calls that wait for the token get this error, as the source of a
    /// [`TokenError`](crate::TokenError), which shows it: it should hold no secrets. The next call asks anew.
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
