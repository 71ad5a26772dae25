//! Prism accepts what StrawBlond's client sends, and rejects what it must not send.

use crate::{
    controls::{Controls, NO_SCHEME, Variant, invalid},
    validation::validate,
};

pub(crate) const PRISM: Controls = Controls {
    provider: "strawblond",
    invalid: &[
        invalid("GET", Variant::Basic, NO_SCHEME),
        invalid("PATCH", Variant::Body(r#"{"password":"12345"}"#), "password must NOT have fewer than 6 characters"),
        invalid("PATCH", Variant::Body(r#"{"locale":"fr"}"#), "locale must be equal to one of the allowed values"),
    ],
};

#[tokio::test]
async fn requests_and_responses_are_valid() {
    validate(&PRISM).await;
}
