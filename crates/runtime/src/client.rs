//! The part of a client that does not depend on the provider: base address, credentials, and sending requests.

mod body;
mod build_error;
mod builder;
mod call;
mod chosen_credentials;
mod page;
mod raw;
mod redirect;
mod representation;
mod started;
mod target;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use http::header::{ACCEPT, CONTENT_LENGTH, HeaderValue};

pub use build_error::BuildError;
#[cfg(feature = "drift")]
pub use builder::HasDocument;
pub use builder::{Client, ClientBuilder, HasServers, NoCredential};
pub(crate) use page::PageAddress;
pub use raw::RawRequest;
pub use representation::RepresentationCall;
pub use started::{CallFuture, StartedCall};

use crate::base_address::BaseAddress;
use crate::credential::{PreparedCredential, SchemeLocation};
#[cfg(feature = "drift")]
use crate::drift::Observer;
use crate::error::{Failure, InvalidRequest};
use crate::http::Http;
use crate::messages::Messages;
use crate::missing_member::Reports;
use crate::options::{Defaults, ForeignHosts, WithoutCredential};
use crate::request::fills_template;
use crate::retry::Budget;
use crate::{
    ByteStream, CallOptions, Credential, Error, Expected, ExpectedContent, Hook, HttpRequest, Operation, RawResponse,
    RequestBuilder, Response, Retries, Server,
};
use call::{BodyMode, Call, Received};
use chosen_credentials::CredentialUse;
use target::{DefaultServer, Target};

/// The state of a generated client. Cloning is cheap; clones share their connections, tokens and retry budget.
///
/// `Debug` shows the base address and the names of the security schemes that have a credential.
#[derive(Clone)]
pub struct Core {
    inner: Arc<Inner>,
    target: Target,
    /// The server of a single operation, which the target was chosen from.
    server: Option<Arc<Server>>,
}

struct Inner {
    base_address: BaseAddress,
    default_server: DefaultServer,
    /// The document's default server, if it is a path such as `/v1`. A base address then stands for that path, and a
    /// relative server of an operation (`/v2`) replaces it: `https://host/v1` becomes `https://host/v2`.
    document_path: Option<&'static str>,
    allows_plain_http: bool,
    http: Http,
    credentials: Vec<PreparedCredential>,
    defaults: Defaults,
    downloads: ForeignHosts,
    schemes: &'static [(&'static str, SchemeLocation)],
    without_credential: WithoutCredential,
    timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    retries: Retries,
    budget: Budget,
    max_response_size: usize,
    max_json_depth: usize,
    hooks: Arc<[Arc<dyn Hook>]>,
    reports: Reports,
    messages: Messages,
    #[cfg(feature = "drift")]
    observer: Option<Observer>,
}

impl Core {
    /// Returns a builder for a document whose first server is `default_base_address`; `None` if it has no server.
    pub fn builder(default_base_address: Option<&'static str>) -> ClientBuilder {
        ClientBuilder::new(default_base_address)
    }

    /// The address that the paths of operations are appended to, without a trailing slash.
    #[must_use]
    pub fn base_address(&self) -> &str {
        self.target().map_or_else(|_| self.inner.base_address.as_str(), BaseAddress::as_str)
    }

    /// Returns a builder for a request of `operation`.
    pub fn request(&self, operation: &'static Operation) -> RequestBuilder<'_> {
        RequestBuilder::new(self.target().map(BaseAddress::as_str), operation)
    }

    /// The HTTP client, for building requests without [`request`](Self::request). Send such a request with
    /// [`execute`](Self::execute): the HTTP client by itself adds no credentials and follows no redirects. `None` if
    /// the client has a [transport](ClientBuilder::transport) of its own; [`HttpRequest`] needs neither.
    #[cfg(feature = "reqwest")]
    #[must_use]
    pub fn http(&self) -> Option<&reqwest::Client> {
        self.inner.http.client()
    }

    /// Sends `request` as a request of `operation` and reads the whole response, whatever its status.
    ///
    /// Headers: the request gets the operation's `Accept` header unless it has one. reqwest adds `Accept: */*` if
    /// neither has one, which means the same as no header. Beyond that, only `Host` and, for a
    /// body and for a POST, PUT or PATCH without one, `Content-Length` are added; there is no `User-Agent`.
    ///
    /// Credentials: the request gets those of the first alternative in the operation's `security` for which this client
    /// has all credentials. What a hook or a parameter has put where a scheme has its secret counts as its credential.
    /// If there is no such alternative, the request is sent only if the operation allows anonymous requests, or as
    /// [`ClientBuilder::without_credential`] and [`CallOptions::without_credential`] ask for. An access token that the
    /// provider rejects with 401 is renewed once.
    ///
    /// Redirects: up to ten are followed, within the same origin and only if method and body stay the same. That is any
    /// redirect of a GET or HEAD, and 307 and 308 of other methods if the body can be sent twice. A download is also
    /// followed to the hosts of [`ClientBuilder::follow_downloads_to`]. Any other redirect is returned as the response,
    /// and so is one that the document describes.
    ///
    /// Failed requests are sent again as configured by [`Retries`]. The timeout covers all requests of the call
    /// together.
    ///
    /// # Errors
    ///
    /// - [`Error::InvalidRequest`] if `request` is an error, if its address is not below the base address, or if its
    ///   path does not match the path template of the operation
    /// - [`Error::MissingCredential`] if the operation requires a credential that this client does not have
    /// - [`Error::Token`] if there is no access token to send it with
    /// - [`Error::Transport`] if no complete response was received
    /// - [`Error::Oversized`] if the response is larger than the limit of this client
    pub async fn execute<E>(
        &self,
        operation: &'static Operation,
        request: Result<impl Into<HttpRequest>, impl Into<InvalidRequest>>,
        options: &CallOptions,
    ) -> Result<RawResponse, Error<E>> {
        Ok(self.receive(operation, request.map(Into::into).map_err(Into::into), options).await?)
    }

    /// The part of [`execute`](Self::execute) that does not depend on the type of an error response.
    async fn receive(
        &self,
        operation: &'static Operation,
        request: Result<HttpRequest, InvalidRequest>,
        options: &CallOptions,
    ) -> Result<RawResponse, Failure> {
        let request = self.prepare(operation, request, options)?;
        let call = self.call(operation, options, BodyMode::Buffered)?;
        Ok(call.run(request).await?.response)
    }

    /// Sends `request` like [`execute`](Self::execute), but returns the body of a response that is `expected` as a
    /// stream. The timeout of the call ends with the headers, the size of the body is not limited, and the call is not
    /// retried once the headers of such a response have been received.
    ///
    /// Any other response is read completely, and `read` turns it into an error.
    ///
    /// # Errors
    ///
    /// Those of [`execute`](Self::execute), the error that `read` returns, and [`Error::UnexpectedMediaType`] if it
    /// returns none.
    pub async fn stream<T, E>(
        &self,
        operation: &'static Operation,
        request: Result<impl Into<HttpRequest>, impl Into<InvalidRequest>>,
        options: &CallOptions,
        expected: &'static [Expected],
        read: fn(RawResponse) -> Result<Response<T>, Error<E>>,
    ) -> Result<Response<ByteStream>, Error<E>> {
        let request = self.prepare(operation, request, options)?;
        let call = self.call(operation, options, BodyMode::Streamed(expected))?;
        let Received { response, unread } = call.run(request).await?;
        match unread {
            Some(body) => Ok(response.clone().with_body(ByteStream::new(response, body))),
            None => match read(response.clone()) {
                Ok(_) => {
                    let is_other = |found: &Expected| found.content == ExpectedContent::Other;
                    let is_of_send = Expected::find(expected, response.status()).is_none_or(is_other);
                    let method = is_of_send.then_some("send()");
                    Err(response.unexpected_media_type(Expected::all_media_types(expected), method))
                }
                Err(error) => Err(error),
            },
        }
    }

    /// Calls [`complete`](Self::complete), and adds the operation to the message of an error.
    fn prepare(
        &self,
        operation: &'static Operation,
        request: Result<impl Into<HttpRequest>, impl Into<InvalidRequest>>,
        options: &CallOptions,
    ) -> Result<HttpRequest, Failure> {
        let request = request.map(Into::into).map_err(Into::into).or_else(|invalid| options.unless_checked(invalid));
        let request = request.and_then(|request| self.complete(operation, request.with_operation(operation), options));
        request.map_err(|invalid| invalid.with_operation(operation).into())
    }

    /// A call with the credentials of `options`.
    fn call<'a>(
        &'a self,
        operation: &'static Operation,
        options: &'a CallOptions,
        body_mode: BodyMode,
    ) -> Result<Call<'a>, Failure> {
        let prepare = || {
            let moved = self.target_of_call(options)?;
            let address = match &moved {
                Some(address) => address.url(),
                // The base address if the target is unusable, which the request has reported.
                None => self.target().unwrap_or(&self.inner.base_address).url(),
            };
            let base_address = moved.as_ref().map_or(self.inner.base_address.url(), |moved| moved.url());
            let own = self.inner.credentials_of_call(operation, options, base_address)?;
            Ok(Call::new(&self.inner, address, operation, options, CredentialUse::Sent { own }, body_mode))
        };
        prepare().map_err(|invalid: InvalidRequest| invalid.with_operation(operation).into())
    }

    /// Checks the address of `request` and adds all headers except credentials.
    fn complete(
        &self,
        operation: &'static Operation,
        mut request: HttpRequest,
        options: &CallOptions,
    ) -> Result<HttpRequest, InvalidRequest> {
        // Checked before credentials are added: none may go into a request to another address.
        let target = self.target()?;
        let moved = self.target_of_call(options)?;
        if let Some(url) = moved.as_ref().and_then(|moved| target.moved(request.url(), moved)) {
            *request.url_mut() = url;
        }
        let path = moved.as_deref().unwrap_or(target).path_below(request.url());
        if !fills_template(operation.path, path.ok_or_else(InvalidRequest::outside_base_address)?) {
            return Err(InvalidRequest::path());
        }
        options.apply(&mut request)?;
        if let Some(accept) = operation.accept {
            request.headers_mut().entry(ACCEPT).or_insert(HeaderValue::from_static(accept));
        }
        self.inner.defaults.apply(&mut request)?;
        // RFC 9110, section 8.6; some servers respond with 411 without it.
        let is_empty = request.body().as_bytes().is_some_and(<[u8]>::is_empty);
        if is_empty && [Method::POST, Method::PUT, Method::PATCH].contains(request.method()) {
            request.headers_mut().entry(CONTENT_LENGTH).or_insert(HeaderValue::from_static("0"));
        }
        Ok(request)
    }
}

impl Client for Core {
    type Credential = Credential;

    fn from_core(core: Core) -> Self {
        core
    }
}

impl HasServers for Core {
    type Server = Server;
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
