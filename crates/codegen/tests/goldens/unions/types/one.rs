// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `One`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct One {
    /// One of `1`.
    pub v: i64,
    /// `x`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub x: Field<String>,
}

impl One {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(v: i64) -> Self {
        Self { v, x: Default::default() }
    }
}
