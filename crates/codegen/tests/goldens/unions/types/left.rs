// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Left`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Left {
    /// `a`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub a: Field<String>,
    /// `b`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub b: Field<String>,
}
