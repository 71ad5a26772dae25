//! What sends the requests of a client.

use std::sync::Arc;

use http::header::HeaderValue;
#[cfg(feature = "reqwest")]
use url::Url;

use super::{BuildError, Client, ClientBuilder};
use crate::Transport;
use crate::http::Http;
#[cfg(feature = "reqwest")]
use crate::http::{HttpConfig, ReqwestTransport};

/// The transport, what wraps it, and the settings that hold for any transport.
#[derive(Clone, Default)]
pub(super) struct TransportConfig {
    /// Instead of reqwest.
    own: Option<Arc<dyn Transport>>,
    wraps: Vec<Wrap>,
    user_agent: Option<String>,
    /// The first setting that only reqwest knows.
    #[cfg(feature = "reqwest")]
    setting_of_reqwest: Option<&'static str>,
}

type Wrap = Arc<dyn Fn(Arc<dyn Transport>) -> Arc<dyn Transport> + Send + Sync>;

impl<C: Client> ClientBuilder<C> {
    /// Sends all requests with `transport` instead of reqwest, also token requests. Retries, redirects, credentials,
    /// timeouts and limits apply as always.
    ///
    /// `proxy`, `root_certificate`, `identity`, `connect_timeout` and `configure_http` are settings of reqwest.
    /// Together with a transport they are an error of [`build`](Self::build).
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport.own = Some(Arc::new(transport));
        self
    }

    /// Wraps what sends the requests: middleware that sees each request as it is sent, with credentials and body, once
    /// for each attempt, each redirect and each token request. See [`Transport`] for an example.
    ///
    /// Can be called several times. The last one sees a request first.
    pub fn wrap_transport<T: Transport>(
        mut self,
        wrap: impl Fn(Arc<dyn Transport>) -> T + Send + Sync + 'static,
    ) -> Self {
        self.transport.wraps.push(Arc::new(move |next| Arc::new(wrap(next))));
        self
    }

    /// Sends `user_agent` in the header `User-Agent`. By default there is none; some providers require it.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.transport.user_agent = Some(user_agent.into());
        self
    }
}

impl TransportConfig {
    /// Records that `setting` has no effect with another transport than reqwest.
    #[cfg(feature = "reqwest")]
    pub(super) fn needs_reqwest(&mut self, setting: &'static str) {
        self.setting_of_reqwest.get_or_insert(setting);
    }

    #[cfg(feature = "reqwest")]
    pub(super) fn build(self, config: HttpConfig, base_address: &Url) -> Result<Http, BuildError> {
        let user_agent = self.user_agent()?;
        let (transport, client): (Arc<dyn Transport>, _) = match (&self.own, self.setting_of_reqwest) {
            (Some(_), Some(setting)) => return Err(BuildError::SettingOfReqwest { setting }),
            (Some(own), None) => (Arc::clone(own), None),
            // The application may have enabled TLS in reqwest itself.
            (None, _) if config.configure.is_empty() && base_address.scheme() == "https" && !HAS_TLS => {
                return Err(BuildError::NoTls);
            }
            (None, _) => {
                let transport = ReqwestTransport::new(config, base_address).map_err(BuildError::HttpClient)?;
                let client = transport.main().clone();
                (Arc::new(transport), Some(client))
            }
        };
        Ok(Http::new(self.wrap(transport), user_agent, client))
    }

    #[cfg(not(feature = "reqwest"))]
    pub(super) fn build(self) -> Result<Http, BuildError> {
        let user_agent = self.user_agent()?;
        let own = self.own.clone().ok_or(BuildError::NoTransport)?;
        Ok(Http::new(self.wrap(own), user_agent))
    }

    fn wrap(&self, transport: Arc<dyn Transport>) -> Arc<dyn Transport> {
        self.wraps.iter().fold(transport, |next, wrap| wrap(next))
    }

    fn user_agent(&self) -> Result<Option<HeaderValue>, BuildError> {
        let user_agent = self.user_agent.as_deref().map(HeaderValue::from_str).transpose();
        user_agent.map_err(|_| BuildError::InvalidUserAgent)
    }
}

#[cfg(feature = "reqwest")]
const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));
