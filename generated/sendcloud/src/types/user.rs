// Written by `cargo xtask codegen` from specs/sendcloud/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::UserModule;

/// `User`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct User {
    /// Returns an empty array in order to keep compatibility with the PHP API.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub data: Field<Vec<serde_json::Map<String, serde_json::Value>>>,
    /// Example: `"user-417140"`.
    pub username: String,
    /// Example: `"Sendcloud"`.
    pub company_name: String,
    /// Example: `"+33123456789"`.
    pub telephone: String,
    /// Example: `"Simpel&Snel 123"`.
    pub address: String,
    /// Example: `"1234AB"`.
    pub postal_code: String,
    /// Example: `"SendCloud City"`.
    pub city: String,
    /// Example: `"john.doe@sendcloud.com"`.
    pub email: String,
    /// `company_logo`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub company_logo: Field<serde_json::Map<String, serde_json::Value>>,
    /// Example: `"2022-04-06T11:29:37Z"`.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub registered: Field<moored_runtime::DateTime>,
    /// Returns only the SendCloud Client module in order to keep compatibility
    /// with the PHP API
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub modules: Field<Vec<UserModule>>,
    /// List of invoices associated with the user
    pub invoices: Vec<serde_json::Map<String, serde_json::Value>>,
}
