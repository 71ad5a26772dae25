//! Configuring and building a client.

mod defaults;
mod downloads;
#[cfg(feature = "drift")]
mod drift;
#[cfg(feature = "reqwest")]
mod http;
mod messages;
mod transport;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "drift")]
pub use drift::HasDocument;

use super::build_error::BuildError;
use super::target::{DefaultServer, Target};
use super::{Core, Inner};
use crate::base_address::is_unencrypted_remote;
use crate::credential::{ClientContext, SchemeLocation};
#[cfg(feature = "drift")]
use crate::drift::Observer;
#[cfg(feature = "reqwest")]
use crate::http::HttpConfig;
use crate::json::DEFAULT_MAX_DEPTH;
use crate::messages::Messages;
use crate::missing_member::{self, Reports};
use crate::options::{Additions, Defaults, ForeignHosts, InvalidHost, WithoutCredential};
use crate::retry::Budget;
use crate::{Credential, Hook, Retries, Server};
use transport::TransportConfig;

/// A client that a [`ClientBuilder`] can build: a generated one, or a [`Core`].
pub trait Client: Sized {
    /// The credentials that the client accepts; [`NoCredential`] if the document has no security schemes.
    type Credential: Into<Credential>;

    /// The security schemes of the document, each with the location of its secret in a request.
    const SCHEMES: &'static [(&'static str, SchemeLocation)] = &[];

    /// Returns the client that sends its requests with `core`.
    fn from_core(core: Core) -> Self;
}

/// A client of a document with several servers, or with a server that has variables.
pub trait HasServers: Client {
    /// The servers to choose from.
    type Server: Into<Server>;
}

/// The credential type of clients without security schemes. It has no values.
#[derive(Clone, Copy, Debug)]
pub enum NoCredential {}

impl From<NoCredential> for Credential {
    fn from(none: NoCredential) -> Self {
        match none {}
    }
}

/// Configures a client. `Debug` shows neither addresses nor secrets.
#[derive(Clone)]
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder<C = Core> {
    client: PhantomData<fn() -> C>,
    default_base_address: Option<&'static str>,
    server: Option<Server>,
    base_address: Option<String>,
    credentials: Vec<Credential>,
    defaults: Additions,
    downloads: Result<ForeignHosts, InvalidHost>,
    without_credential: WithoutCredential,
    timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    retries: Retries,
    max_response_size: usize,
    max_json_depth: usize,
    allows_plain_http: bool,
    hooks: Vec<Arc<dyn Hook>>,
    messages: Messages,
    #[cfg(feature = "drift")]
    observer: Option<Observer>,
    transport: TransportConfig,
    #[cfg(feature = "reqwest")]
    http: HttpConfig,
}

const TIMEOUT: Duration = Duration::from_secs(60);
#[cfg(feature = "reqwest")]
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const READ_TIMEOUT: Duration = Duration::from_secs(30);
const MAX_RESPONSE_SIZE: usize = 32 * 1024 * 1024;

impl<C: HasServers> ClientBuilder<C> {
    /// Sends requests to `server` instead of the document's first server. [`base_address`](Self::base_address) takes
    /// precedence.
    ///
    /// Operations with a server of their own in the document are still sent there.
    pub fn server(mut self, server: impl Into<C::Server>) -> Self {
        self.server = Some(server.into().into());
        self
    }
}

impl<C: Client> ClientBuilder<C> {
    /// Returns a builder for a document whose first server is `default_base_address`; `None` if it has no server.
    pub fn new(default_base_address: Option<&'static str>) -> Self {
        Self {
            client: PhantomData,
            default_base_address,
            server: None,
            base_address: None,
            credentials: Vec::new(),
            defaults: Additions::default(),
            downloads: Ok(ForeignHosts::default()),
            without_credential: WithoutCredential::default(),
            timeout: Some(TIMEOUT),
            read_timeout: Some(READ_TIMEOUT),
            retries: Retries::default(),
            max_response_size: MAX_RESPONSE_SIZE,
            max_json_depth: DEFAULT_MAX_DEPTH,
            allows_plain_http: false,
            hooks: Vec::new(),
            messages: Messages::default(),
            #[cfg(feature = "drift")]
            observer: None,
            transport: TransportConfig::default(),
            #[cfg(feature = "reqwest")]
            http: HttpConfig::new(CONNECT_TIMEOUT),
        }
    }

    /// Sends all requests below `address` instead of to the document's servers. Required if the document has no server,
    /// or only a path without a host, such as `/v1`.
    ///
    /// `address` is an absolute https address. The paths of operations are appended to it, and no part of the
    /// document's servers is: if the document's server is `/v1`, pass `https://example.com/v1`. A trailing slash makes
    /// no difference. For http see [`allow_plain_http`](Self::allow_plain_http).
    ///
    /// It also replaces the absolute servers of single operations.
    pub fn base_address(mut self, address: impl Into<String>) -> Self {
        self.base_address = Some(address.into());
        self
    }

    /// Sends `credential` with each operation that requires its security scheme. Replaces an earlier credential for the
    /// same scheme.
    pub fn credential(mut self, credential: impl Into<C::Credential>) -> Self {
        let credential: Credential = credential.into().into();
        self.credentials.retain(|other| other.scheme() != credential.scheme());
        self.credentials.push(credential);
        self
    }

    /// Sends calls without a credential if no complete one is configured for them, instead of returning
    /// [`Error::MissingCredential`](crate::Error::MissingCredential). For providers that require no credential although
    /// the document states one, and for clients whose HTTP client, proxy or network authenticates them.
    pub fn without_credential(mut self) -> Self {
        self.without_credential = WithoutCredential::Sent;
        self
    }

    /// Limits the duration of each call, including token requests, redirects, retries and reading the response. 60
    /// seconds by default; `None` for no limit. [`CallOptions::timeout`](crate::CallOptions::timeout) overrides it for
    /// one call.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// Limits how long nothing is received: from the end of the request body to the first byte of the response, and
    /// between any two pieces of its body. 30 seconds by default; `None` for no limit. Connecting and sending the body
    /// do not count. [`CallOptions::read_timeout`](crate::CallOptions::read_timeout) overrides it for one call, and so
    /// does a longer [`CallOptions::timeout`](crate::CallOptions::timeout).
    pub fn read_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.read_timeout = timeout.into();
        self
    }

    /// Configures when failed requests are sent again. [`Retries::off`] turns that off.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// Limits the size of a response body, in bytes. 32 MiB by default.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Limits how deep the JSON of a response may be nested, as far as it is decoded: members that the document does
    /// not describe do not count. 128 levels by default, as in serde_json. A response that is deeper is
    /// [undecodable](crate::Error::Undecodable).
    ///
    /// Decoding is recursive. With a limit of many thousand levels, a response can exhaust the stack of the thread,
    /// which ends the process; 1000 levels are safe with the stacks of main threads and of tokio.
    pub fn max_json_depth(mut self, levels: usize) -> Self {
        self.max_json_depth = levels;
        self
    }

    /// Allows plain HTTP to other machines for the base address and token addresses. All requests, including
    /// credentials, can then be read on the way. Without it only this machine may be addressed by `http://`:
    /// `localhost`, 127.0.0.0/8 and `::1`.
    pub fn allow_plain_http(mut self) -> Self {
        self.allows_plain_http = true;
        self
    }

    /// Notifies `hook` of every request and its outcome. Can be called several times to add several hooks.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Checks the configuration and builds the client.
    ///
    /// # Errors
    ///
    /// [`BuildError`] describes what is missing or invalid.
    pub fn build(self) -> Result<C, BuildError> {
        let (base_address, default_server) =
            DefaultServer::choose(self.base_address.as_deref(), self.server.as_ref(), self.default_base_address)?;
        if is_unencrypted_remote(base_address.url()) && !self.allows_plain_http {
            return Err(BuildError::PlainHttp);
        }
        #[cfg(feature = "reqwest")]
        let http = self.transport.build(self.http, base_address.url())?;
        #[cfg(not(feature = "reqwest"))]
        let http = self.transport.build()?;
        let context =
            ClientContext { base_address: base_address.url(), http: &http, allows_plain_http: self.allows_plain_http };
        let messages = self.messages.with_secrets(self.credentials.iter().flat_map(Credential::secrets));
        let prepare = |credential: Credential| {
            let scheme = credential.scheme();
            credential.prepare(&context).map_err(|reason| BuildError::InvalidCredential { scheme, reason })
        };
        let credentials = self.credentials.into_iter().map(prepare).collect::<Result<_, _>>()?;
        let defaults = Defaults::new(self.defaults)?;
        let hooks: Arc<[Arc<dyn Hook>]> = self.hooks.into();
        Ok(C::from_core(Core {
            target: Target::Default,
            server: None,
            inner: Arc::new(Inner {
                base_address,
                default_server,
                document_path: self.default_base_address.filter(|address| address.starts_with('/')),
                allows_plain_http: self.allows_plain_http,
                http,
                credentials,
                defaults,
                downloads: self.downloads?,
                schemes: C::SCHEMES,
                without_credential: self.without_credential,
                timeout: self.timeout,
                read_timeout: self.read_timeout,
                budget: Budget::new(self.retries.budget_size()),
                retries: self.retries,
                max_response_size: self.max_response_size,
                max_json_depth: self.max_json_depth,
                reports: reports(Arc::clone(&hooks)),
                hooks,
                messages,
                #[cfg(feature = "drift")]
                observer: self.observer,
            }),
        }))
    }
}

/// Reports the missing members of a response to all hooks, and as events.
fn reports(hooks: Arc<[Arc<dyn Hook>]>) -> Reports {
    Arc::new(move |operation, missing| {
        missing_member::trace(operation, missing);
        for hook in &*hooks {
            hook.on_missing_member(operation, missing);
        }
    })
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("defaults", &self.defaults.names().collect::<Vec<_>>())
            .field("timeout", &self.timeout)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}
