//! Expectations as a test writes them down.

use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderValue;
use serde::Serialize;
use serde_json::Value;

use super::difference::difference;
use super::received::ReceivedRequest;
use super::response::{FakeResponse, encoded};
use super::script::{Condition, Expected, Reply, SharedScript, Step, Times};
use super::shown::Shown;
use crate::secret_names::SecretNames;
use crate::{Call, SendErrorKind};

/// The requests of a call `C` that are expected, and the responses to them.
/// [`FakeProvider::on`](super::FakeProvider::on) begins one.
///
/// Each method that begins with `responds`, and [`fails`](Self::fails), adds a response to the sequence, which is
/// expected once. [`times`](Self::times), [`any_times`](Self::any_times) and [`after`](Self::after) belong to the last
/// one. The conditions, whose methods begin with `with`, belong to all of them.
///
/// Its methods panic if a value cannot be encoded, because they are for tests.
pub struct Expectation<C> {
    script: SharedScript,
    index: usize,
    call: PhantomData<fn() -> C>,
}

impl<C> Expectation<C> {
    pub(super) fn new(script: SharedScript, index: usize) -> Self {
        Self { script, index, call: PhantomData }
    }

    /// Only requests with this value of the path parameter `name`.
    pub fn with_path(self, name: &str, value: impl Display) -> Self {
        let (name, expected) = (name.to_owned(), value.to_string());
        self.condition(move |request, secrets| {
            let is_secret = request.operation().is_some_and(|it| secrets.is_value(it, &name));
            same("path parameter", &name, request.path_parameter(&name).as_deref(), &expected, Shown::unless(is_secret))
        })
    }

    /// Only requests with this value of the query parameter `name`, or with this value among several.
    pub fn with_query(self, name: &str, value: impl Display) -> Self {
        let (name, expected) = (name.to_owned(), value.to_string());
        self.condition(move |request, secrets| {
            let pairs = request.query_pairs();
            let mut found = pairs.iter().filter(|(found, _)| *found == name).map(|(_, value)| value.as_str());
            let shown = found.clone().find(|value| *value == expected).or_else(|| found.next());
            let is_value = request.operation().is_some_and(|it| secrets.is_value(it, &name));
            let is_secret = is_value || secrets.is_credential_query(&name);
            same("query parameter", &name, shown, &expected, Shown::unless(is_secret))
        })
    }

    /// Only requests with this value of the header `name`.
    pub fn with_header(self, name: &str, value: impl Display) -> Self {
        let (name, expected) = (name.to_owned(), value.to_string());
        self.condition(move |request, secrets| {
            let found = request.headers().get(&name);
            if found.is_some_and(|found| found.as_bytes() == expected.as_bytes()) {
                return Ok(());
            }
            let is_secret = secrets.is_header(request.operation(), &name.to_ascii_lowercase())
                || found.is_some_and(HeaderValue::is_sensitive);
            same("header", &name, found.and_then(|it| it.to_str().ok()), &expected, Shown::unless(is_secret))
        })
    }

    /// Only requests with this JSON body, in any order of its members.
    #[track_caller]
    pub fn with_json(self, body: &impl Serialize) -> Self {
        let expected: Value = serde_json::from_str(&encoded(body)).unwrap_or_default();
        self.condition(move |request, secrets| {
            let is_secret = |name: &str| request.operation().is_some_and(|it| secrets.is_value(it, name));
            match serde_json::from_slice::<Value>(request.body()) {
                Ok(found) => difference(&found, &expected, &is_secret).map_or(Ok(()), Err),
                Err(_) => Err("the body is not JSON".to_owned()),
            }
        })
    }

    /// Only requests for which `fits` returns `true`.
    pub fn with(self, fits: impl Fn(&ReceivedRequest) -> bool + Send + Sync + 'static) -> Self {
        self.condition(move |request, _| match fits(request) {
            true => Ok(()),
            false => Err("the function of `with` returns false".to_owned()),
        })
    }

    /// Sends `response`, documented or not.
    pub fn responds_with(self, response: FakeResponse) -> Self {
        self.step(Reply::Response(response))
    }

    /// Sends the response that `respond` makes of the request.
    pub fn responds_by(self, respond: impl Fn(&ReceivedRequest) -> FakeResponse + Send + Sync + 'static) -> Self {
        self.step(Reply::Computed(Arc::new(respond)))
    }

    /// Sends no response. [`FakeResponse::interrupted`] sends a part of one.
    pub fn fails(self, kind: SendErrorKind) -> Self {
        self.step(Reply::Failure(kind))
    }

    /// Sends the last response after this time, in which the timeouts of the client run. With
    /// `#[tokio::test(start_paused = true)]` nobody waits.
    pub fn after(self, delay: Duration) -> Self {
        self.last_step(|step| step.delay = delay)
    }

    /// Expects the last response so many times, then the next one.
    pub fn times(self, times: usize) -> Self {
        self.last_step(|step| step.times = Times::Exactly(times))
    }

    /// Sends the last response as often as it is asked for, also never.
    pub fn any_times(self) -> Self {
        self.last_step(|step| step.times = Times::Any)
    }

    fn condition(
        self,
        condition: impl Fn(&ReceivedRequest, &SecretNames) -> Result<(), String> + Send + Sync + 'static,
    ) -> Self {
        let condition: Condition = Box::new(condition);
        self.change(|expected| expected.conditions.push(condition))
    }

    fn step(self, reply: Reply) -> Self {
        self.change(|expected| expected.steps.push(Step::new(reply)))
    }

    fn last_step(self, change: impl FnOnce(&mut Step)) -> Self {
        self.change(|expected| {
            if let Some(step) = expected.steps.last_mut() {
                change(step);
            }
        })
    }

    fn change(self, change: impl FnOnce(&mut Expected)) -> Self {
        if let Some(expected) = self.script.lock().expectations.get_mut(self.index) {
            change(expected);
        }
        self
    }
}

impl<C: Call> Expectation<C> {
    /// Sends the documented success with this body; see [`FakeResponse::success`].
    ///
    /// # Panics
    /// If the client does not decode it to `body`.
    #[track_caller]
    pub fn responds(self, body: &C::Body) -> Self
    where
        C::Body: Serialize + PartialEq,
    {
        self.responds_with(FakeResponse::success::<C>(body))
    }

    /// Sends the documented error response with this body; see [`FakeResponse::error`].
    ///
    /// # Panics
    /// If the client does not decode it to `body`.
    #[track_caller]
    pub fn responds_error(self, body: &C::Error) -> Self
    where
        C::Error: Serialize + PartialEq,
    {
        self.responds_with(FakeResponse::error::<C>(body))
    }
}

impl<C> fmt::Debug for Expectation<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expectation").finish_non_exhaustive()
    }
}

fn same(what: &str, name: &str, found: Option<&str>, expected: &str, shown: Shown) -> Result<(), String> {
    let what = format!("the {what} `{name}`");
    match (found, shown) {
        (Some(found), _) if found == expected => Ok(()),
        (Some(found), Shown::Value) => Err(format!("{what} is `{found}`, and `{expected}` is expected")),
        (None, Shown::Value) => Err(format!("{what} is missing, and `{expected}` is expected")),
        (Some(_), Shown::Nothing) => Err(format!("{what} has another value")),
        (None, Shown::Nothing) => Err(format!("{what} is missing")),
    }
}
