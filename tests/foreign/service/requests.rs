//! The hook of all clients.

use std::sync::{Arc, Mutex};

use moored_billing::runtime::{Attempt, HeaderMap, Hook};

/// Keeps the operation of each request, and sends the name of this service.
#[derive(Clone, Debug, Default)]
pub struct Requests(Arc<Mutex<Vec<&'static str>>>);

impl Requests {
    /// The operations that were called.
    #[cfg(test)]
    pub fn operations(&self) -> Vec<&'static str> {
        self.0.lock().unwrap().clone()
    }
}

impl Hook for Requests {
    fn on_request(&self, attempt: &Attempt, headers: &mut HeaderMap) {
        headers.insert("x-service", "the service".parse().expect("a header value"));
        if let Ok(mut operations) = self.0.lock() {
            operations.push(attempt.operation.id);
        }
    }
}
