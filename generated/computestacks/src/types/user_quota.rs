// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `UserQuota`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct UserQuota {
    /// `current`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub current: Field<i64>,
    /// `quota`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub quota: Field<i64>,
    /// `is_over`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub is_over: Field<bool>,
    /// `available`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub available: Field<i64>,
}
