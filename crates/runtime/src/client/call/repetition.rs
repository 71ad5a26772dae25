//! Whether and when the request of a call is sent again.

use std::time::{Duration, SystemTime};

use http::StatusCode;

use super::{Call, Received};
use crate::Retries;
use crate::error::Failure;
use crate::oauth2::BearerToken;
use crate::retry::stated_wait;

impl Call<'_> {
    pub(super) fn retries(&self) -> &Retries {
        self.options.retries_or(&self.core.retries)
    }

    /// How long to wait before the request is sent again; `None` if it is not.
    pub(super) fn pause(
        &self,
        result: &Result<Received, Failure>,
        token: TokenState,
        is_idempotent: bool,
        retry_state: &mut RetryState,
    ) -> Option<Duration> {
        if token == TokenState::Rejected && !retry_state.has_renewed_token {
            // The provider rejected the request before processing it, so any method can be sent again.
            retry_state.has_renewed_token = true;
            return Some(Duration::ZERO);
        }
        let retries = self.retries();
        let stated_wait = match result {
            Ok(Received { response, .. }) => {
                let (status, headers) = (response.status(), response.headers());
                let is_safe = is_idempotent || retries.is_for_any_method(status);
                if !is_safe || !retries.is_transient(status, headers) {
                    return None;
                }
                stated_wait(status, headers, SystemTime::now())
            }
            // Any method without a connection, because nothing was sent.
            Err(Failure::Transport(error)) if error.is_transient() && (is_idempotent || error.is_connect()) => None,
            // Any method: the request itself was not sent.
            Err(Failure::Token { error, .. }) if error.is_retryable() => error.retry_after(),
            _ => return None,
        };
        let pause = retries.pause(retry_state.retries, stated_wait)?;
        // Waiting until the timeout would only replace the current error by a timeout.
        let fits = self.timeout.is_none_or(|timeout| self.started.elapsed().saturating_add(pause) < timeout);
        let retries = fits && self.core.budget.withdraw();
        retry_state.retries += u32::from(retries);
        retries.then_some(pause)
    }
}

/// What the call has done so far.
#[derive(Default)]
pub(super) struct RetryState {
    pub(super) requests: u32,
    /// How many of the requests count as retries. The request after a renewed token does not.
    retries: u32,
    /// Whether one of the requests was sent because of a rejected token.
    has_renewed_token: bool,
}

/// What a response means for the token that was sent with the request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenState {
    NotRejected,
    Rejected,
}

impl TokenState {
    pub(super) fn of(result: &Result<Received, Failure>, bearer: Option<&BearerToken>) -> Self {
        let status = result.as_ref().map_or_else(Failure::status, |received| Some(received.response.status()));
        match (bearer, status) {
            (Some(_), Some(StatusCode::UNAUTHORIZED)) => Self::Rejected,
            _ => Self::NotRejected,
        }
    }
}
