// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `HappeningBrokenCause2`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct HappeningBrokenCause2 {
    /// `at`
    pub at: i64,
    /// `by`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub by: Field<String>,
    /// `cause`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub cause: Field<String>,
}

impl HappeningBrokenCause2 {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(at: i64) -> Self {
        Self {
            at,
            by: Default::default(),
            cause: Default::default(),
        }
    }
}
