//! The address that requests are sent to: the client's base address, or the server that the document gives to a single
//! operation.

use std::sync::Arc;

use url::Url;

use super::Core;
use super::build_error::BuildError;
use crate::base_address::{BaseAddress, is_unencrypted_remote};
use crate::{CallOptions, InvalidRequest, Server};

/// Where the requests of a [`Core`] go.
#[derive(Clone)]
pub(super) enum Target {
    /// Below the client's base address.
    Default,
    /// To the server of one operation.
    Server(Arc<BaseAddress>),
    /// Nowhere: the server of the operation has no usable address, for this reason. Building or sending a request
    /// fails.
    Unusable(&'static str),
}

/// What the base address of a client was read from.
pub(super) enum DefaultServer {
    /// The address that the caller gave with `base_address`. No absolute server of an operation replaces it.
    BaseAddress,
    /// A server of the document, chosen by the caller or the first one.
    Server(Server),
}

impl DefaultServer {
    /// Chooses the default server: `base_address`, else `server`, else the `default` of the document.
    pub(super) fn choose(
        base_address: Option<&str>,
        server: Option<&Server>,
        default: Option<&'static str>,
    ) -> Result<(BaseAddress, Self), BuildError> {
        let invalid = |reason| BuildError::InvalidBaseAddress { reason };
        if let Some(address) = base_address {
            return Ok((BaseAddress::parse(address).map_err(invalid)?, Self::BaseAddress));
        }
        if let Some(server) = server {
            return Ok((server.base_address()?, Self::Server(server.clone())));
        }
        if let Some(path) = default.filter(|address| address.starts_with('/')) {
            return Err(BuildError::RelativeServer { path });
        }
        let address = default.ok_or(BuildError::NoBaseAddress)?;
        Ok((BaseAddress::parse(address).map_err(invalid)?, Self::Server(Server::new(address))))
    }
}

impl Core {
    /// Returns the same client, sending its requests to `server`, the server of a single operation.
    ///
    /// A relative `server`, such as `/v2`, is resolved against the host of the client. A variable without a value from
    /// the caller takes the value of the client's server, if that has a variable of the same name.
    ///
    /// A base address set with [`base_address`](crate::ClientBuilder::base_address) takes precedence over an absolute
    /// `server`, and over a relative one unless it ends in the path of the document's default server. Then `server`
    /// replaces that path: `https://host/v1` becomes `https://host/v2`.
    ///
    /// A server without a usable address is reported by the requests: they fail with
    /// [`Error::InvalidRequest`](crate::Error::InvalidRequest).
    #[must_use]
    pub fn with_server(&self, server: Server) -> Self {
        let resolved = match &self.inner.default_server {
            DefaultServer::BaseAddress => self.replace_document_path(&self.inner.base_address, &server),
            DefaultServer::Server(default) => Some(self.resolve(server.clone().with_values_of(default))),
        };
        let target = match resolved {
            Some(Ok(address)) => Target::Server(Arc::new(address)),
            Some(Err(reason)) => Target::Unusable(reason),
            None => self.target.clone(),
        };
        Self { inner: Arc::clone(&self.inner), target, server: Some(Arc::new(server)) }
    }

    /// The address that requests are sent to. The error contains the reason, and no part of the address.
    pub(super) fn target(&self) -> Result<&BaseAddress, InvalidRequest> {
        match &self.target {
            Target::Default => Ok(&self.inner.base_address),
            Target::Server(address) => Ok(address),
            Target::Unusable(reason) => Err(InvalidRequest::server(reason)),
        }
    }

    /// The address that a call with `options` is sent to, if that is not the [`target`](Self::target).
    pub(super) fn target_of_call(&self, options: &CallOptions) -> Result<Option<Arc<BaseAddress>>, InvalidRequest> {
        let Some(address) = options.base_address_of_call()? else { return Ok(None) };
        if self.rejects_plain_http(address.url()) {
            return Err(InvalidRequest::base_address(
                "it is plain HTTP; use https, or allow it with `allow_plain_http`",
            ));
        }
        let server = self.server.as_ref().and_then(|server| self.replace_document_path(address, server));
        let replaced = server.transpose().map_err(InvalidRequest::server)?;
        Ok(Some(replaced.map_or_else(|| Arc::clone(address), Arc::new)))
    }

    fn resolve(&self, server: Server) -> Result<BaseAddress, &'static str> {
        let address = match server.is_relative() {
            true => {
                let origin = self.inner.base_address.url().origin().ascii_serialization();
                let path = server.address().map_err(|invalid| invalid.reason)?;
                BaseAddress::parse(&format!("{origin}{path}"))?.with_debug_text(server.debug_text())
            }
            false => server.base_address().map_err(|invalid| invalid.reason)?,
        };
        match self.rejects_plain_http(address.url()) {
            true => Err("it is plain HTTP; allow it with `allow_plain_http`, or set a base address"),
            false => Ok(address),
        }
    }

    /// Whether `url` is plain HTTP to another machine, and that is not allowed.
    pub(crate) fn rejects_plain_http(&self, url: &Url) -> bool {
        is_unencrypted_remote(url) && !self.inner.allows_plain_http
    }

    /// `base_address` with the path of the document's default server at its end replaced by `server`, if that is a path
    /// as well; `None` if `server` is absolute, or if the base address does not end in that path.
    fn replace_document_path(
        &self,
        base_address: &BaseAddress,
        server: &Server,
    ) -> Option<Result<BaseAddress, &'static str>> {
        let document_path = self.inner.document_path.filter(|_| server.is_relative())?;
        let root = base_address.as_str().strip_suffix(document_path.trim_end_matches('/'))?;
        let path = server.address().map_err(|invalid| invalid.reason);
        Some(path.and_then(|path| BaseAddress::parse(&format!("{root}{path}"))))
    }
}
