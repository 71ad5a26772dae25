// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `UserCurrency`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct UserCurrency {
    /// `code`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub code: Field<String>,
    /// `symbol`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub symbol: Field<String>,
}
