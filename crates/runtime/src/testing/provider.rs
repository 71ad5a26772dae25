//! The fake provider: a transport that sends nothing.

use std::fmt;

use bytes::Bytes;
use futures_util::{StreamExt as _, stream};
use http::Method;

use super::expectation::Expectation;
use super::received::ReceivedRequest;
use super::response::{FakeResponse, Part};
use super::script::{Expected, Order, Reply, SharedScript, Target};
use super::stubs::Stubs;
use crate::secret_names::SecretNames;
use crate::stubs::HasStubs;
use crate::{
    Call, Client, ClientBuilder, HttpBody, HttpRequest, HttpResponse, SendError, SendErrorKind, SendFuture, Transport,
};

/// The base address of its clients. No host has this name (RFC 2606).
const BASE_ADDRESS: &str = "https://provider.invalid";

/// A provider in the process of the test: a [`Transport`] that sends nothing, and responds as a test states.
///
/// ```
/// # mod operations {
/// #     moored_runtime::call! {
/// #         pub struct GetPetCall(id: i64) {}
/// #         operation: moored_runtime::Operation::new("get-pet", "GET", "/pets/{id}").accept("application/json");
/// #         request: |request| request.path("id", &id);
/// #         response: |response| -> Option<String>, moored_runtime::NoErrorBody {
/// #             200 => response.json(),
/// #             _ => Err(response.undocumented_status()),
/// #         }
/// #     }
/// # }
/// # struct Client(moored_runtime::Core);
/// # impl moored_runtime::Client for Client {
/// #     type Credential = moored_runtime::NoCredential;
/// #     fn from_core(core: moored_runtime::Core) -> Self { Self(core) }
/// # }
/// # impl Client {
/// #     fn get_pet(&self, id: i64) -> operations::GetPetCall { operations::GetPetCall::new(&self.0, id) }
/// # }
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), moored_runtime::Error> {
/// use moored_runtime::testing::{FakeProvider, FakeResponse};
///
/// let fake = FakeProvider::new();
/// fake.on::<operations::GetPetCall>()
///     .with_path("id", 7)
///     .responds_with(FakeResponse::new(429).header("retry-after", "1"))
///     .times(2)
///     .responds(&Some("Rex".to_owned()));
///
/// let client = fake.client::<Client>();
/// let pet = client.get_pet(7).await?;
/// assert_eq!(pet.as_deref(), Some("Rex"));
/// assert_eq!(fake.calls::<operations::GetPetCall>().len(), 3);
/// # Ok(())
/// # }
/// ```
///
/// A request that is not expected gets no response: the call returns [`Error::Transport`](crate::Error::Transport),
/// whose source states what was expected instead, without the values of credentials and of what is named like one. A
/// token request gets a token, unless [`on_token`](Self::on_token) expects something else.
///
/// Clones share their state. When the value that [`new`](Self::new) returned is dropped, it
/// [verifies](Self::verify) itself and **panics** if something that was expected is missing; its clones do not.
pub struct FakeProvider {
    script: SharedScript,
    role: Role,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Panics when it is dropped and something is missing.
    Verifies,
    Responds,
}

impl FakeProvider {
    /// A provider that expects nothing.
    #[must_use]
    pub fn new() -> Self {
        Self { script: SharedScript::default(), role: Role::Verifies }
    }

    /// A provider that expects nothing, and responds to every operation of the client `C` as its document describes it:
    /// with an example of the document, or with a sample of its schema. The module `testing` of the client has `fake()`
    /// for it. Its messages do not show what the document calls a secret either.
    #[must_use]
    pub fn of<C: HasStubs>() -> Self {
        let fake = Self::new();
        let mut script = fake.script.lock();
        script.stubs = Stubs::of_document(C::stubs());
        script.secrets = SecretNames::new(C::stubs(), C::SCHEMES);
        drop(script);
        fake
    }

    /// Expects requests of the call `C`. Of several expectations that fit a request, the first one responds that has
    /// responses left.
    pub fn on<C: Call>(&self) -> Expectation<C> {
        self.expect(Target::Operation(C::OPERATION))
    }

    /// Expects [raw requests](crate::Core::raw_request) with this method and this template.
    pub fn on_raw(&self, method: Method, path: &'static str) -> Expectation<()> {
        self.expect(Target::Raw(method, path))
    }

    /// Expects requests to the token endpoint of an OAuth 2.0 grant.
    pub fn on_token(&self) -> Expectation<()> {
        self.expect(Target::Token)
    }

    /// Expects the requests in the order of the expectations: a request is not expected before all responses of the
    /// earlier expectations have been sent.
    #[must_use]
    pub fn in_order(self) -> Self {
        self.script.lock().order = Order::AsWritten;
        self
    }

    /// Responds to requests of the operation with this id as long as it has no expectation. Of several responses for
    /// one operation, the first one is sent whose media type the request accepts.
    pub fn stub(&self, operation: impl Into<String>, response: FakeResponse) {
        self.script.lock().stubs.add(operation.into(), response);
    }

    /// A client of this provider.
    ///
    /// # Panics
    /// If the client cannot be built.
    #[must_use]
    #[track_caller]
    pub fn client<C: Client>(&self) -> C {
        self.client_builder::<C>().build().unwrap_or_else(|error| panic!("the client cannot be built: {error}"))
    }

    /// A builder for a client of this provider, for settings and credentials. The client sends calls without a
    /// credential if it has none for them.
    pub fn client_builder<C: Client>(&self) -> ClientBuilder<C> {
        self.script.lock().secrets.set_schemes(C::SCHEMES);
        ClientBuilder::new(None).base_address(BASE_ADDRESS).without_credential().transport(self.clone())
    }

    /// The requests of the call `C` in their order. Each retry is one.
    #[must_use]
    pub fn calls<C: Call>(&self) -> Vec<ReceivedRequest> {
        let mut requests = self.requests();
        requests.retain(|request| request.operation().is_some_and(|operation| operation.id == C::OPERATION.id));
        requests
    }

    /// All requests in their order, with token requests.
    #[must_use]
    pub fn requests(&self) -> Vec<ReceivedRequest> {
        self.script.lock().received.clone()
    }

    /// Checks that all responses which are expected have been sent, and that no other request was received.
    ///
    /// # Panics
    /// If not, with a line for each expectation and each request.
    #[track_caller]
    pub fn verify(&self) {
        let failures = self.script.lock().failures();
        assert!(
            failures.is_empty(),
            "the requests are not those that the fake provider expects:\n  {}",
            failures.join("\n  ")
        );
    }

    fn expect<C>(&self, target: Target) -> Expectation<C> {
        let mut script = self.script.lock();
        script.expectations.push(Expected::new(target));
        let index = script.expectations.len() - 1;
        drop(script);
        Expectation::new(self.script.clone(), index)
    }
}

impl Default for FakeProvider {
    fn default() -> Self {
        Self::new()
    }
}

impl Clone for FakeProvider {
    /// Another handle of the same provider, which does not verify when it is dropped.
    fn clone(&self) -> Self {
        Self { script: self.script.clone(), role: Role::Responds }
    }
}

impl Drop for FakeProvider {
    fn drop(&mut self) {
        // A second panic would abort the process, and hide the first one.
        if self.role == Role::Verifies && !std::thread::panicking() {
            self.verify();
        }
    }
}

impl Transport for FakeProvider {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        Box::pin(async move {
            let request = ReceivedRequest::read(request).await?;
            let reply = self.script.lock().reply(&request);
            let (reply, delay) = reply.map_err(|message| SendError::new(SendErrorKind::Other, message).permanent())?;
            if !delay.is_zero() {
                tokio::time::sleep(delay).await;
            }
            match reply {
                Reply::Response(response) => Ok(sent(&response)),
                Reply::Computed(respond) => Ok(sent(&respond(&request))),
                Reply::Failure(kind) => Err(SendError::new(kind, FAILURE)),
            }
        })
    }
}

const FAILURE: &str = "the fake provider fails here";

/// `response` with its body, in parts if it has several.
fn sent(response: &FakeResponse) -> HttpResponse {
    let body = match response.whole_body() {
        Some(bytes) => bytes.into(),
        None => HttpBody::from_stream(stream::iter(response.parts()).filter_map(arrived)),
    };
    let mut sent = HttpResponse::new(response.status_code(), body);
    sent.headers_mut().clone_from(response.headers());
    sent
}

async fn arrived(part: Part) -> Option<Result<Bytes, SendError>> {
    match part {
        Part::Chunk(chunk) => Some(Ok(chunk)),
        Part::Interruption => Some(Err(SendError::new(SendErrorKind::Other, FAILURE))),
        Part::Pause(pause) => {
            tokio::time::sleep(pause).await;
            None
        }
    }
}

impl fmt::Debug for FakeProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.script.lock();
        f.debug_struct("FakeProvider")
            .field("expectations", &script.expectations.len())
            .field("requests", &script.received.len())
            .finish_non_exhaustive()
    }
}
