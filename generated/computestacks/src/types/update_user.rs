// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

/// `UpdateUser`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct UpdateUser {
    /// `fname`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fname: Option<String>,
    /// `lname`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lname: Option<String>,
    /// `email`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// locale code (example: `en`)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<String>,
    /// `city`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// `state`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// `zip`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zip: Option<String>,
    /// `c_sftp_pass`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub c_sftp_pass: Option<bool>,
    /// Should be in the 2 digit format, e.g. US, CA, NL, etc.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// `address1`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address1: Option<String>,
    /// `address2`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address2: Option<String>,
    /// `company_name`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company_name: Option<String>,
    /// `phone`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// `currency`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// `merge_labels`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merge_labels: Option<serde_json::Map<String, serde_json::Value>>,
}
