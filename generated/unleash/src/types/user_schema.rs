// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::UserSchemaAccountType;

/// `UserSchema`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct UserSchema {
    /// The user id
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<i64>,
    /// Name of the user
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
    /// Email of the user
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub email: Field<String>,
    /// A unique username for the user
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub username: Field<String>,
    /// URL used for the user profile image
    #[serde(rename = "imageUrl", default, skip_serializing_if = "Field::is_absent")]
    pub image_url: Field<String>,
    /// If the user is actively inviting other users, this is the link that can be shared with other users
    #[serde(rename = "inviteLink", default, skip_serializing_if = "Field::is_absent")]
    pub invite_link: Field<String>,
    /// How many unsuccessful attempts at logging in has the user made
    #[serde(rename = "loginAttempts", default, skip_serializing_if = "Field::is_absent")]
    pub login_attempts: Field<i64>,
    /// Is the welcome email sent to the user or not
    #[serde(rename = "emailSent", default, skip_serializing_if = "Field::is_absent")]
    pub email_sent: Field<bool>,
    /// Which [root role](https://docs.getunleash.io/concepts/rbac#predefined-roles) this user is assigned
    #[serde(rename = "rootRole", default, skip_serializing_if = "Field::is_absent")]
    pub root_role: Field<i64>,
    /// The last time this user logged in
    #[serde(rename = "seenAt", default, skip_serializing_if = "Field::is_absent")]
    pub seen_at: Field<moored_runtime::DateTime>,
    /// The user was created at this time
    #[serde(rename = "createdAt", default, skip_serializing_if = "Field::is_absent")]
    pub created_at: Field<moored_runtime::DateTime>,
    /// A user is either an actual User or a Service Account
    #[serde(rename = "accountType", default, skip_serializing_if = "Field::is_absent")]
    pub account_type: Field<UserSchemaAccountType>,
    /// Deprecated
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub permissions: Field<Vec<String>>,
    /// The SCIM ID of the user, only present if managed by SCIM
    #[serde(rename = "scimId", default, skip_serializing_if = "Field::is_absent")]
    pub scim_id: Field<String>,
    /// The seat type of this user
    #[serde(rename = "seatType", default, skip_serializing_if = "Field::is_absent")]
    pub seat_type: Field<String>,
    /// The role of the user within the company.
    #[serde(rename = "companyRole", default, skip_serializing_if = "Field::is_absent")]
    pub company_role: Field<String>,
    /// Whether the user has consented to receive product update emails.
    #[serde(
        rename = "productUpdatesEmailConsent",
        default,
        skip_serializing_if = "Field::is_absent"
    )]
    pub product_updates_email_consent: Field<bool>,
    /// Count of active browser sessions for this user
    #[serde(
        rename = "activeSessions",
        default,
        skip_serializing_if = "Field::is_absent"
    )]
    pub active_sessions: Field<i64>,
    /// Experimental. The number of deleted browser sessions after last login
    #[serde(
        rename = "deletedSessions",
        default,
        skip_serializing_if = "Field::is_absent"
    )]
    pub deleted_sessions: Field<serde_json::Number>,
    /// The environment that the admin API token is for, or `*`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub environment: Field<String>,
    /// The type of the API token, such as `admin`
    #[serde(rename = "type", default, skip_serializing_if = "Field::is_absent")]
    pub type_: Field<String>,
    /// The API token itself
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub secret: Field<moored_runtime::Secret>,
    /// The projects that the admin API token is for, or `*`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub projects: Field<Vec<String>>,
    /// The id by which the server knows the admin API token as a user
    #[serde(
        rename = "internalAdminTokenUserId",
        default,
        skip_serializing_if = "Field::is_absent"
    )]
    pub internal_admin_token_user_id: Field<i64>,
    /// Members that the document does not name, as they came.
    #[serde(flatten)]
    pub unknown_fields: moored_runtime::UnknownFields,
}
