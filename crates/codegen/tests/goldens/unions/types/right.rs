// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Right`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Right {
    /// `b`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub b: Field<String>,
    /// `c`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub c: Field<String>,
}
