// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Bird`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Bird {
    /// `kind`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub kind: Field<String>,
    /// `wings`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub wings: Field<i64>,
}
