//! Access tokens that are ready to be sent.

use std::sync::Arc;

use http::header::HeaderValue;
use tokio::time::Instant;

use super::{AccessToken, TokenError};

/// An access token as the value of `Authorization` (RFC 6750, section 2.1).
///
/// Tokens are compared by identity, not by text: a token that is fetched again is a new token, even if its text is the
/// same. Otherwise N calls with the same rejected token would send N token requests. There is no `Debug`, so that no
/// token is shown.
#[derive(Clone)]
pub(crate) struct BearerToken(Arc<Inner>);

struct Inner {
    header: HeaderValue,
    renew_at: Option<Instant>,
}

impl BearerToken {
    /// Returns an error if the token cannot be sent in a header.
    pub(super) fn new(token: &AccessToken) -> Result<Self, TokenError> {
        let text = token.secret.expose();
        if text.is_empty() {
            return Err(TokenError::unusable("the access token is empty"));
        }
        let mut header = HeaderValue::from_str(&format!("Bearer {text}"))
            .map_err(|_| TokenError::unusable("the access token contains characters that a header must not contain"))?;
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

    /// Whether the token need not be renewed yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.0.renew_at.is_none_or(|renew_at| Instant::now() < renew_at)
    }
}
