//! The access token that the clones of a client share.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::{Shared, WeakShared};
#[cfg(feature = "oauth2")]
use url::Url;

use super::{AccessToken, BearerToken, TokenError, TokenSource};
#[cfg(feature = "oauth2")]
use super::{OAuth2, grant::Grant};
#[cfg(feature = "oauth2")]
use crate::http::Http;
use crate::lock::lock;

/// The newest token, and at most one fetch of the next.
///
/// A call that finds no fresh token joins the fetch in progress, or begins one. All calls that wait for a fetch poll it
/// and get its result, so it continues if some of them are dropped. When the last of them is dropped, the fetch is
/// dropped as well, unless it [must not be cancelled](Fetcher::may_invalidate_refresh_token).
pub(crate) struct TokenCache {
    fetcher: Fetcher,
    state: Arc<Mutex<State>>,
}

/// How tokens are fetched.
#[derive(Clone)]
enum Fetcher {
    #[cfg(feature = "oauth2")]
    Grant(Arc<Grant>),
    Source(Arc<dyn TokenSource>),
}

#[derive(Default)]
struct State {
    newest: Option<BearerToken>,
    /// Weak, because the calls that wait own the fetch. A fetch removes itself when it ends, so that no call joins one
    /// that has failed.
    fetch: Option<WeakShared<Fetch>>,
    /// The last error, if the token endpoint asked to wait.
    postponed: Option<TokenError>,
}

type Fetch = Pin<Box<dyn Future<Output = Result<BearerToken, TokenError>> + Send>>;

enum NextToken {
    Ready(Result<BearerToken, TokenError>),
    Wait(Shared<Fetch>),
}

impl TokenCache {
    /// A cache for the tokens of `oauth2`, for a client with `base_address`. The error is the reason and contains no
    /// setting.
    #[cfg(feature = "oauth2")]
    pub(crate) fn from_grant(
        oauth2: OAuth2,
        base_address: &Url,
        http: Http,
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

    /// A token for a request: the newest one, or a new one if that is about to expire or was rejected.
    ///
    /// # Errors
    ///
    /// [`TokenError`] if there is none. All calls that waited for the same fetch get the same error; the next call
    /// fetches again, unless the token endpoint asked to wait: then it gets the same error for as long.
    pub(crate) async fn bearer(&self) -> Result<BearerToken, TokenError> {
        match self.ready_or_fetching() {
            NextToken::Ready(bearer) => bearer,
            NextToken::Wait(fetch) => fetch.await,
        }
    }

    /// Records that the provider responded with 401 to `rejected`, so that no call uses it again.
    pub(crate) fn reject(&self, rejected: &BearerToken) {
        let mut state = lock(&self.state);
        if state.newest.as_ref().is_some_and(|newest| newest.is_same(rejected)) {
            state.newest = None;
        }
    }

    fn ready_or_fetching(&self) -> NextToken {
        let mut state = lock(&self.state);
        if let Some(newest) = state.newest.as_ref().filter(|newest| newest.is_fresh()) {
            return NextToken::Ready(Ok(newest.clone()));
        }
        if let Some(error) = state.postponed.as_ref().filter(|error| is_postponed(error)) {
            return NextToken::Ready(Err(error.clone()));
        }
        if let Some(fetch) = state.fetch.as_ref().and_then(WeakShared::upgrade) {
            return NextToken::Wait(fetch);
        }
        let fetch = self.fetch();
        state.fetch = fetch.downgrade();
        if self.fetcher.may_invalidate_refresh_token()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            // This task waits for the fetch as well, and is never dropped.
            runtime.spawn(fetch.clone());
        }
        NextToken::Wait(fetch)
    }

    fn fetch(&self) -> Shared<Fetch> {
        let (fetcher, state) = (self.fetcher.clone(), Arc::clone(&self.state));
        let fetch = async move {
            // If the task that polls a `Shared` future panics, the other tasks are not woken and would wait forever.
            let token = AssertUnwindSafe(fetcher.fetch()).catch_unwind().await;
            let token = token.unwrap_or_else(|_| Err(TokenError::unusable("fetching the token panicked")));
            let bearer = token.and_then(|token| BearerToken::new(&token));
            let mut state = lock(&state);
            state.fetch = None;
            match &bearer {
                Ok(bearer) => (state.newest, state.postponed) = (Some(bearer.clone()), None),
                Err(error) => state.postponed = Some(error.clone()).filter(is_postponed),
            }
            bearer
        };
        (Box::pin(fetch) as Fetch).shared()
    }
}

/// How long calls get the last error instead of a request. After that, the callers decide.
const LONGEST_POSTPONEMENT: Duration = Duration::from_secs(60);

fn is_postponed(error: &TokenError) -> bool {
    error.retry_after().is_some_and(|wait| !wait.is_zero() && wait <= LONGEST_POSTPONEMENT)
}

impl Fetcher {
    async fn fetch(self) -> Result<AccessToken, TokenError> {
        match self {
            #[cfg(feature = "oauth2")]
            Self::Grant(grant) => grant.fetch().await,
            Self::Source(source) => source.fetch().await.map_err(TokenError::source),
        }
    }

    /// Whether the provider may revoke a refresh token when it responds. If the fetch is cancelled then, the new
    /// refresh token is lost, and with it the access. A server whose caller disconnects must therefore not cancel it.
    fn may_invalidate_refresh_token(&self) -> bool {
        match self {
            #[cfg(feature = "oauth2")]
            Self::Grant(grant) => grant.has_refresh_token(),
            // The author of the source decides whether it can be cancelled, and can spawn a task if not.
            Self::Source(_) => false,
        }
    }
}
