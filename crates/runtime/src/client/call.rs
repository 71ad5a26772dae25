//! One call: sends requests until there is a response to return, no time left, or no reason to retry.

mod follow;
mod hooks;
mod repetition;
mod spare;

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::time::Instant;
use url::Url;

use super::Inner;
use super::body::{self, Body};
use super::chosen_credentials::{CredentialUse, token_cache};
use crate::credential::{CredentialScope, PreparedCredential};
use crate::decode::Decoder;
use crate::error::{Failure, TransportError};
use crate::http::Incoming;
use crate::messages::Messages;
use crate::oauth2::BearerToken;
use crate::observe::CallSpan;
use crate::options::has_idempotency_key;
use crate::{Attempt, CallOptions, Expected, HttpRequest, Operation, RawResponse};
use follow::{Authorization, Host, Repeated};
use repetition::{RetryState, TokenState};
use spare::Spare;

pub(super) struct Call<'a> {
    core: &'a Inner,
    operation: &'static Operation,
    options: &'a CallOptions,
    /// The credentials of the options.
    credentials: CredentialUse,
    body_mode: BodyMode,
    started: Instant,
    timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    span: CallSpan,
}

/// How the body of a response is returned.
#[derive(Clone, Copy)]
pub(super) enum BodyMode {
    /// The whole body is read into the response.
    Buffered,
    /// The caller reads the body of one of these responses. Any other body is read into the response.
    Streamed(&'static [Expected]),
}

/// A response, and the unread HTTP response if the body is streamed.
pub(super) struct Received {
    pub(super) response: RawResponse,
    pub(super) unread: Option<Incoming>,
}

impl<'a> Call<'a> {
    pub(super) fn new(
        core: &'a Inner,
        address: &Url,
        operation: &'static Operation,
        options: &'a CallOptions,
        credentials: CredentialUse,
        body_mode: BodyMode,
    ) -> Self {
        let timeout = options.timeout_or(core.timeout);
        let read_timeout = options.read_timeout_or(core.read_timeout);
        let span = CallSpan::new(operation, address);
        let started = Instant::now();
        Self { core, operation, options, credentials, body_mode, started, timeout, read_timeout, span }
    }

    /// The same call, for a request that goes elsewhere.
    pub(super) fn without_credentials(self) -> Self {
        Self { credentials: CredentialUse::Withheld, ..self }
    }

    /// Sends `request`, which has no credentials yet, and retries it as configured.
    pub(super) async fn run(&self, request: HttpRequest) -> Result<Received, Failure> {
        // Pinned here: the future is large, and would otherwise be copied into the instrumented future.
        let sending = pin!(self.send_with_retries(request));
        let result = self.span.instrument(sending).await;
        match &result {
            Ok(received) => self.span.record_result(Some(received.response.status()), None),
            Err(failure) => self.span.record_result(failure.status(), Some(failure.kind())),
        }
        #[cfg(feature = "drift")]
        self.observe(&result);
        result
    }

    /// Passes the response to the thread that compares it with the document.
    #[cfg(feature = "drift")]
    fn observe(&self, result: &Result<Received, Failure>) {
        let Some(observer) = &self.core.observer else { return };
        match result {
            Ok(Received { response, unread }) => {
                let body = unread.is_none().then(|| response.body_bytes());
                observer.observe(self.operation, response.status(), response.headers(), body);
            }
            Err(Failure::Oversized { .. }) => observer.too_large(),
            Err(_) => {}
        }
    }

    async fn send_with_retries(&self, mut request: HttpRequest) -> Result<Received, Failure> {
        let is_idempotent = self.retries().is_method(request.method()) || has_idempotency_key(&request);
        let mut retry_state = RetryState::default();
        self.core.budget.deposit();
        loop {
            let spare = Spare::of(&mut request);
            let attempt = Attempt { operation: self.operation, number: retry_state.requests + 1 };
            let sent_at = Instant::now();
            let (result, bearer) = {
                let attempt_future = pin!(self.attempt(&attempt, request, spare.copy()));
                self.within_timeout(attempt_future).await
            };

            let token = TokenState::of(&result, bearer.as_ref());
            let next_request = spare.into_request();
            let pause = next_request.as_ref().and_then(|_| self.pause(&result, token, is_idempotent, &mut retry_state));
            self.notify_hooks(&attempt, &result, sent_at.elapsed(), pause);
            retry_state.requests += 1;
            let (Some(next_request), Some(pause)) = (next_request, pause) else {
                return result
                    .map(|received| Received {
                        response: received.response.with_requests(retry_state.requests),
                        ..received
                    })
                    .map_err(|failure| failure.with_requests(retry_state.requests));
            };
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
            request = next_request;
        }
    }

    /// Runs `attempt` until the timeout of this call.
    async fn within_timeout(&self, attempt: impl Future<Output = AttemptResult>) -> AttemptResult {
        let Some(timeout) = self.timeout else { return attempt.await };
        let attempt = match self.started.checked_add(timeout) {
            Some(end) => tokio::time::timeout_at(end, attempt),
            None => tokio::time::timeout(timeout, attempt),
        };
        attempt.await.unwrap_or_else(|_| (Err(TransportError::timed_out(self.operation, timeout).into()), None))
    }

    /// Sends `request` once. Also returns the token that was sent with it.
    async fn attempt(&self, attempt: &Attempt, mut request: HttpRequest, copy: Option<&HttpRequest>) -> AttemptResult {
        self.pass_to_hooks(attempt, &mut request);
        let headers = (copy.is_some() && !self.core.hooks.is_empty()).then(|| request.headers().clone());
        // Chosen behind the hooks, which may have added one.
        let chosen = self.core.credentials_for(self.operation, &request, self.options, &self.credentials);
        let credentials = match chosen {
            Ok(credentials) => credentials,
            Err(missing) => return (Err(missing.into()), None),
        };
        let bearer = match self.bearer(&credentials).await {
            Ok(bearer) => bearer,
            Err(failure) => return (Err(failure), None),
        };
        let mut authorization = Authorization { credentials, bearer };
        if let Err(failure) = self.authorize(&mut request, &authorization, CredentialScope::All) {
            return (Err(failure), None);
        }
        let repeated = copy.map(|copy| Repeated { copy, headers });
        let result = self.send_following_redirects(request, repeated.as_ref(), &mut authorization).await;
        (result, authorization.bearer)
    }

    /// The access token for `credentials`; `None` if none of them has a source of tokens.
    async fn bearer(&self, credentials: &[&PreparedCredential]) -> Result<Option<BearerToken>, Failure> {
        let Some(tokens) = token_cache(credentials) else { return Ok(None) };
        let token = tokens.bearer().await;
        token.map(Some).map_err(|error| Failure::Token { operation: self.operation, error })
    }

    /// Adds the credentials to `request`.
    fn authorize(
        &self,
        request: &mut HttpRequest,
        authorization: &Authorization<'_>,
        scope: CredentialScope,
    ) -> Result<(), Failure> {
        let bearer = authorization.bearer.as_ref();
        for credential in &authorization.credentials {
            credential.apply(request, bearer, scope).map_err(|invalid| invalid.with_operation(self.operation))?;
        }
        Ok(())
    }

    async fn read(&self, mut response: Incoming, messages: Messages, host: Host) -> Result<Received, Failure> {
        let status = response.response().status();
        let headers = std::mem::take(response.response_mut().headers_mut());
        let is_streamed = match self.body_mode {
            // Storage does not know the media type that the document states.
            BodyMode::Streamed(expected) if host == Host::Storage => Expected::describes(expected, status),
            BodyMode::Streamed(expected) => Expected::includes(expected, status, &headers),
            BodyMode::Buffered => false,
        };
        let response_with = |body| {
            let decoder = Decoder::new(self.operation).with_max_depth(self.core.max_json_depth);
            RawResponse::new(self.operation, status, headers, body)
                .with_decoder(decoder.with_reports(Arc::clone(&self.core.reports)))
                .with_messages(messages)
        };
        if is_streamed {
            return Ok(Received { response: response_with(Bytes::new()), unread: Some(response) });
        }
        let limit = self.core.max_response_size;
        match body::read(response, limit).await {
            Body::Complete(body) => Ok(Received { response: response_with(body), unread: None }),
            Body::Oversized(body) => {
                Err(Failure::Oversized { response: Box::new(response_with(body).truncated()), limit })
            }
            Body::Interrupted(body, error) => Err(TransportError::new(self.operation, error)
                .with_partial_response(response_with(body).truncated())
                .into()),
        }
    }
}

/// The result of one request, and the token that was sent with it.
type AttemptResult = (Result<Received, Failure>, Option<BearerToken>);
