//! One expectation: which requests, and what they get.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::Method;

use crate::secret_names::SecretNames;
use crate::testing::received::ReceivedRequest;
use crate::testing::response::FakeResponse;
use crate::{Operation, SendErrorKind};

/// What an expectation is for.
pub(in crate::testing) enum Target {
    Operation(&'static Operation),
    Raw(Method, &'static str),
    Token,
}

/// The id of the operations of raw requests.
const RAW: &str = "raw";

/// The requests to one target that fulfil the conditions, and the replies to them in their order.
pub(in crate::testing) struct Expected {
    pub(in crate::testing) target: Target,
    pub(in crate::testing) conditions: Vec<Condition>,
    pub(in crate::testing) steps: Vec<Step>,
}

/// Returns what is wrong with a request, without the values of secrets.
pub(in crate::testing) type Condition = Box<dyn Fn(&ReceivedRequest, &SecretNames) -> Result<(), String> + Send + Sync>;

/// A reply, and how often it is sent.
pub(in crate::testing) struct Step {
    pub(in crate::testing) reply: Reply,
    pub(in crate::testing) delay: Duration,
    pub(in crate::testing) times: Times,
    sent: usize,
}

#[derive(Clone, Copy)]
pub(in crate::testing) enum Times {
    Exactly(usize),
    Any,
}

/// What a request gets.
#[derive(Clone)]
pub(in crate::testing) enum Reply {
    Response(FakeResponse),
    Computed(Arc<dyn Fn(&ReceivedRequest) -> FakeResponse + Send + Sync>),
    Failure(SendErrorKind),
}

impl Target {
    pub(super) fn is_of(&self, request: &ReceivedRequest) -> bool {
        match (self, request.operation()) {
            (Self::Operation(one), Some(other)) => {
                (one.id, one.method, one.path) == (other.id, other.method, other.path)
            }
            (Self::Raw(method, path), Some(other)) => {
                (RAW, method.as_str(), *path) == (other.id, other.method, other.path)
            }
            (Self::Token, None) => true,
            _ => false,
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Operation(operation) => operation.fmt(f),
            Self::Raw(method, path) => write!(f, "{method} {path} ({RAW})"),
            Self::Token => f.write_str("the token endpoint"),
        }
    }
}

impl Expected {
    pub(in crate::testing) fn new(target: Target) -> Self {
        Self { target, conditions: Vec::new(), steps: Vec::new() }
    }

    /// What is wrong with `request`, which is one of this target; `None` if there is a reply for it.
    pub(super) fn mismatch(&self, request: &ReceivedRequest, secrets: &SecretNames) -> Option<String> {
        if let Some(wrong) = self.conditions.iter().find_map(|condition| condition(request, secrets).err()) {
            return Some(wrong);
        }
        if self.steps.is_empty() {
            return Some("its expectation has no response, which `responds` adds".to_owned());
        }
        let is_over = !self.steps.iter().any(Step::has_more);
        is_over.then(|| format!("it was expected {}, and has come before", times(self.sent())))
    }

    /// The next reply and the time until it is sent.
    pub(super) fn take(&mut self) -> Option<(Reply, Duration)> {
        let step = self.steps.iter_mut().find(|step| step.has_more())?;
        step.sent += 1;
        Some((step.reply.clone(), step.delay))
    }

    /// How many requests are missing.
    pub(super) fn missing(&self) -> usize {
        self.steps.iter().map(Step::missing).sum()
    }

    fn sent(&self) -> usize {
        self.steps.iter().map(|step| step.sent).sum()
    }
}

impl Step {
    /// A step that is expected once.
    pub(in crate::testing) fn new(reply: Reply) -> Self {
        Self { reply, delay: Duration::ZERO, times: Times::Exactly(1), sent: 0 }
    }

    fn has_more(&self) -> bool {
        match self.times {
            Times::Exactly(times) => self.sent < times,
            Times::Any => true,
        }
    }

    fn missing(&self) -> usize {
        match self.times {
            Times::Exactly(times) => times.saturating_sub(self.sent),
            Times::Any => 0,
        }
    }
}

/// ``GET /users/{id} (get-user): expected 3 times, received once``
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sent, missing) = (self.sent(), self.missing());
        write!(f, "{}: expected {}, received {}", self.target, times(sent + missing), times(sent))
    }
}

fn times(number: usize) -> String {
    match number {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        several => format!("{several} times"),
    }
}
