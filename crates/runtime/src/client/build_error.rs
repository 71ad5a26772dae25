//! Why a client could not be built.

use crate::server::InvalidServer;

/// Why a client could not be built. No text repeats an address or a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The document names no server, and the caller gave none either.
    #[error("no base address: the document names no server, so give one with `base_address`")]
    NoBaseAddress,
    /// The document's server is a path on a host that it does not name.
    #[error(
        "no base address: the document's server is `{path}` on whichever host it came from, so give the whole address, \
         `https://host{path}`, with `base_address`"
    )]
    RelativeServer {
        /// The path.
        path: &'static str,
    },
    /// The document's server cannot be used with the values that its variables have.
    #[error("the server is invalid: {}{reason}", variable_prefix(*.variable))]
    InvalidServer {
        /// The variable that it is about, if it is about one.
        variable: Option<&'static str>,
        /// What is wrong.
        reason: &'static str,
    },
    /// The base address cannot be used.
    #[error("the base address is invalid: {reason}")]
    InvalidBaseAddress {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The base address is plain HTTP to another machine, on the way to which everything can be read.
    #[error("the base address is plain HTTP: take https, or allow it with `allow_plain_http`")]
    PlainHttp,
    /// The base address is HTTPS, and this build has no TLS.
    #[error("the base address is https, and TLS is not built in: turn on the feature `rustls` or `native-tls`")]
    NoTls,
    /// A credential does not fit the place where a request carries it.
    #[error("the credential for {scheme} is invalid: {reason}")]
    InvalidCredential {
        /// The name of the security scheme.
        scheme: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The HTTP client could not be built, most often because TLS found no certificates to trust.
    #[error("the HTTP client could not be built")]
    HttpClient(#[source] reqwest::Error),
}

fn variable_prefix(name: Option<&str>) -> String {
    name.map(|name| format!("the value of `{name}` does not fit: ")).unwrap_or_default()
}

impl From<InvalidServer> for BuildError {
    fn from(InvalidServer { variable, reason }: InvalidServer) -> Self {
        Self::InvalidServer { variable, reason }
    }
}
