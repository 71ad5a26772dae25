//! Where a request goes: below the client's base address, or to a server that the document gives to its operation alone.

use std::borrow::Cow;
use std::sync::Arc;

use super::Core;
use super::base_address::{BaseAddress, is_readable_on_its_way};
use crate::{BuildError, InvalidRequest, Server};

/// Who says where a client's requests go.
pub(super) enum Home {
    /// The caller, by a base address: nothing goes anywhere else.
    Given {
        /// The document's server, where that is a path: then the base address is where the document is, and what an operation has instead
        /// of that path stands beside it.
        instead_of: Option<&'static str>,
    },
    /// The document.
    Server(Server),
}

impl Home {
    /// Where requests go, and who says so: the caller, by an address or a `server`, or the document.
    pub(super) fn read(
        given: Option<&str>,
        server: Option<&Server>,
        default: Option<&'static str>,
    ) -> Result<(BaseAddress, Self), BuildError> {
        let invalid = |reason| BuildError::InvalidBaseAddress { reason };
        let path = default.filter(|address| address.starts_with('/'));
        if let Some(address) = given {
            return Ok((BaseAddress::parse(address).map_err(invalid)?, Self::Given { instead_of: path }));
        }
        if let Some(server) = server {
            return Ok((server.base_address()?, Self::Server(server.clone())));
        }
        if let Some(path) = path {
            return Err(BuildError::RelativeServer { path });
        }
        let address = default.ok_or(BuildError::NoBaseAddress)?;
        Ok((BaseAddress::parse(address).map_err(invalid)?, Self::Server(Server::new(address))))
    }
}

impl Core {
    /// The same client, but with `server`, an operation's own, as what its requests go to.
    ///
    /// A base address that the caller gave stays. A server that is a path is one on the client's host. Variables that the caller gave no
    /// value have that of the client's server, where that has one of the same name.
    #[must_use]
    pub fn at(&self, server: Server) -> Self {
        let elsewhere = match &self.inner.home {
            Home::Given { instead_of } if server.is_relative() => match self.beside(*instead_of, &server) {
                Some(elsewhere) => elsewhere,
                None => return self.clone(),
            },
            Home::Given { .. } => return self.clone(),
            Home::Server(own) => self.elsewhere(server.like(own)),
        };
        Self { inner: Arc::clone(&self.inner), elsewhere: Some(Arc::new(elsewhere)) }
    }

    /// Where requests go. The error is the reason, and does not repeat any of the address.
    pub(super) fn place(&self) -> Result<&BaseAddress, InvalidRequest> {
        match self.elsewhere.as_deref() {
            None => Ok(&self.inner.base_address),
            Some(Ok(address)) => Ok(address),
            Some(Err(reason)) => Err(InvalidRequest::server(reason)),
        }
    }

    /// Where requests go, without a slash at its end.
    pub(crate) fn address(&self) -> Result<&str, InvalidRequest> {
        self.place().map(BaseAddress::as_str)
    }

    fn elsewhere(&self, server: Server) -> Result<BaseAddress, &'static str> {
        let address = match server.is_relative() {
            true => {
                let origin = self.inner.base_address.url().origin().ascii_serialization();
                let path = server.address().map_err(|invalid| invalid.reason)?;
                BaseAddress::parse(&format!("{origin}{path}"))?.shown_as(server.shown())
            }
            false => server.base_address().map_err(|invalid| invalid.reason)?,
        };
        match is_readable_on_its_way(address.url()) && !self.inner.allows_plain_http {
            true => Err("it is plain HTTP: allow it with `allow_plain_http`, or give a base address"),
            false => Ok(address),
        }
    }

    /// The address of `server`, a path, where the base address ends as the document's server does, which is a path as well.
    fn beside(&self, instead_of: Option<&'static str>, server: &Server) -> Option<Result<BaseAddress, &'static str>> {
        let root = self.inner.base_address.as_str().strip_suffix(instead_of?.trim_end_matches('/'))?;
        let path = server.address().map_err(|invalid| invalid.reason);
        Some(path.and_then(|path| BaseAddress::parse(&format!("{root}{path}"))))
    }
}

impl<'a> From<&'a Core> for Cow<'a, Core> {
    fn from(core: &'a Core) -> Self {
        Self::Borrowed(core)
    }
}

impl From<Core> for Cow<'_, Core> {
    fn from(core: Core) -> Self {
        Self::Owned(core)
    }
}
