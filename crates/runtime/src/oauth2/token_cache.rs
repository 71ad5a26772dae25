//! The token that the clones of a client share, and how they wait for the next one together.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};
#[cfg(feature = "oauth2")]
use url::Url;

use super::lock::lock;
use super::{AccessToken, BearerToken, TokenError, TokenSource};
#[cfg(feature = "oauth2")]
use super::{OAuth2, grant::Grant};

/// The newest token, and at most one fetch of the next.
///
/// Whoever finds no token that is good joins the fetch that is under way, or begins one. All who wait for it get what
/// it gives, a token or an error, and any of them drives it on, so it does not matter which of them are dropped. With
/// the last of them the fetch is dropped too, except one that [cannot be repeated](Fetcher::may_invalidate_refresh_token).
pub(crate) struct TokenCache {
    fetcher: Fetcher,
    state: Arc<Mutex<State>>,
}

/// Where tokens come from.
#[derive(Clone)]
enum Fetcher {
    #[cfg(feature = "oauth2")]
    Grant(Arc<Grant>),
    Source(Arc<dyn TokenSource>),
}

#[derive(Default)]
struct State {
    newest: Option<BearerToken>,
    /// Weak: the fetch belongs to those who wait for it. It takes itself out when it ends, so one that has failed is
    /// not joined.
    fetch: Option<WeakShared<Fetch>>,
}

type Fetch = Pin<Box<dyn Future<Output = Result<BearerToken, TokenError>> + Send>>;

enum NextToken {
    Ready(BearerToken),
    Wait(Shared<Fetch>),
}

impl TokenCache {
    /// TokenCache that `oauth2` describes, for a client of `base_address`. The error is the reason, and repeats nothing of
    /// what was given.
    #[cfg(feature = "oauth2")]
    pub(crate) fn from_grant(
        oauth2: OAuth2,
        base_address: &Url,
        http: reqwest::Client,
        allow_plain_http: bool,
    ) -> Result<Self, &'static str> {
        let grant = Grant::new(oauth2, base_address, http, allow_plain_http)?;
        Ok(Self::new(Fetcher::Grant(Arc::new(grant))))
    }

    pub(crate) fn from_source(source: Arc<dyn TokenSource>) -> Self {
        Self::new(Fetcher::Source(source))
    }

    fn new(fetcher: Fetcher) -> Self {
        Self { fetcher, state: Arc::default() }
    }

    /// A token to send a request with: the newest, or another if that is about to expire or is `rejected`, the one to
    /// which the provider answered 401.
    ///
    /// # Errors
    ///
    /// [`TokenError`] if there is none. It is that of one attempt, the same for all who waited for it; the next call
    /// makes another.
    pub(crate) async fn bearer(&self, rejected: Option<&BearerToken>) -> Result<BearerToken, TokenError> {
        match self.ready_or_fetching(rejected) {
            NextToken::Ready(bearer) => Ok(bearer),
            NextToken::Wait(fetch) => fetch.await,
        }
    }

    fn ready_or_fetching(&self, rejected: Option<&BearerToken>) -> NextToken {
        let mut state = lock(&self.state);
        if let (Some(newest), Some(rejected)) = (&state.newest, rejected)
            && newest.is_same(rejected)
        {
            // Also for those to come, should the next fetch fail.
            state.newest = None;
        }
        if let Some(newest) = state.newest.as_ref().filter(|newest| newest.is_fresh()) {
            return NextToken::Ready(newest.clone());
        }
        if let Some(fetch) = state.fetch.as_ref().and_then(WeakShared::upgrade) {
            return NextToken::Wait(fetch);
        }
        let fetch = self.fetch();
        state.fetch = fetch.downgrade();
        if self.fetcher.may_invalidate_refresh_token()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            // One more who waits for it, and does not leave.
            runtime.spawn(fetch.clone());
        }
        NextToken::Wait(fetch)
    }

    fn fetch(&self) -> Shared<Fetch> {
        let (fetcher, state) = (self.fetcher.clone(), Arc::clone(&self.state));
        let fetch = async move {
            // `Shared` does not wake the others when the one who drives it panics: they would wait for ever.
            let token = AssertUnwindSafe(fetcher.fetch()).catch_unwind().await;
            let token = token.unwrap_or_else(|_| Err(TokenError::unusable("fetching the token panicked")));
            let bearer = token.and_then(|token| BearerToken::new(&token));
            let mut state = lock(&state);
            state.fetch = None;
            if let Ok(bearer) = &bearer {
                state.newest = Some(bearer.clone());
            }
            bearer
        };
        (Box::pin(fetch) as Fetch).shared()
    }
}

impl Fetcher {
    async fn fetch(self) -> Result<AccessToken, TokenError> {
        match self {
            #[cfg(feature = "oauth2")]
            Self::Grant(grant) => grant.fetch().await,
            Self::Source(source) => source.fetch().await.map_err(TokenError::source),
        }
    }

    /// Whether the provider may take a refresh token out of use as it answers. Whoever does not hear the answer out
    /// then has lost access for good, so a web server whose caller hangs up must not take the fetch down with it.
    fn may_invalidate_refresh_token(&self) -> bool {
        match self {
            #[cfg(feature = "oauth2")]
            Self::Grant(grant) => grant.has_refresh_token(),
            // Whether it may be dropped, its author knows: it can spawn a task of its own.
            Self::Source(_) => false,
        }
    }
}
