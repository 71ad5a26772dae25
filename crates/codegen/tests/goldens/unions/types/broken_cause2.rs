// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `BrokenCause2`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct BrokenCause2 {
    /// `by`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub by: Field<String>,
    /// `cause`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub cause: Field<String>,
}
