//! The errors of building a client.

use crate::options::{InvalidDefault, InvalidHost};
use crate::server::InvalidServer;

/// Why a client could not be built. No message contains an address or a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The document has no server, and the caller set no base address.
    #[error("no base address: the document has no server; set one with `base_address`")]
    NoBaseAddress,
    /// The document's server is a path without a host, such as `/v1`.
    #[error(
        "no base address: the document's server is the path `{path}` without a host; set the whole address, \
         `https://host{path}`, with `base_address`"
    )]
    RelativeServer {
        /// The path of the server.
        path: &'static str,
    },
    /// The address of the server is invalid with the values of its variables.
    #[error("the server is invalid: {}{reason}", variable_prefix(*.variable))]
    InvalidServer {
        /// The variable with the invalid value; `None` if the address as a whole is invalid.
        variable: Option<&'static str>,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The base address is invalid.
    #[error("the base address is invalid: {reason}")]
    InvalidBaseAddress {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The base address is plain HTTP to another machine: everything that is sent can be read on the way.
    #[error("the base address is plain HTTP; use https, or allow it with `allow_plain_http`")]
    PlainHttp,
    /// The base address is https, and this build has no TLS.
    #[error("the base address is https, but this build has no TLS; enable the feature `rustls` or `native-tls`")]
    NoTls,
    /// This build has no HTTP client of its own, and the caller gave none.
    #[error("this build has no HTTP client; enable the feature `rustls` or `native-tls`, or set one with `transport`")]
    NoTransport,
    /// The client has a transport of its own, which does not know a setting of reqwest.
    #[error("`{setting}` has no effect, because `transport` replaces reqwest; remove one of the two")]
    SettingOfReqwest {
        /// The method of the builder.
        setting: &'static str,
    },
    /// The user agent contains characters that a header must not contain.
    #[error("the user agent contains characters that a header must not contain")]
    InvalidUserAgent,
    /// A credential contains characters that cannot be sent where its security scheme puts it.
    #[error("the credential for {scheme} is invalid: {reason}")]
    InvalidCredential {
        /// The name of the security scheme.
        scheme: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A default header cannot be sent.
    #[error("the default header {name:?} is invalid: {reason}")]
    InvalidDefaultHeader {
        /// The name of the header.
        name: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A text is not a host that downloads may be redirected to.
    #[error("{host:?} is not a host to follow downloads to; expected `example.com`, `*.example.com` or `*`")]
    InvalidDownloadHost {
        /// The text.
        host: String,
    },
    /// The HTTP client could not be built, usually because TLS found no trusted certificates.
    #[error("the HTTP client could not be built")]
    #[cfg(feature = "reqwest")]
    HttpClient(#[source] reqwest::Error),
}

fn variable_prefix(name: Option<&str>) -> String {
    name.map(|name| format!("the value of `{name}` is invalid: ")).unwrap_or_default()
}

impl From<InvalidServer> for BuildError {
    fn from(InvalidServer { variable, reason }: InvalidServer) -> Self {
        Self::InvalidServer { variable, reason }
    }
}

impl From<InvalidDefault> for BuildError {
    fn from(InvalidDefault { name, reason }: InvalidDefault) -> Self {
        Self::InvalidDefaultHeader { name, reason }
    }
}

impl From<InvalidHost> for BuildError {
    fn from(InvalidHost(host): InvalidHost) -> Self {
        Self::InvalidDownloadHost { host }
    }
}
