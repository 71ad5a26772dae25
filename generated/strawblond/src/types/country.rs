// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Country`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Country {
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<i64>,
    /// `name`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
    /// `code`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub code: Field<String>,
    /// `currency_code`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub currency_code: Field<String>,
    /// `default_vat_rate`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub default_vat_rate: Field<serde_json::Number>,
}
