// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Made`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Made {
    /// `by`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub by: Field<String>,
}
