//! The settings of the HTTP clients.

use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::Policy;

/// What the HTTP clients are built from.
#[derive(Clone)]
pub(crate) struct HttpConfig {
    pub(crate) connect_timeout: Duration,
    pub(crate) proxies: Vec<reqwest::Proxy>,
    pub(crate) system_proxy: SystemProxy,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) root_certificates: Vec<reqwest::Certificate>,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(crate) identity: Option<reqwest::Identity>,
    pub(crate) configure: Vec<Configure>,
}

pub(crate) type Configure = Arc<dyn Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder + Send + Sync>;

/// Whether the proxy of the environment or the system is used, if no other is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum SystemProxy {
    Used,
    Ignored,
}

/// Which requests a client is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ProxyUse {
    AsConfigured,
    Never,
}

impl HttpConfig {
    pub(crate) fn new(connect_timeout: Duration) -> Self {
        Self {
            connect_timeout,
            proxies: Vec::new(),
            system_proxy: SystemProxy::Used,
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            root_certificates: Vec::new(),
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            identity: None,
            configure: Vec::new(),
        }
    }

    /// An HTTP client that adds no headers of its own.
    pub(super) fn build(&self, proxy_use: ProxyUse) -> Result<reqwest::Client, reqwest::Error> {
        let mut builder = reqwest::Client::builder()
            // What browsers and curl read as well.
            .http1_max_headers(MAX_HEADERS)
            .http1_allow_spaces_after_header_name_in_responses(true)
            .http1_allow_obsolete_multiline_headers_in_responses(true)
            // Another crate of the program may have enabled them in reqwest.
            .no_deflate()
            .no_zstd();
        #[cfg(not(feature = "gzip"))]
        {
            builder = builder.no_gzip();
        }
        #[cfg(not(feature = "brotli"))]
        {
            builder = builder.no_brotli();
        }
        if self.system_proxy == SystemProxy::Ignored {
            builder = builder.no_proxy();
        }
        for proxy in &self.proxies {
            builder = builder.proxy(proxy.clone());
        }
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        {
            builder = builder.tls_certs_merge(self.root_certificates.iter().cloned());
            if let Some(identity) = &self.identity {
                builder = builder.identity(identity.clone());
            }
        }
        for configure in &self.configure {
            builder = configure(builder);
        }
        // Last, so that nothing replaces them. `Call` follows redirects: it knows the method, and adds no `Referer`,
        // which could contain a key from the query.
        builder = builder.redirect(Policy::none()).referer(false).connect_timeout(self.connect_timeout);
        if proxy_use == ProxyUse::Never {
            builder = builder.no_proxy();
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            {
                // It sends plain HTTP only, and reading the certificates of the system is slow.
                builder = builder.tls_certs_only([]);
            }
        }
        builder.build().map_err(reqwest::Error::without_url)
    }
}

/// The limit of hyper is 100. Some servers send a `Set-Cookie` or a `Link` for each item. hyper reserves 64 bytes for
/// each header that is possible, for every response.
const MAX_HEADERS: usize = 400;
