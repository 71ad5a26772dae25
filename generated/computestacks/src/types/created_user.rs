// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::{ApiCredential, CreatedUserLabel};

/// `CreatedUser`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct CreatedUser {
    /// `fname`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub fname: Field<String>,
    /// `lname`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub lname: Field<String>,
    /// `email`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub email: Field<String>,
    /// `locale`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub locale: Field<String>,
    /// `api`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub api: Field<ApiCredential>,
    /// `labels`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub labels: Field<std::collections::BTreeMap<String, CreatedUserLabel>>,
}
