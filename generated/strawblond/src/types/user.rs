// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::{AuthProviders, Image, Organization, UserSettings};

/// `User`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct User {
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<i64>,
    /// `firstname`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub firstname: Field<String>,
    /// `lastname`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub lastname: Field<String>,
    /// `fullName`
    #[serde(rename = "fullName", default, skip_serializing_if = "Field::is_absent")]
    pub full_name: Field<String>,
    /// `email`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub email: Field<String>,
    /// `role`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub role: Field<String>,
    /// `job_title`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub job_title: Field<String>,
    /// `department`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub department: Field<String>,
    /// `description`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub description: Field<String>,
    /// `locale`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub locale: Field<String>,
    /// `verified`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub verified: Field<bool>,
    /// `avatar`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub avatar: Field<Image>,
    /// `gravatar_url`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub gravatar_url: Field<String>,
    /// `settings`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub settings: Field<UserSettings>,
    /// `two_factor_enabled`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub two_factor_enabled: Field<bool>,
    /// `two_factor_qr_code`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub two_factor_qr_code: Field<serde_json::Value>,
    /// `two_factor_qr_code_url`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub two_factor_qr_code_url: Field<serde_json::Value>,
    /// `two_factor_recovery_codes`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub two_factor_recovery_codes: Field<Vec<serde_json::Value>>,
    /// `is_superuser`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub is_superuser: Field<bool>,
    /// `superuser_dashboard_url`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub superuser_dashboard_url: Field<serde_json::Value>,
    /// `password_confirmation_valid_until`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub password_confirmation_valid_until: Field<i64>,
    /// `auth_providers`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub auth_providers: Field<AuthProviders>,
    /// `current_organization`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub current_organization: Field<Organization>,
    /// `organizations`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub organizations: Field<Vec<serde_json::Map<String, serde_json::Value>>>,
    /// `invitations`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub invitations: Field<Vec<serde_json::Map<String, serde_json::Value>>>,
    /// `time_trackers`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub time_trackers: Field<Vec<serde_json::Map<String, serde_json::Value>>>,
}
