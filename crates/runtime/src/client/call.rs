//! One call: requests until there is an answer to keep, or no time, right or reason to try again.

use std::pin::pin;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use reqwest::{Request, Response, StatusCode};
use tokio::time::Instant;
use url::Url;

use super::body::{self, Body};
use super::{Inner, redirect};
use crate::credential::{Part, Sealed};
use crate::error::{Failure, TransportError};
use crate::oauth2::Bearer;
use crate::observe::CallSpan;
use crate::options::is_idempotent;
use crate::retry::{may_pass, retry_after};
use crate::{Answer, Attempt, CallOptions, Operation, Outcome};

pub(super) struct Call<'a> {
    core: &'a Inner,
    operation: &'static Operation,
    options: &'a CallOptions,
    reading: Reading,
    started: Instant,
    timeout: Option<Duration>,
    span: CallSpan,
}

/// What becomes of the body of a success. Any other body is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// It is part of the answer.
    Whole,
    /// It is left to the caller.
    Streamed,
}

/// An answer, and what has not been read of it: its body, where that is left to the caller.
pub(super) struct Arrived {
    pub(super) answer: Answer,
    pub(super) rest: Option<Response>,
}

impl<'a> Call<'a> {
    pub(super) fn new(
        core: &'a Inner,
        address: &Url,
        operation: &'static Operation,
        options: &'a CallOptions,
        reading: Reading,
    ) -> Self {
        let timeout = options.timeout_or(core.timeout);
        let span = CallSpan::new(operation, address);
        Self { core, operation, options, reading, started: Instant::now(), timeout, span }
    }

    /// Sends `request`, which has no credentials yet, until it is answered or given up.
    pub(super) async fn run(&self, request: Request) -> Result<Arrived, Failure> {
        // Pinned where it is: it is large, and would be copied into what runs it.
        let attempts = pin!(self.attempts(request));
        let result = self.span.around(attempts).await;
        match &result {
            Ok(arrived) => self.span.ended(Some(arrived.answer.status()), None),
            Err(failure) => self.span.ended(failure.status(), Some(failure.kind())),
        }
        result
    }

    async fn attempts(&self, mut request: Request) -> Result<Arrived, Failure> {
        let is_idempotent = is_idempotent(&request);
        let mut past = Past::default();
        self.core.budget.deposit();
        loop {
            let spare = request.try_clone();
            let attempt = Attempt { operation: self.operation, number: past.requests + 1 };
            let begun = Instant::now();
            let (result, bearer) = {
                let sending = pin!(self.attempt(&attempt, request, spare.as_ref(), past.rejected.as_ref()));
                self.in_time(sending).await
            };

            let pause = spare.as_ref().and_then(|_| self.pause(&result, bearer, is_idempotent, &mut past));
            self.tell(&attempt, &result, begun.elapsed(), pause);
            past.requests += 1;
            let (Some(again), Some(pause)) = (spare, pause) else {
                return result
                    .map(|arrived| Arrived { answer: arrived.answer.after(past.requests), ..arrived })
                    .map_err(|failure| failure.after(past.requests));
            };
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
            request = again;
        }
    }

    /// Runs `attempt` for as long as this call may take.
    async fn in_time(&self, attempt: impl Future<Output = Attempted>) -> Attempted {
        let Some(timeout) = self.timeout else { return attempt.await };
        let attempt = match self.started.checked_add(timeout) {
            Some(end) => tokio::time::timeout_at(end, attempt),
            None => tokio::time::timeout(timeout, attempt),
        };
        attempt.await.unwrap_or_else(|_| (Err(TransportError::timed_out(self.operation, timeout).into()), None))
    }

    /// Sends `request` once, and tells which token went with it.
    async fn attempt(
        &self,
        attempt: &Attempt,
        mut request: Request,
        spare: Option<&Request>,
        rejected: Option<&Bearer>,
    ) -> Attempted {
        for hook in &self.core.hooks {
            hook.on_request(attempt, request.headers_mut());
        }
        let bearer = match self.bearer(rejected).await {
            Ok(bearer) => bearer,
            Err(failure) => return (Err(failure), None),
        };
        if let Err(failure) = self.authorize(&mut request, bearer.as_ref(), Part::All) {
            return (Err(failure), None);
        }
        (self.exchange(request, spare, bearer.as_ref()).await, bearer)
    }

    /// The token that the operation asks for, where it asks for one and this client has a source of them.
    async fn bearer(&self, rejected: Option<&Bearer>) -> Result<Option<Bearer>, Failure> {
        let Some(tokens) = self.core.credentials_for(self.operation).find_map(Sealed::tokens) else {
            return Ok(None);
        };
        let token = tokens.bearer(rejected).await;
        token.map(Some).map_err(|error| Failure::Token { operation: self.operation, error })
    }

    /// Puts the credentials into `request`.
    fn authorize(&self, request: &mut Request, bearer: Option<&Bearer>, part: Part) -> Result<(), Failure> {
        for credential in self.core.credentials_for(self.operation) {
            credential.apply(request, bearer, part).map_err(|invalid| invalid.of(self.operation))?;
        }
        Ok(())
    }

    /// Sends `request`, follows redirects with copies of `spare`, and reads what is answered.
    async fn exchange(
        &self,
        request: Request,
        spare: Option<&Request>,
        bearer: Option<&Bearer>,
    ) -> Result<Arrived, Failure> {
        let failed = |error| TransportError::new(self.operation, error);
        let mut response = self.core.http.execute(request).await.map_err(failed)?;
        for _ in 0..redirect::MOST {
            let Some((mut next, target)) = self.redirected(&response, spare) else { break };
            *next.url_mut() = target;
            self.authorize(&mut next, bearer, Part::Headers)?;
            response = self.core.http.execute(next).await.map_err(failed)?;
        }
        self.read(response).await
    }

    /// Where `response` sends the request on to, if that is to be followed, and a copy of the request.
    fn redirected(&self, response: &Response, spare: Option<&Request>) -> Option<(Request, Url)> {
        let spare = spare.filter(|_| self.core.follows_redirects)?;
        let target = redirect::target(spare.method(), response)?;
        Some((spare.try_clone()?, target))
    }

    async fn read(&self, mut response: Response) -> Result<Arrived, Failure> {
        let status = response.status();
        let headers = std::mem::take(response.headers_mut());
        let answer = |body| Answer::new(self.operation, status, headers, body);
        if self.reading == Reading::Streamed && status.is_success() {
            return Ok(Arrived { answer: answer(Bytes::new()), rest: Some(response) });
        }
        let limit = self.core.max_response_size;
        match body::read(response, limit).await {
            Body::Whole(body) => Ok(Arrived { answer: answer(body), rest: None }),
            Body::Oversized(body) => Err(Failure::Oversized { answer: Box::new(answer(body).kept()), limit }),
            Body::Broken(body, error) => {
                Err(TransportError::new(self.operation, error).with_part(answer(body).kept()).into())
            }
        }
    }

    /// How long to wait before the request is sent again; `None` if it is not.
    fn pause(
        &self,
        result: &Result<Arrived, Failure>,
        bearer: Option<Bearer>,
        is_idempotent: bool,
        past: &mut Past,
    ) -> Option<Duration> {
        if let (Ok(Arrived { answer, .. }), Some(bearer), None) = (result, bearer, &past.rejected)
            && answer.status() == StatusCode::UNAUTHORIZED
        {
            // It was turned away before anything was done, so any method may be sent again.
            past.rejected = Some(bearer);
            return Some(Duration::ZERO);
        }
        let asked = match result {
            Ok(Arrived { answer, .. }) if is_idempotent && may_pass(answer.status()) => {
                retry_after(answer.headers(), SystemTime::now())
            }
            Err(Failure::Transport(_)) if is_idempotent => None,
            // The request itself was not sent.
            Err(Failure::Token { error, .. }) if error.is_retryable() => None,
            _ => return None,
        };
        let pause = self.options.retries_or(&self.core.retries).pause(past.retries, asked)?;
        // A pause to the end of the time would make a time-out of what can be told now.
        let fits = self.timeout.is_none_or(|timeout| self.started.elapsed().saturating_add(pause) < timeout);
        let is_sent = fits && self.core.budget.withdraw();
        past.retries += u32::from(is_sent);
        is_sent.then_some(pause)
    }

    fn tell(&self, attempt: &Attempt, result: &Result<Arrived, Failure>, elapsed: Duration, pause: Option<Duration>) {
        let failure = result.as_ref().err().map(Failure::kind);
        let answer = result.as_ref().ok().map(|arrived| &arrived.answer);
        let outcome = Outcome { answer, failure, elapsed, retry_in: pause };
        if let Some(pause) = pause {
            let status = result.as_ref().map_or_else(Failure::status, |arrived| Some(arrived.answer.status()));
            self.span.retried(attempt.number, pause, status, failure);
        }
        for hook in &self.core.hooks {
            hook.on_outcome(attempt, &outcome);
        }
    }
}

/// What came of one request, and the token that went with it.
type Attempted = (Result<Arrived, Failure>, Option<Bearer>);

/// What a call has behind it.
#[derive(Default)]
struct Past {
    requests: u32,
    /// Those of the requests that count as retries: the one after a renewed token does not.
    retries: u32,
    /// The token that the provider did not take.
    rejected: Option<Bearer>,
}
