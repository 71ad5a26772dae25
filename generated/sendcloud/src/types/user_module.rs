// Written by `cargo xtask codegen` from specs/sendcloud/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `UserModule`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct UserModule {
    /// The id of the user
    ///
    /// Example: `5`.
    pub id: i64,
    /// Example: `"SendCloud Client"`.
    pub name: String,
    /// `settings`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub settings: Field<String>,
    /// If the user account was activated.
    ///
    /// Default: `true`.
    pub activated: bool,
    /// Example: `"sendcloud_client"`.
    pub short_name: String,
}
