//! The address that requests are sent to: the client's base address, or the server that the document gives to a single
//! operation.

use std::sync::Arc;

use super::Core;
use super::build_error::BuildError;
use crate::base_address::{BaseAddress, is_unencrypted_remote};
use crate::{InvalidRequest, Server};

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
    BaseAddress {
        /// The document's default server, if it is a path such as `/v1`. The base address then stands for that path,
        /// and a relative server of an operation (`/v2`) replaces it: `https://host/v1` becomes `https://host/v2`.
        document_path: Option<&'static str>,
    },
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
        let document_path = default.filter(|address| address.starts_with('/'));
        if let Some(address) = base_address {
            return Ok((BaseAddress::parse(address).map_err(invalid)?, Self::BaseAddress { document_path }));
        }
        if let Some(server) = server {
            return Ok((server.base_address()?, Self::Server(server.clone())));
        }
        if let Some(path) = document_path {
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
            DefaultServer::BaseAddress { document_path } if server.is_relative() => {
                match self.replace_document_path(*document_path, &server) {
                    Some(resolved) => resolved,
                    None => return self.clone(),
                }
            }
            DefaultServer::BaseAddress { .. } => return self.clone(),
            DefaultServer::Server(default) => self.resolve(server.with_values_of(default)),
        };
        let target = resolved.map_or_else(Target::Unusable, |address| Target::Server(Arc::new(address)));
        Self { inner: Arc::clone(&self.inner), target }
    }

    /// The address that requests are sent to. The error contains the reason, and no part of the address.
    pub(super) fn target(&self) -> Result<&BaseAddress, InvalidRequest> {
        match &self.target {
            Target::Default => Ok(&self.inner.base_address),
            Target::Server(address) => Ok(address),
            Target::Unusable(reason) => Err(InvalidRequest::server(reason)),
        }
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
        match is_unencrypted_remote(address.url()) && !self.inner.allows_plain_http {
            true => Err("it is plain HTTP; allow it with `allow_plain_http`, or set a base address"),
            false => Ok(address),
        }
    }

    /// The base address with `document_path` at its end replaced by `server`, a path as well; `None` if the base
    /// address does not end in `document_path`.
    fn replace_document_path(
        &self,
        document_path: Option<&'static str>,
        server: &Server,
    ) -> Option<Result<BaseAddress, &'static str>> {
        let root = self.inner.base_address.as_str().strip_suffix(document_path?.trim_end_matches('/'))?;
        let path = server.address().map_err(|invalid| invalid.reason);
        Some(path.and_then(|path| BaseAddress::parse(&format!("{root}{path}"))))
    }
}
