//! What the hooks of the client see of a call.

use std::time::Duration;

use super::{Call, Received};
use crate::client::chosen_credentials::CredentialUse;
use crate::error::Failure;
use crate::{Attempt, HttpRequest, Outcome};

impl Call<'_> {
    /// Has the hooks add headers to `request`. If it gets no credentials, they see it, and what they add is not sent.
    pub(super) fn pass_to_hooks(&self, attempt: &Attempt, request: &mut HttpRequest) {
        let kept = matches!(self.credentials, CredentialUse::Withheld).then(|| request.headers().clone());
        for hook in &*self.core.hooks {
            hook.on_request(attempt, request.headers_mut());
        }
        if let Some(kept) = kept {
            *request.headers_mut() = kept;
        }
    }

    pub(super) fn notify_hooks(
        &self,
        attempt: &Attempt,
        result: &Result<Received, Failure>,
        elapsed: Duration,
        pause: Option<Duration>,
    ) {
        let failure = result.as_ref().err().map(Failure::kind);
        let response = result.as_ref().ok().map(|received| &received.response);
        let outcome = Outcome { response, failure, elapsed, retry_in: pause };
        if let Some(pause) = pause {
            let status = result.as_ref().map_or_else(Failure::status, |received| Some(received.response.status()));
            self.span.record_retry(attempt.number, pause, status, failure);
        }
        for hook in &*self.core.hooks {
            hook.on_outcome(attempt, &outcome);
        }
    }
}
