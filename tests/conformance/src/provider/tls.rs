//! The side of the server in a TLS handshake.

use std::io;
use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use super::seen::Origin;
use crate::certificates::{AUTHORITY, IDENTITY};

/// What accepts connections of this origin; `None` without TLS.
///
/// # Errors
/// If a certificate cannot be used.
pub(super) fn acceptor(origin: Origin) -> io::Result<Option<TlsAcceptor>> {
    let builder = match origin {
        Origin::Main | Origin::Other => return Ok(None),
        Origin::Secure => ServerConfig::builder().with_no_client_auth(),
        Origin::Guarded => {
            let mut roots = RootCertStore::empty();
            roots
                .add(CertificateDer::from_pem_slice(AUTHORITY).map_err(io::Error::other)?)
                .map_err(io::Error::other)?;
            let verifier = WebPkiClientVerifier::builder(Arc::new(roots)).build().map_err(io::Error::other)?;
            ServerConfig::builder().with_client_cert_verifier(verifier)
        }
    };
    let chain = CertificateDer::pem_slice_iter(IDENTITY).collect::<Result<_, _>>().map_err(io::Error::other)?;
    let key = PrivateKeyDer::from_pem_slice(IDENTITY).map_err(io::Error::other)?;
    let config = builder.with_single_cert(chain, key).map_err(io::Error::other)?;
    Ok(Some(TlsAcceptor::from(Arc::new(config))))
}
