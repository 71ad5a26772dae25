//! Prism accepts what Unleash's client sends, and rejects what it must not send.

use crate::{
    calls::{Target, call},
    controls::{Controls, NO_SCHEME, Variant, invalid},
    document::read,
    prism::Prism,
    validation::validate,
};

pub(crate) const PRISM: Controls =
    Controls { provider: "unleash", invalid: &[invalid("GET", Variant::NoCredential, NO_SCHEME)] };

#[tokio::test]
async fn requests_and_responses_are_valid() {
    validate(&PRISM).await;
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
