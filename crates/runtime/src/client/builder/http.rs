//! The settings of the HTTP client.

use std::sync::Arc;
use std::time::Duration;

use super::{Client, ClientBuilder};
use crate::http::SystemProxy;

impl<C: Client> ClientBuilder<C> {
    /// Limits how long connecting may take, including TLS. 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.http.connect_timeout = timeout;
        self.transport.needs_reqwest("connect_timeout");
        self
    }

    /// Sends requests through `proxy`, instead of the proxy of the environment (`HTTPS_PROXY` and the like) or of the
    /// system. Can be called several times; the first proxy that is for an address is used.
    ///
    /// Plain HTTP to this machine never goes through a proxy.
    pub fn proxy(mut self, proxy: reqwest::Proxy) -> Self {
        self.http.proxies.push(proxy);
        self.transport.needs_reqwest("proxy");
        self
    }

    /// Uses no proxy, not even that of the environment or of the system.
    pub fn no_proxy(mut self) -> Self {
        self.http.proxies.clear();
        self.http.system_proxy = SystemProxy::Ignored;
        self
    }

    /// Trusts `certificate` in addition to those of the system: for a provider with a certificate authority of its own.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn root_certificate(mut self, certificate: reqwest::Certificate) -> Self {
        self.http.root_certificates.push(certificate);
        self.transport.needs_reqwest("root_certificate");
        self
    }

    /// Identifies the client by `identity`, a certificate with its key, if the server asks for one.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub fn identity(mut self, identity: reqwest::Identity) -> Self {
        self.http.identity = Some(identity);
        self.transport.needs_reqwest("identity");
        self
    }

    /// Configures the HTTP client by the builder of reqwest: for what has no setting here, such as DNS or HTTP/2.
    ///
    /// The settings of this crate are applied last. So redirects are still followed by
    /// [its rules](crate::Core::execute), and [`connect_timeout`](Self::connect_timeout) is in force. Can be called
    /// several times.
    ///
    /// ```
    /// # use moored_runtime::Core;
    /// let builder = Core::builder(Some("https://example.com")).configure_http(|http| http.http1_only());
    /// ```
    ///
    /// Clients that are built have connections of their own; the clones of a client share them.
    pub fn configure_http(
        mut self,
        configure: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync + 'static,
    ) -> Self {
        self.http.configure.push(Arc::new(configure));
        self.transport.needs_reqwest("configure_http");
        self
    }
}
