//! Sending single HTTP requests.
//!
//! [`Http`] has the transport, and what applies to each request that it sends: the header `User-Agent`, the read
//! timeout, and sending again what the server has not processed. Redirects, retries and credentials belong to the call.

#[cfg(feature = "reqwest")]
mod config;
mod error;
mod incoming;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod upload;

use std::sync::Arc;
use std::time::Duration;

use http::header::{HeaderValue, USER_AGENT};

#[cfg(feature = "reqwest")]
pub(crate) use config::{HttpConfig, SystemProxy};
pub(crate) use error::HttpError;
pub(crate) use incoming::Incoming;
#[cfg(feature = "reqwest")]
pub(crate) use reqwest_transport::ReqwestTransport;

use crate::transport::Upload;
use crate::{HttpRequest, SendErrorKind, Transport};

/// What sends the requests of a [`Core`](crate::Core). Clones share it, and with it the connections.
#[derive(Clone)]
pub(crate) struct Http {
    inner: Arc<Inner>,
}

struct Inner {
    transport: Arc<dyn Transport>,
    user_agent: Option<HeaderValue>,
    #[cfg(feature = "reqwest")]
    client: Option<reqwest::Client>,
}

impl Http {
    /// Sends with `transport`; `client` is the client of reqwest in it.
    pub(crate) fn new(
        transport: Arc<dyn Transport>,
        user_agent: Option<HeaderValue>,
        #[cfg(feature = "reqwest")] client: Option<reqwest::Client>,
    ) -> Self {
        let inner = Inner {
            transport,
            user_agent,
            #[cfg(feature = "reqwest")]
            client,
        };
        Self { inner: Arc::new(inner) }
    }

    /// Whether `other` has the same connections.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner)
    }

    /// The client of reqwest for requests to the base address.
    #[cfg(feature = "reqwest")]
    pub(crate) fn client(&self) -> Option<&reqwest::Client> {
        self.inner.client.as_ref()
    }

    /// Sends `request`, and returns the response with its body unread.
    ///
    /// `read_timeout` limits how long nothing arrives: it starts when the body has been handed over to the connection,
    /// so neither connecting nor an upload counts, and begins again with each piece of the response.
    pub(crate) async fn send(
        &self,
        mut request: HttpRequest,
        read_timeout: Option<Duration>,
    ) -> Result<Incoming, HttpError> {
        if let Some(user_agent) = &self.inner.user_agent {
            request.headers_mut().entry(USER_AGENT).or_insert_with(|| user_agent.clone());
        }
        let mut resends = MAX_RESENDS;
        loop {
            let copy = request.try_clone();
            match self.send_once(request, read_timeout).await {
                // reqwest does the same, but not with a body that it does not know.
                Err(HttpError::Request(error)) if error.kind() == SendErrorKind::NotProcessed && resends > 0 => {
                    request = copy.ok_or(HttpError::Request(error))?;
                }
                result => return result,
            }
            resends -= 1;
        }
    }

    async fn send_once(&self, mut request: HttpRequest, read_timeout: Option<Duration>) -> Result<Incoming, HttpError> {
        let (upload, handed_over) = Upload::new();
        request.observe(upload);
        let mut upload = Some(handed_over);
        let mut sending = self.inner.transport.send(request);
        let response = match read_timeout {
            Some(limit) => {
                let response = upload::after_upload(sending.as_mut(), &mut upload, limit).await;
                response.ok_or(HttpError::ReadTimeout(limit))?
            }
            None => sending.await,
        };
        Ok(Incoming::new(response.map_err(HttpError::Request)?, read_timeout, upload))
    }
}

/// How often a request is sent again that the server has not processed, as reqwest does.
const MAX_RESENDS: u32 = 2;
