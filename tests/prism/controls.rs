//! Requests that Prism must reject. Without them, its acceptance of the clients' requests would prove nothing.

use moored_document::markdown;
use moored_runtime::reqwest::{self, RequestBuilder};

use crate::{
    calls::{Target, call},
    document::read,
    prism::Prism,
};

/// A request that the document does not allow, and Prism's message.
struct InvalidRequest {
    provider: &'static str,
    method: &'static str,
    variant: Variant,
    message: &'static str,
}

#[derive(Clone, Copy)]
enum Variant {
    NoCredential,
    Basic,
    Bearer,
    /// A bearer token and this body.
    Body(&'static str),
}

const NO_SCHEME: &str = "Invalid security scheme used";

const INVALID_REQUESTS: [InvalidRequest; 9] = [
    invalid("sendcloud", "GET", Variant::NoCredential, NO_SCHEME),
    invalid("unleash", "GET", Variant::NoCredential, NO_SCHEME),
    // The key must be in the query.
    invalid("insighto", "GET", Variant::Bearer, NO_SCHEME),
    invalid("strawblond", "GET", Variant::Basic, NO_SCHEME),
    // The other two operations allow this scheme.
    invalid("computestacks", "POST", Variant::Basic, NO_SCHEME),
    invalid(
        "computestacks",
        "PATCH",
        Variant::Body(r#"{"user":{"c_sftp_pass":"yes"}}"#),
        "user.c_sftp_pass must be boolean",
    ),
    invalid(
        "computestacks",
        "POST",
        Variant::Body(r#"{"user":{"fname":"Jane","lname":"Doe","provider_server":"s1"}}"#),
        "must have required property 'provider_username'",
    ),
    invalid(
        "strawblond",
        "PATCH",
        Variant::Body(r#"{"password":"12345"}"#),
        "password must NOT have fewer than 6 characters",
    ),
    invalid(
        "strawblond",
        "PATCH",
        Variant::Body(r#"{"locale":"fr"}"#),
        "locale must be equal to one of the allowed values",
    ),
];

const fn invalid(
    provider: &'static str,
    method: &'static str,
    variant: Variant,
    message: &'static str,
) -> InvalidRequest {
    InvalidRequest { provider, method, variant, message }
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
pub(crate) async fn assert_rejects_invalid_requests(prism: &mut Prism, provider: &str) {
    let mut seen = 0;
    for invalid in INVALID_REQUESTS.iter().filter(|invalid| invalid.provider == provider) {
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

/// A generated client without a credential is rejected too, and returns the error.
#[tokio::test]
async fn a_client_without_a_credential_is_rejected() {
    let document = read("specs/unleash/openapi.yaml");
    let Some(mut prism) = Prism::start(&document) else {
        return;
    };
    let outcome = call("unleash", "GET").send(Target::new(&prism.base_address, &[])).await;
    let failed = outcome.unwrap_err();
    assert_eq!((failed.kind, failed.status), ("ErrorResponse", Some(401)));
    let violations = prism.violations("no-credential").await.join("\n");
    assert!(violations.contains(NO_SCHEME), "{violations}");
}

/// Without `specs/sendcloud/overlay.yaml` the document contradicts itself: Prism does not accept the document's
/// example.
#[tokio::test]
async fn sendclouds_published_document_rejects_its_own_example() {
    let page = read("specs/sendcloud/published.md");
    let published = markdown::extract(&page).expect("a fenced document").text;
    let Some(mut prism) = Prism::start(published) else {
        return;
    };
    let sendcloud = call("sendcloud", "GET");
    let outcome = sendcloud.send(Target::new(&prism.base_address, &sendcloud.schemes[..1])).await;
    let failed = outcome.unwrap_err();
    assert_eq!((failed.kind, failed.status), ("UndocumentedStatus", Some(500)));
    let body = String::from_utf8(failed.body.unwrap()).unwrap();
    assert!(body.contains(r#"user.registered must match format \"date-time\""#), "{body}");
    assert_ne!(prism.violations("contradiction").await, [""; 0]);
}
