//! Prism accepts what Insighto's client sends, and rejects what it must not send.

use crate::{
    controls::{Controls, NO_SCHEME, Variant, invalid},
    validation::validate,
};

pub(crate) const PRISM: Controls = Controls {
    provider: "insighto",
    invalid: &[
        // The key must be in the query.
        invalid("GET", Variant::Bearer, NO_SCHEME),
    ],
};

#[tokio::test]
async fn requests_and_responses_are_valid() {
    validate(&PRISM).await;
}
