// Written by `cargo xtask codegen` from specs/insighto/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::User;

/// `GetUserResponse`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct GetUserResponse {
    /// `message`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub message: Field<String>,
    /// `meta`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub meta: Field<serde_json::Map<String, serde_json::Value>>,
    /// `data`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub data: Field<User>,
}
