// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Hound`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Hound {
    /// `name`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
    /// Says which of several kinds this is.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub breed: Field<String>,
}
