// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `HappeningMade`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct HappeningMade {
    /// `at`
    pub at: i64,
    /// `by`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub by: Field<String>,
}

impl HappeningMade {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(at: i64) -> Self {
        Self { at, by: Default::default() }
    }
}
