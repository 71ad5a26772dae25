//! Signs the requests to the build server, which asks for it beside its key.

use std::sync::Arc;

use hmac::{Hmac, Mac as _};
use moored::runtime::{HttpRequest, Secret, SendError, SendErrorKind, SendFuture, Transport};
use sha2::Sha256;

/// Middleware: it sees each request as it is sent, once for each attempt, with its address, headers and body.
pub struct Signing {
    next: Arc<dyn Transport>,
    key: Secret,
}

impl Signing {
    /// For `ClientBuilder::wrap_transport`.
    pub fn with(key: impl Into<Secret>) -> impl Fn(Arc<dyn Transport>) -> Self + Send + Sync + 'static {
        let key = key.into();
        move |next| Self { next, key: key.clone() }
    }

    /// The HMAC of method, path and body. A stream has none: it can be read only once.
    fn signature(&self, request: &HttpRequest) -> Result<String, SendError> {
        let unsigned = |reason: &str| SendError::new(SendErrorKind::Other, reason).permanent();
        let body = request.body().as_bytes().ok_or_else(|| unsigned("a stream cannot be signed"))?;
        let mut mac = Hmac::<Sha256>::new_from_slice(self.key.expose().as_bytes())
            .map_err(|_| unsigned("the key cannot be used"))?;
        mac.update(format!("{} {}\n", request.method(), request.url().path()).as_bytes());
        mac.update(body);
        Ok(mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl Transport for Signing {
    fn send(&self, mut request: HttpRequest) -> SendFuture<'_> {
        Box::pin(async move {
            let signature =
                self.signature(&request)?.parse().map_err(|error| SendError::new(SendErrorKind::Other, error))?;
            request.headers_mut().insert("x-signature", signature);
            self.next.send(request).await
        })
    }
}
