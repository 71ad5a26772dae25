// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::AuthenticationErrorDetail;

/// `AuthenticationError`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct AuthenticationError {
    /// Identifies this occurrence of the error
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<String>,
    /// The kind of error, such as `AuthenticationRequired`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
    /// What went wrong, in words
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub message: Field<String>,
    /// `details`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub details: Field<Vec<AuthenticationErrorDetail>>,
    /// Where to sign in, relative to the server
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub path: Field<String>,
    /// How to sign in, such as `password`
    #[serde(rename = "type", default, skip_serializing_if = "Field::is_absent")]
    pub type_: Field<String>,
    /// `defaultHidden`
    #[serde(rename = "defaultHidden", default, skip_serializing_if = "Field::is_absent")]
    pub default_hidden: Field<bool>,
    /// Members that the document does not name, as they came.
    #[serde(flatten)]
    pub unknown_fields: moored_runtime::UnknownFields,
}
