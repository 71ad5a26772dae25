//! The recorder: middleware that keeps each exchange.

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};

use ::http::header::AUTHORIZATION;
use serde::Deserialize;

use super::MARKER;
use super::exchange::{Ending, Exchange, Failure, FailureKind, Recording, VERSION};
use super::kept::Kept;
use super::redaction::Redaction;
use super::replaced_file::replace;
use super::tee::{Read, Tee};
use super::values::Values;
use crate::lock::lock;
use crate::secret_names::SecretNames;
use crate::stubs::HasStubs;
use crate::{HttpBody, HttpRequest, HttpResponse, Operation, SendError, SendErrorKind, SendFuture, Transport};

/// The largest response of a token endpoint that is read.
const TOKEN_RESPONSE: usize = 1 << 20;

/// Keeps the exchanges of clients with a provider, and writes them to a file that [`Replay`](super::Replay) reads.
///
/// ```no_run
/// # use moored_runtime::{ClientBuilder, testing::{HasStubs, Recorder}};
/// # async fn example<Client: HasStubs>(builder: ClientBuilder<Client>) -> Result<(), Box<dyn std::error::Error>> {
/// let recorder = Recorder::of::<Client>();        // or `recorder()` of the module `testing` of the client
/// let recording = recorder.clone();
/// let client = builder.wrap_transport(move |next| recording.wrap(next)).build()?;
/// // … calls …
/// recorder.save("tests/user.json")?;
/// # Ok(())
/// # }
/// ```
///
/// These are replaced by `[redacted]`:
///
/// - headers, cookies and query parameters with credentials: `Authorization`, `Cookie`, `Set-Cookie`, those of the
///   document's security schemes, and those whose names sound like one (`token`, `signature`, `secret`, …), also in
///   addresses;
/// - the values that the document calls secrets: parameters, members and parts with `format: password`, and strings
///   that are `writeOnly`. [`redact`](Self::redact) adds names;
/// - all of these values, from six characters on, wherever else they are: in the echo of a server, in a text or in
///   bytes, also percent-encoded, in base64 and escaped as in JSON. A secret that is sent as a JSON number, or that the
///   server has encoded in another way, is not found.
///
/// Token requests are not recorded. Of the headers of a request, only those that describe its body or its response are.
/// The head of the file lists what was replaced. **Other personal data may be in the file: read it before you share
/// it.**
///
/// Clones share their exchanges.
#[derive(Clone)]
pub struct Recorder {
    shared: Arc<Shared>,
}

struct Shared {
    secrets: Mutex<SecretNames>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    exchanges: Vec<Kept>,
    values: Values,
}

impl Recorder {
    /// A recorder for a client of the type `C`, which knows the secrets of its document.
    #[must_use]
    pub fn of<C: HasStubs>() -> Self {
        let secrets = SecretNames::new(C::stubs(), C::SCHEMES);
        Self { shared: Arc::new(Shared { secrets: Mutex::new(secrets), state: Mutex::default() }) }
    }

    /// Leaves out all texts and numbers with this name: of members, parameters, fields, parts and headers. A number in
    /// a response is 0 instead, which can still be decoded.
    #[must_use]
    pub fn redact(self, name: impl Into<String>) -> Self {
        lock(&self.shared.secrets).add(name.into());
        self
    }

    /// The transport `next`, whose exchanges are recorded: for
    /// [`wrap_transport`](crate::ClientBuilder::wrap_transport).
    #[must_use]
    pub fn wrap(&self, next: Arc<dyn Transport>) -> impl Transport + use<> {
        Recorded { next, shared: Arc::clone(&self.shared) }
    }

    /// Writes all exchanges to a file, which is replaced as a whole. A body that is still being read is written as far
    /// as it was.
    ///
    /// # Errors
    /// If the file cannot be written. What was there before is still there.
    pub fn save(&self, path: impl AsRef<Path>) -> io::Result<()> {
        let mut text = serde_json::to_string_pretty(&self.recording())?;
        text.push('\n');
        replace(path.as_ref(), &text)
    }

    fn recording(&self) -> Recording {
        let secrets = lock(&self.shared.secrets);
        let mut state = lock(&self.shared.state);
        let State { exchanges, values } = &mut *state;
        let mut left_out = BTreeSet::new();
        let mut found: Vec<Exchange> = exchanges
            .iter()
            .map(|kept| kept.exchange(Redaction::new(&secrets, kept.operation, values, &mut left_out)))
            .collect();
        // Now that all values are known, also those of later exchanges.
        found.iter_mut().for_each(|exchange| values.remove_from(exchange));
        Recording { version: VERSION, about: about(), left_out: left_out.into_iter().collect(), exchanges: found }
    }
}

fn about() -> Vec<String> {
    vec![
        format!(
            "Recorded by moored. Credentials, and what the document calls a secret, are {MARKER}; `left_out` lists them."
        ),
        "Token requests, and most headers of requests, are not recorded.".to_owned(),
        "Other personal data may be in this file: read it before you share it.".to_owned(),
    ]
}

/// A transport whose exchanges are kept.
struct Recorded {
    next: Arc<dyn Transport>,
    shared: Arc<Shared>,
}

impl Transport for Recorded {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        Box::pin(async move {
            let Some(operation) = request.called() else { return self.send_token_request(request).await };
            let index = self.shared.begin(operation, &mut request);
            let result = self.next.send(request).await;
            match result {
                Ok(response) => Ok(self.shared.receive(index, response)),
                Err(error) => {
                    let failure = Failure { kind: kind_of(error.kind()), permanent: error.is_permanent() };
                    self.shared.change(index, |kept| kept.error = Some(failure));
                    Err(error)
                }
            }
        })
    }
}

impl Recorded {
    /// Sends a token request, and remembers what is secret in it and in its response.
    async fn send_token_request(&self, request: HttpRequest) -> Result<HttpResponse, SendError> {
        if let Some(client) = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok()) {
            lock(&self.shared.state).values.add_authorization(client);
        }
        if let Some(body) = request.body().as_bytes() {
            let mut state = lock(&self.shared.state);
            for (name, value) in url::form_urlencoded::parse(body) {
                if ["client_secret", "refresh_token", "password", "assertion", "client_assertion"].contains(&&*name) {
                    state.values.add(&value);
                }
            }
        }
        let mut response = self.next.send(request).await?;
        let body = std::mem::take(response.body_mut()).read(TOKEN_RESPONSE).await?;
        let tokens: Tokens = serde_json::from_slice(&body).unwrap_or_default();
        let mut state = lock(&self.shared.state);
        [tokens.access_token, tokens.refresh_token, tokens.id_token]
            .iter()
            .flatten()
            .for_each(|it| state.values.add(it));
        *response.body_mut() = body.into();
        Ok(response)
    }
}

#[derive(Default, Deserialize)]
struct Tokens {
    access_token: Option<String>,
    refresh_token: Option<String>,
    id_token: Option<String>,
}

impl Shared {
    /// Keeps `request`, and its body while it is read.
    fn begin(self: &Arc<Self>, operation: &'static Operation, request: &mut HttpRequest) -> usize {
        let mut state = lock(&self.state);
        let index = state.exchanges.len();
        let mut head = HttpRequest::new(request.method().clone(), request.url().clone());
        head.headers_mut().clone_from(request.headers());
        let bytes = request.body().as_bytes().map(<[u8]>::to_vec);
        let is_stream = bytes.is_none();
        state.exchanges.push(Kept {
            operation,
            request: head,
            request_body: bytes.unwrap_or_default(),
            response: None,
            response_body: Vec::new(),
            error: None,
            ending: Ending::Complete,
        });
        drop(state);
        if is_stream {
            let body = std::mem::take(request.body_mut());
            *request.body_mut() = self.tee(body, index, |kept, read| {
                if let Read::Chunk(chunk) = read {
                    kept.request_body.extend_from_slice(chunk);
                }
            });
        }
        index
    }

    fn receive(self: &Arc<Self>, index: usize, mut response: HttpResponse) -> HttpResponse {
        let head = (response.status(), response.headers().clone());
        let bytes = response.body().as_bytes().map(<[u8]>::to_vec);
        let is_stream = bytes.is_none();
        self.change(index, |kept| {
            kept.response = Some(head);
            kept.response_body = bytes.unwrap_or_default();
            // Until it has been read.
            kept.ending = if is_stream { Ending::Unread } else { Ending::Complete };
        });
        if is_stream {
            let body = std::mem::take(response.body_mut());
            *response.body_mut() = self.tee(body, index, |kept, read| match read {
                Read::Chunk(chunk) => kept.response_body.extend_from_slice(chunk),
                Read::Failed => kept.ending = Ending::Interrupted,
                Read::Ended if kept.ending == Ending::Unread => kept.ending = Ending::Complete,
                Read::Ended => {}
            });
        }
        response
    }

    fn tee(self: &Arc<Self>, body: HttpBody, index: usize, keep: fn(&mut Kept, Read<'_>)) -> HttpBody {
        let shared = Arc::clone(self);
        HttpBody::wrap(Tee::new(body, move |read: Read<'_>| shared.change(index, |kept| keep(kept, read))))
    }

    fn change(&self, index: usize, change: impl FnOnce(&mut Kept)) {
        if let Some(kept) = lock(&self.state).exchanges.get_mut(index) {
            change(kept);
        }
    }
}

fn kind_of(kind: SendErrorKind) -> FailureKind {
    match kind {
        SendErrorKind::Connect => FailureKind::Connect,
        SendErrorKind::Timeout => FailureKind::Timeout,
        SendErrorKind::NotProcessed => FailureKind::NotProcessed,
        SendErrorKind::Other => FailureKind::Other,
    }
}

/// Shows how many exchanges there are, and nothing of them.
impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("exchanges", &lock(&self.shared.state).exchanges.len()).finish_non_exhaustive()
    }
}
