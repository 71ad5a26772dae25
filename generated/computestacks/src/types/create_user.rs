// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

/// `CreateUser`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct CreateUser {
    /// `fname`
    pub fname: String,
    /// `lname`
    pub lname: String,
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
    /// The url or unique server name of the provider's server. This is used to scope the username.
    pub provider_server: String,
    /// the user's username on the server.
    pub provider_username: String,
}

impl CreateUser {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(
        fname: impl Into<String>,
        lname: impl Into<String>,
        provider_server: impl Into<String>,
        provider_username: impl Into<String>,
    ) -> Self {
        Self {
            fname: fname.into(),
            lname: lname.into(),
            email: Default::default(),
            locale: Default::default(),
            city: Default::default(),
            state: Default::default(),
            zip: Default::default(),
            c_sftp_pass: Default::default(),
            country: Default::default(),
            address1: Default::default(),
            address2: Default::default(),
            company_name: Default::default(),
            phone: Default::default(),
            currency: Default::default(),
            merge_labels: Default::default(),
            provider_server: provider_server.into(),
            provider_username: provider_username.into(),
        }
    }
}
