//! An access token, and how long it is good for.

use std::fmt;
use std::time::Duration;

use tokio::time::Instant;

use crate::Secret;

/// An access token, as a [`TokenSource`](crate::TokenSource) fetches it. It is sent as `Authorization: Bearer …` (RFC
/// 6750).
///
/// `Debug` does not show it.
#[derive(Clone)]
pub struct AccessToken {
    pub(super) secret: Secret,
    pub(super) renew_at: Option<Instant>,
}

/// A token is renewed this long before it expires, so that it does not expire on its way, or at a server whose clock is
/// fast.
const LEEWAY: Duration = Duration::from_secs(30);

/// A token of a minute would lose half of its life to [`LEEWAY`], and one of 30 seconds all of it: no more than a
/// tenth.
const LEEWAY_DIVISOR: u32 = 10;

impl AccessToken {
    /// A token that is used until the provider answers 401.
    pub fn new(secret: impl Into<Secret>) -> Self {
        Self { secret: secret.into(), renew_at: None }
    }

    /// Says that the token expires `lifetime` from now. Another is fetched for the first call after nine tenths of
    /// that, or after all but 30 seconds, if that is later.
    #[must_use]
    pub fn expires_in(self, lifetime: Duration) -> Self {
        self.expires_after(Instant::now(), lifetime)
    }

    /// The same, with a lifetime that began at `start`. One that is longer than time can be told never ends.
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
