//! Prism accepts what ComputeStacks's client sends, and rejects what it must not send.

use crate::{
    controls::{Controls, NO_SCHEME, Variant, invalid},
    validation::validate,
};

pub(crate) const PRISM: Controls = Controls {
    provider: "computestacks",
    invalid: &[
        // The other two operations allow this scheme.
        invalid("POST", Variant::Basic, NO_SCHEME),
        invalid("PATCH", Variant::Body(r#"{"user":{"c_sftp_pass":"yes"}}"#), "user.c_sftp_pass must be boolean"),
        invalid(
            "POST",
            Variant::Body(r#"{"user":{"fname":"Jane","lname":"Doe","provider_server":"s1"}}"#),
            "must have required property 'provider_username'",
        ),
    ],
};

#[tokio::test]
async fn requests_and_responses_are_valid() {
    validate(&PRISM).await;
}
