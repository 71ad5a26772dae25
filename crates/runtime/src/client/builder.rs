//! Putting a client together.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;

use super::build_error::BuildError;
use super::target::{DefaultServer, Target};
use super::{Core, Inner};
use crate::base_address::is_unencrypted_remote;
use crate::credential::ClientContext;
use crate::retry::Budget;
use crate::{Credential, Hook, Retries, Server};

/// A client that can be built: a generated one, or its [`Core`] alone.
pub trait Client: Sized {
    /// What the provider knows its callers by; [`NoCredential`] where its document has no security schemes.
    type Credential: Into<Credential>;

    /// The client that sends with `core`.
    fn of(core: Core) -> Self;
}

/// A client of a document that has several servers, or one with variables.
pub trait Served: Client {
    /// The choice among them.
    type Server: Into<Server>;
}

/// The credential of clients that have none: there is no value of it.
#[derive(Clone, Copy, Debug)]
pub enum NoCredential {}

impl From<NoCredential> for Credential {
    fn from(none: NoCredential) -> Self {
        match none {}
    }
}

/// Says where and how a client sends its requests. `Debug` shows neither addresses nor secrets.
#[derive(Clone)]
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder<C = Core> {
    client: PhantomData<fn() -> C>,
    default_base_address: Option<&'static str>,
    server: Option<Server>,
    base_address: Option<String>,
    credentials: Vec<Credential>,
    timeout: Option<Duration>,
    connect_timeout: Duration,
    read_timeout: Option<Duration>,
    retries: Retries,
    max_response_size: usize,
    allows_plain_http: bool,
    hooks: Vec<Arc<dyn Hook>>,
    http: Option<reqwest::Client>,
}

const TIMEOUT: Duration = Duration::from_secs(60);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const READ_TIMEOUT: Duration = Duration::from_secs(30);
const MAX_RESPONSE_SIZE: usize = 32 * 1024 * 1024;

impl<C: Served> ClientBuilder<C> {
    /// Sends requests to `server` instead of the document's first. [`base_address`](Self::base_address) takes precedence.
    ///
    /// Operations for which the document names a server of their own go there all the same.
    pub fn server(mut self, server: impl Into<C::Server>) -> Self {
        self.server = Some(server.into().into());
        self
    }
}

impl<C: Client> ClientBuilder<C> {
    /// A builder for a document whose first server is `default_base_address`, or that has none.
    pub fn new(default_base_address: Option<&'static str>) -> Self {
        Self {
            client: PhantomData,
            default_base_address,
            server: None,
            base_address: None,
            credentials: Vec::new(),
            timeout: Some(TIMEOUT),
            connect_timeout: CONNECT_TIMEOUT,
            read_timeout: Some(READ_TIMEOUT),
            retries: Retries::default(),
            max_response_size: MAX_RESPONSE_SIZE,
            allows_plain_http: false,
            hooks: Vec::new(),
            http: None,
        }
    }

    /// Sends all requests below `address` instead of the document's servers. Required where the document names none, or only a path
    /// such as `/v1` on whichever host it came from.
    ///
    /// An absolute https address, to which the paths of the document are appended, and nothing of its servers: what is `/v1` there is
    /// `https://example.com/v1` here. For http see [`allow_plain_http`](Self::allow_plain_http). A slash at its end makes no difference.
    ///
    /// It takes the place of servers that single operations have as well: nothing goes anywhere else.
    pub fn base_address(mut self, address: impl Into<String>) -> Self {
        self.base_address = Some(address.into());
        self
    }

    /// Sends `credential` where the document asks for its security scheme. It replaces one for the same scheme.
    pub fn credential(mut self, credential: impl Into<C::Credential>) -> Self {
        let credential: Credential = credential.into().into();
        self.credentials.retain(|other| other.scheme() != credential.scheme());
        self.credentials.push(credential);
        self
    }

    /// Limits each call: token requests, redirects, retries and the whole answer included. 60 seconds by default; `None` for
    /// no limit. A single call may have another one, see [`CallOptions::timeout`](crate::CallOptions::timeout).
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.timeout = timeout.into();
        self
    }

    /// Limits how long it may take to connect, TLS included. 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Limits how long no byte of an answer may come. 30 seconds by default; `None` for no limit.
    pub fn read_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.read_timeout = timeout.into();
        self
    }

    /// Says when to send again what failed. [`Retries::off`] for never.
    pub fn retries(mut self, retries: Retries) -> Self {
        self.retries = retries;
        self
    }

    /// Takes answers with bodies of at most `bytes` bytes. 32 MiB by default.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = bytes;
        self
    }

    /// Sends requests, credentials and all, over plain HTTP to other machines too: where the base address or a token address
    /// says `http://`. Without it that is an error, but for this machine itself (`localhost`, 127.0.0.0/8, `::1`).
    pub fn allow_plain_http(mut self) -> Self {
        self.allows_plain_http = true;
        self
    }

    /// Tells `hook` of every request and how it ended. May be called more than once.
    pub fn hook(mut self, hook: impl Hook) -> Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Uses `http` in place of a client of our own, with whatever it brings: headers, proxies, redirects, time-outs for connecting
    /// and reading.
    ///
    /// Mind the redirects, for `http` alone decides on them. reqwest's default policy follows them to other hosts, and takes the
    /// header of an API key along; and it makes a GET of an update that is answered with 303, so that the answer to that GET
    /// passes for the update's. A client of our own follows only redirects within the origin, and of updates only 307 and 308.
    pub fn http_client(mut self, http: reqwest::Client) -> Self {
        self.http = Some(http);
        self
    }

    /// Checks what was given, and builds the client.
    ///
    /// # Errors
    ///
    /// [`BuildError`] says what is missing or wrong.
    pub fn build(self) -> Result<C, BuildError> {
        let (base_address, default_server) =
            DefaultServer::choose(self.base_address.as_deref(), self.server.as_ref(), self.default_base_address)?;
        if is_unencrypted_remote(base_address.url()) && !self.allows_plain_http {
            return Err(BuildError::PlainHttp);
        }
        if self.http.is_none() && base_address.url().scheme() == "https" && !HAS_TLS {
            return Err(BuildError::NoTls);
        }
        let follows_redirects = self.http.is_none();
        let http = match self.http {
            Some(http) => http,
            None => http_client(self.connect_timeout, self.read_timeout)?,
        };
        let context =
            ClientContext { base_address: base_address.url(), http: &http, allows_plain_http: self.allows_plain_http };
        let prepare = |credential: Credential| {
            let scheme = credential.scheme();
            credential.prepare(&context).map_err(|reason| BuildError::InvalidCredential { scheme, reason })
        };
        let credentials = self.credentials.into_iter().map(prepare).collect::<Result<_, _>>()?;
        Ok(C::of(Core {
            target: Target::Default,
            inner: Arc::new(Inner {
                base_address,
                default_server,
                allows_plain_http: self.allows_plain_http,
                http,
                follows_redirects,
                credentials,
                timeout: self.timeout,
                budget: Budget::new(self.retries.budget_size()),
                retries: self.retries,
                max_response_size: self.max_response_size,
                hooks: self.hooks,
            }),
        }))
    }
}

const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

/// An HTTP client that adds nothing of its own to a request.
fn http_client(connect_timeout: Duration, read_timeout: Option<Duration>) -> Result<reqwest::Client, BuildError> {
    let mut builder = reqwest::Client::builder()
        // `Core::execute` follows them, for it knows the method, and adds no `Referer`: a key may be in the query.
        .redirect(Policy::none())
        .connect_timeout(connect_timeout);
    if let Some(timeout) = read_timeout {
        builder = builder.read_timeout(timeout);
    }
    builder.build().map_err(|error| BuildError::HttpClient(error.without_url()))
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("timeout", &self.timeout)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}
