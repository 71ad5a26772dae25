//! A token that is ready to be sent.

use std::sync::Arc;

use reqwest::header::HeaderValue;
use tokio::time::Instant;

use super::{AccessToken, TokenError};

/// An access token as the value of `Authorization` (RFC 6750, section 2.1).
///
/// It is told from other tokens by where it comes from and not by its text: what a provider gives again is a new token,
/// so that N calls for which it gives the same rejected token do not send N requests for it. There is no `Debug`, so
/// none can leak.
#[derive(Clone)]
pub(crate) struct BearerToken(Arc<Inner>);

struct Inner {
    header: HeaderValue,
    renew_at: Option<Instant>,
}

impl BearerToken {
    /// Fails if a header cannot carry the token.
    pub(super) fn new(token: &AccessToken) -> Result<Self, TokenError> {
        let text = token.secret.expose();
        if text.is_empty() {
            return Err(TokenError::unusable("the access token is empty"));
        }
        let mut header = HeaderValue::from_str(&format!("Bearer {text}"))
            .map_err(|_| TokenError::unusable("the access token holds characters that a header cannot carry"))?;
        header.set_sensitive(true);
        Ok(Self(Arc::new(Inner { header, renew_at: token.renew_at })))
    }

    /// The value of `Authorization`, marked as sensitive.
    pub(crate) fn header(&self) -> HeaderValue {
        self.0.header.clone()
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether it is not yet time for another one.
    pub(super) fn is_fresh(&self) -> bool {
        self.0.renew_at.is_none_or(|renew_at| Instant::now() < renew_at)
    }
}
