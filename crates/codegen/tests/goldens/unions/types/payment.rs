// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Payment`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Payment {
    /// `kind`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub kind: Field<String>,
    /// `number`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub number: Field<String>,
}
