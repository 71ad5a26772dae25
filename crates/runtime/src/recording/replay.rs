//! Replaying a recording: a transport that sends nothing.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use ::http::{HeaderName, HeaderValue, StatusCode};
use bytes::Bytes;
use futures_util::stream;

use super::content::Content;
use super::exchange::{Ending, Exchange, Failure, FailureKind, Recording, Request, Response, VERSION};
use super::kept::media_type;
use super::matching::differences;
use crate::lock::lock;
use crate::{HttpBody, HttpRequest, HttpResponse, Operation, SendError, SendErrorKind, SendFuture, Transport};

/// The largest body of a request that is compared.
const LARGEST: usize = 1 << 30;

/// A token that never expires during a test.
const TOKEN: &str = r#"{"access_token":"replayed","token_type":"Bearer","expires_in":86400}"#;

/// Responds as a provider did when a [`Recorder`](super::Recorder) recorded it.
///
/// A request gets the response to the first recorded one that is the same and was not asked for before: by operation,
/// method, path, query and body, whatever was left out of the recording. A request that is not there fails with an
/// error whose source is a [`ReplayError`], which states the nearest one. A token request gets a token.
///
/// ```no_run
/// # use moored_runtime::{Client, ClientBuilder, testing::Replay};
/// # fn example<C: Client>(builder: ClientBuilder<C>) -> Result<C, Box<dyn std::error::Error>> {
/// let replay = Replay::open("tests/user.json")?;
/// let client = builder.without_credential().transport(replay.clone()).build()?;
/// // … the same calls …
/// assert!(replay.remaining().is_empty());
/// # Ok(client)
/// # }
/// ```
///
/// Clones share what is left.
#[derive(Clone)]
pub struct Replay {
    shared: Arc<Shared>,
}

struct Shared {
    path: PathBuf,
    remaining: Mutex<VecDeque<Exchange>>,
}

/// Why a recording does not have a request.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct ReplayError {
    message: String,
}

impl Replay {
    /// Reads the recording in the file.
    ///
    /// # Errors
    /// If the file cannot be read, is no recording, or was written by a later version.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let failed =
            |message: String| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {message}", path.display()));
        let text = std::fs::read_to_string(path)
            .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
        let recording: Recording =
            serde_json::from_str(&text).map_err(|error| failed(format!("no recording: {error}")))?;
        if recording.version != VERSION {
            return Err(failed(format!("a recording of version {}; this runtime reads {VERSION}", recording.version)));
        }
        let remaining = Mutex::new(recording.exchanges.into());
        Ok(Self { shared: Arc::new(Shared { path: path.to_owned(), remaining }) })
    }

    /// The requests that were recorded and have not been asked for, each as method, path and operation.
    #[must_use]
    pub fn remaining(&self) -> Vec<String> {
        self.exchanges().iter().map(named).collect()
    }

    /// Takes the response to `request` out of the recording.
    fn take(&self, operation: &'static Operation, request: &Request) -> Result<Exchange, ReplayError> {
        let mut remaining = self.exchanges();
        let of_operation = || remaining.iter().enumerate().filter(|(_, one)| one.operation == operation.id);
        let mut compared: Vec<(usize, Vec<String>)> =
            of_operation().map(|(index, one)| (index, differences(&one.request, request))).collect();
        // The first of several that differ as little.
        compared.sort_by_key(|(_, differences)| differences.len());
        let reason = match compared.first() {
            Some((index, differences)) if differences.is_empty() => {
                if let Some(found) = remaining.remove(*index) {
                    return Ok(found);
                }
                "it was taken".to_owned()
            }
            Some((index, differences)) => {
                let nearest = remaining.get(*index).map(named).unwrap_or_default();
                format!("nearest is {nearest}, where {}", differences.join(", "))
            }
            None if remaining.is_empty() => "all of it has been replayed".to_owned(),
            None => {
                let others: Vec<String> = remaining.iter().take(5).map(named).collect();
                format!("no other request of this operation is left; what is left begins with {}", others.join(", "))
            }
        };
        let path = self.shared.path.display();
        let message =
            format!("{operation} is not in {path}: {reason}. If the request is right, record the calls again");
        Err(ReplayError { message })
    }

    fn exchanges(&self) -> MutexGuard<'_, VecDeque<Exchange>> {
        lock(&self.shared.remaining)
    }
}

/// Method, path and operation of a request.
fn named(exchange: &Exchange) -> String {
    format!("{} {} ({})", exchange.request.method, exchange.request.path, exchange.operation)
}

impl Transport for Replay {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        Box::pin(async move {
            let Some(operation) = request.called() else { return Ok(token()) };
            let body = std::mem::take(request.body_mut()).read(LARGEST).await?;
            let request = Request {
                method: request.method().to_string(),
                path: request.url().path().to_owned(),
                query: request.url().query_pairs().map(|(name, value)| format!("{name}={value}")).collect(),
                headers: Vec::new(),
                body: Content::of_request(&media_type(request.headers()), &body),
            };
            let found = self.take(operation, &request);
            let found = found.map_err(|error| SendError::new(SendErrorKind::Other, error).permanent())?;
            match (found.response, found.error) {
                (Some(response), _) => response_of(&response),
                (None, Some(failure)) => Err(failed(&failure)),
                // The client gave up, and does so again.
                (None, None) => std::future::pending().await,
            }
        })
    }
}

fn token() -> HttpResponse {
    let mut response = HttpResponse::new(StatusCode::OK, TOKEN);
    response.headers_mut().insert(::http::header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn response_of(recorded: &Response) -> Result<HttpResponse, SendError> {
    let invalid = |error: ::http::Error| SendError::new(SendErrorKind::Other, error).permanent();
    let status = StatusCode::from_u16(recorded.status).map_err(|error| invalid(error.into()))?;
    let bytes = Bytes::from(recorded.body.as_ref().map(Content::to_bytes).unwrap_or_default());
    let cut_off = |bytes, reason| {
        HttpBody::from_stream(stream::iter([Ok(bytes), Err(SendError::new(SendErrorKind::Other, reason))]))
    };
    let body = match recorded.ending {
        Ending::Complete => HttpBody::from(bytes),
        Ending::Interrupted => cut_off(bytes, "the connection failed when this was recorded"),
        Ending::Unread => cut_off(bytes, "the rest of the body was not read when this was recorded: record it again"),
    };
    let mut response = HttpResponse::new(status, body);
    for (name, value) in recorded.headers.iter().filter_map(|header| header.split_once(": ")) {
        let name: HeaderName =
            name.parse().map_err(|error: ::http::header::InvalidHeaderName| invalid(error.into()))?;
        // Not only ASCII.
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|error| invalid(error.into()))?;
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

fn failed(failure: &Failure) -> SendError {
    let kind = match failure.kind {
        FailureKind::Connect => SendErrorKind::Connect,
        FailureKind::Timeout => SendErrorKind::Timeout,
        FailureKind::NotProcessed => SendErrorKind::NotProcessed,
        FailureKind::Other => SendErrorKind::Other,
    };
    let error = SendError::new(kind, "this failed when it was recorded");
    if failure.permanent { error.permanent() } else { error }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Replay").field("path", &self.shared.path).field("remaining", &self.exchanges().len()).finish()
    }
}
