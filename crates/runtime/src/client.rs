//! The part of a client that all providers share: where to send, with which credentials, and sending.

mod body;
mod build_error;
mod builder;
mod call;
mod redirect;
mod representation;
mod target;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::Request;
use reqwest::header::{ACCEPT, HeaderValue};
use url::Url;

pub use build_error::BuildError;
pub use builder::{Client, ClientBuilder, NoCredential, Served};
pub use representation::Representation;

use crate::base_address::BaseAddress;
use crate::credential::PreparedCredential;
use crate::error::{Failure, InvalidRequest};
use crate::request::fills_template;
use crate::retry::Budget;
use crate::{
    Answer, ByteStream, CallOptions, Credential, Error, Hook, Operation, RequestBuilder, Response, Retries, Server,
};
use call::{BodyMode, Call, Received};
use target::{DefaultServer, Target};

/// What a generated client is made of. Cloning is cheap, and the clones share their connections, tokens and retry budget.
///
/// `Debug` shows the base address and the names of the schemes that have a credential.
#[derive(Clone)]
pub struct Core {
    inner: Arc<Inner>,
    target: Target,
}

struct Inner {
    base_address: BaseAddress,
    default_server: DefaultServer,
    allows_plain_http: bool,
    http: reqwest::Client,
    /// Whether redirects are ours to follow: a client that the user brought decides on them itself.
    follows_redirects: bool,
    credentials: Vec<PreparedCredential>,
    timeout: Option<Duration>,
    retries: Retries,
    budget: Budget,
    max_response_size: usize,
    hooks: Vec<Arc<dyn Hook>>,
}

impl Core {
    /// Starts a client for a document whose first server is `default_base_address`, or that has none.
    pub fn builder(default_base_address: Option<&'static str>) -> ClientBuilder {
        ClientBuilder::new(default_base_address)
    }

    /// The address that the paths of operations are appended to, without a slash at its end.
    #[must_use]
    pub fn base_address(&self) -> &str {
        self.target().map_or_else(|_| self.inner.base_address.as_str(), BaseAddress::as_str)
    }

    /// Starts a request of `operation`.
    pub fn request(&self, operation: &'static Operation) -> RequestBuilder<'_> {
        RequestBuilder::new(self.target().map(BaseAddress::as_str), operation)
    }

    /// The HTTP client, for requests that [`request`](Self::request) does not build. To send them, [`execute`](Self::execute) is the way: on its own, the client of
    /// ours follows no redirects.
    #[must_use]
    pub fn http(&self) -> &reqwest::Client {
        &self.inner.http
    }

    /// Sends `request` as `operation` says, and reads the answer to its end, whatever its status.
    ///
    /// The request gets the `Accept` of the operation unless it has one, and credentials: those of the first alternative of the
    /// operation's `security` for which this client has them all. Without such an alternative it goes out without credentials,
    /// and the provider decides. A token that the provider does not take any more (401) is renewed, once.
    ///
    /// What goes out beyond that: `Host`, and `Content-Length` for a body. Where neither the operation nor the request says
    /// what to accept, reqwest adds `Accept: */*`, which means the same as none. There is no `User-Agent`.
    ///
    /// Redirects are followed within the origin, up to ten, if they leave the request what it is: any of a GET or HEAD, and 307
    /// and 308 of other methods where the body can be sent twice. Any other is the answer. An HTTP client of the user's own
    /// decides for itself, see [`ClientBuilder::http_client`].
    ///
    /// What fails is sent again as [`Retries`] say, and everything together takes no longer than the time-out.
    ///
    /// # Errors
    ///
    /// [`Error::InvalidRequest`] if `request` is an error, or leads elsewhere than below the base address to the path of the
    /// operation; [`Error::Token`] if there is no access token to send it with; [`Error::Transport`] if no complete answer
    /// arrives, and [`Error::Oversized`] if one would be larger than this client takes.
    pub async fn execute<E>(
        &self,
        operation: &'static Operation,
        request: Result<Request, impl Into<InvalidRequest>>,
        options: &CallOptions,
    ) -> Result<Answer, Error<E>> {
        let request = self.prepare(operation, request, options)?;
        Ok(Call::new(&self.inner, self.target_url(), operation, options, BodyMode::Buffered)
            .run(request)
            .await?
            .response)
    }

    /// Sends `request` like [`execute`](Self::execute), but leaves the body of a success to whoever reads it: the time-out of the call
    /// ends with the headers, no size is too large, and nothing is sent again once the body has begun.
    ///
    /// Any other answer is read to its end, for `read` to make an error of it.
    ///
    /// # Errors
    ///
    /// Those of [`execute`](Self::execute), and what `read` gives.
    pub async fn stream<T, E>(
        &self,
        operation: &'static Operation,
        request: Result<Request, impl Into<InvalidRequest>>,
        options: &CallOptions,
        read: fn(Answer) -> Result<Response<T>, Error<E>>,
    ) -> Result<Response<ByteStream>, Error<E>> {
        let request = self.prepare(operation, request, options)?;
        let call = Call::new(&self.inner, self.target_url(), operation, options, BodyMode::Streamed);
        let Received { response, unread } = call.run(request).await?;
        match unread {
            Some(body) => Ok(response.clone().with_body(ByteStream::new(response, body))),
            None => match read(response.clone()) {
                Ok(_) => Err(response.unexpected()),
                Err(error) => Err(error),
            },
        }
    }

    /// `request` with everything but credentials.
    fn prepare(
        &self,
        operation: &'static Operation,
        request: Result<Request, impl Into<InvalidRequest>>,
        options: &CallOptions,
    ) -> Result<Request, Failure> {
        let request = request.map_err(Into::into);
        let request = request.and_then(|request| self.complete(operation, request, options));
        request.map_err(|invalid| invalid.of(operation).into())
    }

    /// Where requests go, as far as a trace is told.
    fn target_url(&self) -> &Url {
        self.target().unwrap_or(&self.inner.base_address).url()
    }

    fn complete(
        &self,
        operation: &Operation,
        mut request: Request,
        options: &CallOptions,
    ) -> Result<Request, InvalidRequest> {
        // Before the credentials: none may go into a request that leads elsewhere.
        let path = self.target()?.path_below(request.url());
        if !fills_template(operation.path, path.ok_or_else(InvalidRequest::outside_base_address)?) {
            return Err(InvalidRequest::path());
        }
        if let Some(accept) = operation.accept {
            request.headers_mut().entry(ACCEPT).or_insert(HeaderValue::from_static(accept));
        }
        options.apply(&mut request)?;
        Ok(request)
    }
}

impl Client for Core {
    type Credential = Credential;

    fn of(core: Core) -> Self {
        core
    }
}

impl Served for Core {
    type Server = Server;
}

impl Inner {
    /// The credentials of the first alternative that has them all.
    ///
    /// The alternative without schemes says that anonymous requests are allowed, not that they are wanted: it gives way to
    /// any for which the user has given credentials, wherever it stands in the list.
    fn credentials_for(&self, operation: &Operation) -> impl Iterator<Item = &PreparedCredential> {
        let find = |scheme: &&str| self.credentials.iter().find(|credential| credential.scheme == *scheme);
        let mut alternatives = operation.security.iter().filter(|schemes| !schemes.is_empty());
        let complete = alternatives.find(|schemes| schemes.iter().all(|scheme| find(scheme).is_some()));
        complete.into_iter().flat_map(|schemes| schemes.iter()).filter_map(find)
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes: Vec<_> = self.inner.credentials.iter().map(|credential| credential.scheme).collect();
        f.debug_struct("Core")
            .field("base_address", self.target().unwrap_or(&self.inner.base_address))
            .field("credentials", &schemes)
            .field("timeout", &self.inner.timeout)
            .finish_non_exhaustive()
    }
}
