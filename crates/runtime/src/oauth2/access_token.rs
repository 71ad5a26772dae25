//! Access tokens and their lifetime.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::Secret;

/// An access token as returned by a [`TokenSource`](crate::TokenSource). It is sent as `Authorization: Bearer …` (RFC
/// 6750).
///
/// `Debug` does not show it.
#[derive(Clone)]
pub struct AccessToken {
    pub(super) secret: Secret,
    pub(super) renew_at: Option<Instant>,
}

/// How long before its end a token is renewed, so that it does not expire on the way, or at a server whose clock is
/// ahead.
const LEEWAY: Duration = Duration::from_secs(30);

/// The leeway is at most a tenth of the lifetime: otherwise a token with a lifetime of 30 seconds could never be used.
const LEEWAY_DIVISOR: u32 = 10;

impl AccessToken {
    /// A token that is used until the provider responds with 401.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self { secret: secret.into(), renew_at: None }
    }

    /// Sets the lifetime of the token, from now. The first call after nine tenths of it, or after all but 30 seconds if
    /// that is later, fetches another token.
    #[must_use]
    pub fn expires_in(self, lifetime: Duration) -> Self {
        self.expires_after(Instant::now(), lifetime)
    }

    /// The same, with a lifetime from `start`. A lifetime that overflows the clock never ends.
    pub(super) fn expires_after(self, start: Instant, lifetime: Duration) -> Self {
        let usable_for = lifetime.saturating_sub(LEEWAY.min(lifetime / LEEWAY_DIVISOR));
        Self { renew_at: start.checked_add(usable_for), ..self }
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken").finish_non_exhaustive()
    }
}
