//! A client, as the checks see it.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use serde_json::Value;

use crate::action::{Action, Options, Setup};

/// A kind of client.
pub trait Subject: Send + Sync {
    /// The heading of its column.
    fn name(&self) -> &'static str;

    /// Builds a client for a provider below `address`.
    ///
    /// # Errors
    /// What the client says about settings that it does not accept.
    fn build(&self, address: &str, setup: Setup) -> Result<Box<dyn Client>, Failure>;
}

/// A client with its settings, and what it remembers between calls.
pub trait Client: Send + Sync {
    /// Does what `action` says.
    fn call(&self, action: Action, options: Options) -> Pending<'_>;
}

/// A call that runs.
pub type Pending<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// What a call returns to its caller.
pub type Outcome = Result<Reply, Failure>;

/// A success.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    pub status: u16,
    /// The typed body as JSON; null if it is empty.
    pub value: Value,
    /// The variant of a body that has several, by the status.
    pub variant: Option<&'static str>,
    pub bytes: Vec<u8>,
    /// The items of a stream.
    pub items: Vec<Result<Value, Failure>>,
}

/// An error.
#[derive(Clone, Debug)]
pub struct Failure {
    pub kind: Kind,
    pub status: Option<u16>,
    /// Its message.
    pub text: String,
    /// All that a log could contain of it: `Display` and `Debug` of it and of its sources.
    pub shown: String,
    /// The decoded body, as `Debug` shows it.
    pub typed: Option<String>,
    pub body: Option<Vec<u8>>,
    pub message: Option<String>,
    pub request_id: Option<String>,
    pub retry_after: Option<Duration>,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The client rejects its settings or the request; nothing was sent.
    NotSent,
    /// The client has no such function.
    NotOffered,
    Connect,
    Timeout,
    /// The connection failed, or what was received is not HTTP.
    Connection,
    TooLarge,
    /// An error status with a decoded body, or one that the document describes as empty.
    ErrorResponse,
    /// An error status whose body was not decoded.
    Status,
    MediaType,
    EmptyBody,
    Undecodable,
    Token,
    /// The next page is not requested.
    Page,
    /// A webhook is not accepted.
    Rejected,
    /// A test fails, because the requests are not those that it expects.
    Unverified,
}

impl Failure {
    pub fn new(kind: Kind, error: &dyn std::error::Error) -> Self {
        let sources = std::iter::successors(Some(error), |error| error.source());
        Self {
            kind,
            status: None,
            text: error.to_string(),
            shown: sources.map(|error| format!("{error}\n{error:?}\n{error:#?}\n")).collect(),
            typed: None,
            body: None,
            message: None,
            request_id: None,
            retry_after: None,
        }
    }

    /// The failure of a client that cannot do something.
    pub fn not_offered() -> Self {
        Self::new(Kind::NotOffered, &fmt::Error)
    }
}

/// Without the message, which may contain ports and times.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::NotSent => "nothing was sent",
            Kind::NotOffered => "not offered",
            Kind::Connect => "no connection",
            Kind::Timeout => "a timeout",
            Kind::Connection => "the connection failed",
            Kind::TooLarge => "too large",
            Kind::ErrorResponse => "an error response",
            Kind::Status => "an error status without its body",
            Kind::MediaType => "another media type",
            Kind::EmptyBody => "an empty body",
            Kind::Undecodable => "the body could not be decoded",
            Kind::Token => "no token",
            Kind::Page => "the next page is not requested",
            Kind::Rejected => "the webhook is rejected",
            Kind::Unverified => "the requests are not those that are expected",
        };
        match self.status {
            Some(status) => write!(f, "{kind} ({status})"),
            None => f.write_str(kind),
        }
    }
}
