//! Requests that Prism must reject. Without them, its acceptance of the clients' requests would prove nothing.

use moored_runtime::reqwest::{self, RequestBuilder};

use crate::{calls::call, prism::Prism};

/// What Prism must reject for one provider.
pub(crate) struct Controls {
    /// The name of the folder in `specs/`.
    pub(crate) provider: &'static str,
    pub(crate) invalid: &'static [InvalidRequest],
}

/// A request that the document does not allow, and Prism's message.
pub(crate) struct InvalidRequest {
    method: &'static str,
    variant: Variant,
    message: &'static str,
}

#[derive(Clone, Copy)]
pub(crate) enum Variant {
    NoCredential,
    Basic,
    Bearer,
    /// A bearer token and this body.
    Body(&'static str),
}

pub(crate) const NO_SCHEME: &str = "Invalid security scheme used";

pub(crate) const fn invalid(method: &'static str, variant: Variant, message: &'static str) -> InvalidRequest {
    InvalidRequest { method, variant, message }
}

impl Variant {
    fn apply(self, request: RequestBuilder) -> RequestBuilder {
        match self {
            Self::NoCredential => request,
            Self::Basic => request.basic_auth("a", Some("b")),
            Self::Bearer => request.bearer_auth("token"),
            Self::Body(body) => request.bearer_auth("token").header("content-type", "application/json").body(body),
        }
    }
}

/// Checks that Prism rejects the requests that the clients must not send.
pub(crate) async fn assert_rejects_invalid_requests(prism: &mut Prism, controls: &Controls) {
    let provider = controls.provider;
    let mut seen = 0;
    for invalid in controls.invalid {
        let url = format!("{}{}", prism.base_address, call(provider, invalid.method).path);
        let method = invalid.method.parse().expect("a method");
        let request = invalid.variant.apply(reqwest::Client::new().request(method, url));
        let response = request.send().await.expect("a response");
        let expected = if invalid.message == NO_SCHEME { 401 } else { 422 };
        assert_eq!(response.status(), expected, "{provider}: {}", invalid.message);
        let violations = prism.violations(&format!("invalid-{seen}")).await.join("\n");
        assert!(violations.contains(invalid.message), "{} in {violations}", invalid.message);
        seen += 1;
    }
    assert!(seen > 0, "no invalid request for {provider}");
}
