//! Sending single HTTP requests.
//!
//! [`Http`] has the HTTP clients, and what applies to each request that they send: the read timeout, and which requests
//! go past the proxy. Redirects, retries and credentials belong to the call.

mod config;
mod error;
mod incoming;
mod upload;

use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use reqwest::Request;
use url::Url;

pub(crate) use config::{HttpConfig, SystemProxy};
pub(crate) use error::HttpError;
pub(crate) use incoming::Incoming;

use config::ProxyUse;

use crate::base_address::is_loopback;

/// The HTTP clients of a [`Core`](crate::Core). Clones share them, and with them the connections.
#[derive(Clone)]
pub(crate) struct Http {
    inner: Arc<Inner>,
}

struct Inner {
    config: HttpConfig,
    /// The client that the base address needs. Built first, so that an error is one of building the client.
    main: reqwest::Client,
    main_proxy_use: ProxyUse,
    /// The other one. Few clients need it, and a client costs as much as its TLS configuration.
    other: OnceLock<reqwest::Client>,
}

impl Http {
    pub(crate) fn new(config: HttpConfig, base_address: &Url) -> Result<Self, reqwest::Error> {
        let main_proxy_use = proxy_use(base_address);
        let main = config.build(main_proxy_use)?;
        Ok(Self { inner: Arc::new(Inner { config, main, main_proxy_use, other: OnceLock::new() }) })
    }

    /// Whether `other` has the same connections.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// The client for requests to the base address.
    pub(crate) fn main(&self) -> &reqwest::Client {
        &self.inner.main
    }

    /// Sends `request`, and returns the response with its body unread.
    ///
    /// `read_timeout` limits how long nothing arrives: it starts when the body has been handed over to the connection,
    /// so neither connecting nor an upload counts, and begins again with each piece of the response.
    pub(crate) async fn send(
        &self,
        mut request: Request,
        read_timeout: Option<Duration>,
    ) -> Result<Incoming, HttpError> {
        let client = self.client_for(request.url())?;
        let mut resends = MAX_RESENDS;
        loop {
            let copy = request.try_clone();
            match self.send_once(client, request, read_timeout).await {
                // reqwest does the same, but not with a body that it does not know.
                Err(error) if error.is_unprocessed_stream() && resends > 0 => request = copy.ok_or(error)?,
                result => return result,
            }
            resends -= 1;
        }
    }

    async fn send_once(
        &self,
        client: &reqwest::Client,
        mut request: Request,
        read_timeout: Option<Duration>,
    ) -> Result<Incoming, HttpError> {
        let failed = |error| HttpError::new(error, self.inner.config.connect_timeout);
        // Without a limit too: its pauses let an early response be seen.
        let mut upload = Some(upload::observe(&mut request));
        let sending = pin!(client.execute(request));
        let response = match read_timeout {
            Some(limit) => {
                let response = upload::after_upload(sending, &mut upload, limit).await;
                response.ok_or(HttpError::ReadTimeout(limit))?
            }
            None => sending.await,
        };
        Ok(Incoming::new(response.map_err(failed)?, read_timeout, upload))
    }

    fn client_for(&self, url: &Url) -> Result<&reqwest::Client, HttpError> {
        let proxy_use = proxy_use(url);
        if proxy_use == self.inner.main_proxy_use {
            return Ok(&self.inner.main);
        }
        if let Some(other) = self.inner.other.get() {
            return Ok(other);
        }
        let built = self.inner.config.build(proxy_use);
        let built = built.map_err(|error| HttpError::new(error, self.inner.config.connect_timeout))?;
        Ok(self.inner.other.get_or_init(|| built))
    }
}

/// How often a request is sent again that the server has not processed, as reqwest does.
const MAX_RESENDS: u32 = 2;

/// Plain HTTP is allowed to this machine because nobody can read it on the way. A proxy is on the way.
fn proxy_use(url: &Url) -> ProxyUse {
    if url.scheme() == "http" && is_loopback(url) { ProxyUse::Never } else { ProxyUse::AsConfigured }
}
