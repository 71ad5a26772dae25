// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `BrokenExcuse`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct BrokenExcuse {
    /// `excuse`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub excuse: Field<String>,
}
