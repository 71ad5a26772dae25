// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `ApiCredential`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct ApiCredential {
    /// `username`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub username: Field<String>,
    /// `password`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub password: Field<moored_runtime::Secret>,
}
