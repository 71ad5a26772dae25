//! What a fake provider expects, and what it has received.

mod expected;

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use super::received::ReceivedRequest;
use super::stubs::Stubs;
use crate::lock::lock;
use crate::secret_names::SecretNames;

pub(super) use expected::{Condition, Expected, Reply, Step, Target, Times};

/// The state of a fake provider, which all its clones and expectations share.
#[derive(Clone, Default)]
pub(super) struct SharedScript(Arc<Mutex<Script>>);

impl SharedScript {
    pub(super) fn lock(&self) -> MutexGuard<'_, Script> {
        lock(&self.0)
    }
}

#[derive(Default)]
pub(super) struct Script {
    pub(super) expectations: Vec<Expected>,
    pub(super) order: Order,
    pub(super) stubs: Stubs,
    /// What no message shows.
    pub(super) secrets: SecretNames,
    pub(super) received: Vec<ReceivedRequest>,
    /// The requests that were not expected, as messages.
    unexpected: Vec<String>,
}

/// Whether the order of the expectations counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    #[default]
    Any,
    AsWritten,
}

impl Script {
    /// The reply to `request`, and the time until it is sent.
    ///
    /// # Errors
    /// A message that states what was expected instead.
    pub(super) fn reply(&mut self, request: &ReceivedRequest) -> Result<(Reply, Duration), String> {
        self.received.push(request.clone());
        let reply = match self.expectations.iter().any(|expected| expected.target.is_of(request)) {
            true => self.expected_reply(request),
            false => self.stub(request),
        };
        reply.map_err(|reason| {
            let message = format!("{request}: the request is not expected: {reason}");
            self.unexpected.push(message.clone());
            message
        })
    }

    /// The reply of the first expectation that fits.
    fn expected_reply(&mut self, request: &ReceivedRequest) -> Result<(Reply, Duration), String> {
        let mut mismatches: Vec<String> = Vec::new();
        let mut earlier: Option<String> = None;
        for expected in &mut self.expectations {
            if expected.target.is_of(request) {
                match (expected.mismatch(request, &self.secrets), earlier) {
                    (None, Some(earlier)) => return Err(format!("{earlier} is expected first")),
                    (None, None) => return expected.take().ok_or_else(String::new),
                    (Some(mismatch), before) => {
                        earlier = before;
                        mismatches.push(mismatch);
                    }
                }
            }
            if self.order == Order::AsWritten && earlier.is_none() && expected.missing() > 0 {
                earlier = Some(expected.target.to_string());
            }
        }
        mismatches.dedup();
        Err(mismatches.join("; "))
    }

    /// The reply to a request that has no expectation.
    fn stub(&self, request: &ReceivedRequest) -> Result<(Reply, Duration), String> {
        if let Some(response) = self.stubs.find(request) {
            return Ok((Reply::Response(response), Duration::ZERO));
        }
        let mut targets: Vec<String> = self.expectations.iter().map(|expected| expected.target.to_string()).collect();
        targets.dedup();
        Err(match targets.as_slice() {
            [] => "there are no expectations; `on` adds one".to_owned(),
            targets => format!("there are expectations for {} only", targets.join(", ")),
        })
    }

    /// What was expected and not received, and the reverse.
    pub(super) fn failures(&self) -> Vec<String> {
        let missing = self.expectations.iter().filter(|expected| expected.missing() > 0).map(Expected::to_string);
        missing.chain(self.unexpected.iter().cloned()).collect()
    }
}
