// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `AuthProviders`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct AuthProviders {
    /// `apple`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub apple: Field<bool>,
    /// `google`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub google: Field<bool>,
}
