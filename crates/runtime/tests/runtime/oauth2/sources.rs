//! Access tokens from a token source.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use moored_runtime::{AccessToken, Core, Credential, TokenFuture, TokenSource};

use super::{Provider, SECRET, advance, get, numbered, token_error};
use crate::support::everything_shown;

/// Returns `token-1`, `token-2` and so on, each valid for a minute.
#[derive(Default)]
struct Vault {
    fetched: AtomicUsize,
}

impl TokenSource for Vault {
    fn fetch(&self) -> TokenFuture<'_> {
        Box::pin(async {
            let number = self.fetched.fetch_add(1, Ordering::SeqCst) + 1;
            tokio::task::yield_now().await;
            Ok(AccessToken::new(format!("token-{number}")).expires_in(Duration::from_secs(60)))
        })
    }
}

fn core(provider: &Provider, source: impl TokenSource) -> Core {
    provider.builder(Credential::token_source("oauth", source)).build().unwrap()
}

#[tokio::test]
async fn a_source_is_called_only_if_a_token_is_needed() {
    let provider = Provider::start(numbered).await;
    let core = core(&provider, Vault::default());
    get(&core).await.unwrap();
    get(&core).await.unwrap();
    advance(Duration::from_secs(55)).await;
    get(&core).await.unwrap();
    provider.revoke("token-2");
    get(&core).await.unwrap();
    assert_eq!(provider.bearers().await, ["token-1", "token-1", "token-2", "token-2", "token-3"]);
    assert_eq!(provider.token_requests().await.len(), 0);
}

#[tokio::test]
async fn a_closure_is_a_source_and_its_error_is_the_cause() {
    let provider = Provider::start(numbered).await;
    let count = Arc::new(AtomicUsize::new(0));
    let source = move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            match number {
                0 => Err("the vault is sealed"),
                _ => Ok(AccessToken::new("token")),
            }
        }
    };
    let core = core(&provider, source);
    let error = token_error(&core).await;
    assert_eq!(error.to_string(), "the token source failed");
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "the vault is sealed");
    assert!(!error.is_retryable() && !error.is_timeout() && error.status().is_none() && error.code().is_none());
    get(&core).await.unwrap();
    assert_eq!(provider.bearers().await, ["token"]);
}

#[tokio::test]
async fn a_source_that_panics_ends_all_calls_that_wait() {
    let provider = Provider::start(numbered).await;
    let count = Arc::new(AtomicUsize::new(0));
    let source = move || {
        let number = count.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_millis(100)).await;
            assert!(number > 0, "on purpose");
            Ok::<_, std::io::Error>(AccessToken::new("token"))
        }
    };
    let core = core(&provider, source);
    let (first, second) = tokio::join!(token_error(&core), token_error(&core));
    assert_eq!([first.to_string(), second.to_string()], ["fetching the token panicked"; 2]);
    get(&core).await.unwrap();
}

#[tokio::test]
async fn a_token_with_invalid_header_characters_is_not_sent() {
    let provider = Provider::start(numbered).await;
    for (text, reason) in [
        ("s3cret\n", "the access token contains characters that a header must not contain"),
        ("s3cret\u{7f}", "the access token contains characters that a header must not contain"),
        ("", "the access token is empty"),
    ] {
        let core = core(&provider, move || async move { Ok::<_, std::io::Error>(AccessToken::new(text)) });
        let error = token_error(&core).await;
        assert_eq!(error.to_string(), reason);
        assert!(!everything_shown(&error).contains("s3cr"));
    }
    assert_eq!(provider.bearers().await.len(), 0);
}

#[test]
fn debug_does_not_show_a_token() {
    let token = AccessToken::new(SECRET).expires_in(Duration::from_secs(1));
    assert_eq!(format!("{token:?} {token:#?}"), "AccessToken { .. } AccessToken { .. }");
}
