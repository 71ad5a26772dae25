// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Image`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Image {
    /// `uuid`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub uuid: Field<moored_runtime::Uuid>,
    /// `name`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
    /// `description`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub description: Field<serde_json::Value>,
    /// `mime_type`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub mime_type: Field<String>,
    /// `collection`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub collection: Field<String>,
    /// `url`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub url: Field<String>,
}
