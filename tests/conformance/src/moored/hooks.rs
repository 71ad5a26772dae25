//! What the user observes of each request.

use std::sync::{Arc, Mutex, PoisonError};

use conformance_client::runtime::{Attempt, HeaderMap, Hook, Outcome as Observed};
use http::HeaderValue;
use serde_json::{Value, json};

use crate::subject::{Outcome, Reply};

/// Numbers the requests in the header `X-Trace`, and keeps what became of them.
#[derive(Clone, Default)]
pub(super) struct Hooked {
    seen: Arc<Mutex<Vec<Value>>>,
}

impl Hooked {
    pub(super) fn seen(&self) -> Outcome {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Reply { items: seen.iter().cloned().map(Ok).collect(), ..Reply::default() })
    }

    fn keep(&self, seen: Value) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
    }
}

impl Hook for Hooked {
    fn on_request(&self, attempt: &Attempt, headers: &mut HeaderMap) {
        self.keep(json!({"headers": headers.keys().map(|name| name.as_str()).collect::<Vec<_>>()}));
        headers.insert("x-trace", HeaderValue::from(attempt.number));
    }

    fn on_outcome(&self, attempt: &Attempt, outcome: &Observed<'_>) {
        let status = outcome.response.map(|response| response.status().as_u16());
        let operation = format!("{} {}", attempt.operation.id, attempt.number);
        self.keep(json!([operation, status, outcome.failure, outcome.retry_in.is_some()]));
    }
}
