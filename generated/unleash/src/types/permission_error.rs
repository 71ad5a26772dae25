// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `PermissionError`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct PermissionError {
    /// What went wrong, in words
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub message: Field<String>,
    /// Members that the document does not name, as they came.
    #[serde(flatten)]
    pub unknown_fields: moored_runtime::UnknownFields,
}
