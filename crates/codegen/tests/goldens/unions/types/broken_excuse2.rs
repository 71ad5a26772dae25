// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `BrokenExcuse2`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct BrokenExcuse2 {
    /// `by`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub by: Field<String>,
    /// `excuse`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub excuse: Field<String>,
}
