// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

use super::{UpdateUserLocale, UpdateUserPassword, UpdateUserSettings};

/// `UpdateUser`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct UpdateUser {
    /// The user's first name
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub firstname: Option<String>,
    /// The user's last name
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lastname: Option<String>,
    /// The email address (must be unique)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The new password (minimum 6 characters)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<UpdateUserPassword>,
    /// User description or bio
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// User locale (de or en)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<UpdateUserLocale>,
    /// `settings`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<UpdateUserSettings>,
    /// Apple ID for authentication
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apple_id: Option<String>,
    /// Google ID for authentication
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub google_id: Option<String>,
}
