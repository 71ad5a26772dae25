//! Certificates of a certificate authority of one's own, and of the client.
//!
//! `tls/ca.pem` is a certificate authority that nobody trusts, `tls/identity.pem` a certificate of it for `localhost`
//! with its key, made with openssl for these tests and valid until 2126.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use moored_runtime::{Core, reqwest};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use crate::support::{GET_USER, call};

const AUTHORITY: &[u8] = include_bytes!("tls/ca.pem");
const IDENTITY: &[u8] = include_bytes!("tls/identity.pem");

#[derive(Clone, Copy, PartialEq, Eq)]
enum ClientCertificate {
    Ignored,
    Required,
}

/// A server that responds to each connection with 204, and the number of its connections.
async fn server(client_certificate: ClientCertificate) -> (String, Arc<AtomicUsize>) {
    let builder = ServerConfig::builder();
    let builder = match client_certificate {
        ClientCertificate::Ignored => builder.with_no_client_auth(),
        ClientCertificate::Required => {
            let mut roots = RootCertStore::empty();
            roots.add(CertificateDer::from_pem_slice(AUTHORITY).unwrap()).unwrap();
            builder.with_client_cert_verifier(WebPkiClientVerifier::builder(Arc::new(roots)).build().unwrap())
        }
    };
    let chain = CertificateDer::pem_slice_iter(IDENTITY).map(Result::unwrap).collect();
    let config = builder.with_single_cert(chain, PrivateKeyDer::from_pem_slice(IDENTITY).unwrap()).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            count.fetch_add(1, Ordering::SeqCst);
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(socket).await else { return };
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").await;
                let _ = stream.shutdown().await;
            });
        }
    });
    (address, connections)
}

fn authority() -> reqwest::Certificate {
    reqwest::Certificate::from_pem(AUTHORITY).unwrap()
}

#[tokio::test]
async fn a_certificate_authority_of_the_user_is_trusted() {
    let (address, _) = server(ClientCertificate::Ignored).await;
    let core = Core::builder(None).base_address(address).root_certificate(authority()).build().unwrap();
    assert_eq!(call(&core, &GET_USER).await.unwrap().status(), 204);
}

#[tokio::test]
async fn a_certificate_that_is_not_trusted_is_an_error_that_is_not_retried() {
    let (address, connections) = server(ClientCertificate::Ignored).await;
    let core = Core::builder(None).base_address(address).build().unwrap();
    let error = call(&core, &GET_USER).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /user (get-user): could not connect: TLS failed");
    assert!(error.is_connect() && !error.is_retryable());
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_client_certificate_is_sent() {
    let (address, connections) = server(ClientCertificate::Required).await;
    let builder = Core::builder(None).base_address(address).root_certificate(authority());
    let identity = reqwest::Identity::from_pem(IDENTITY).unwrap();
    let core = builder.clone().identity(identity).build().unwrap();
    assert_eq!(call(&core, &GET_USER).await.unwrap().status(), 204);

    connections.store(0, Ordering::SeqCst);
    let error = call(&builder.build().unwrap(), &GET_USER).await.unwrap_err();
    assert!(error.to_string().ends_with("TLS failed"), "{error}");
    assert!(!error.is_retryable());
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}
