// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::{Country, Image, Permission};

/// `Organization`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Organization {
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<i64>,
    /// A user object
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub owner: Field<serde_json::Map<String, serde_json::Value>>,
    /// `name`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
    /// `vat_idn`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub vat_idn: Field<serde_json::Value>,
    /// `country`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub country: Field<Country>,
    /// `is_on_trial`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub is_on_trial: Field<bool>,
    /// `trial_ends_at`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub trial_ends_at: Field<moored_runtime::DateTime>,
    /// `subscription`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub subscription: Field<serde_json::Value>,
    /// `has_payment_method`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub has_payment_method: Field<bool>,
    /// `billing_portal_url`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub billing_portal_url: Field<String>,
    /// `billing_portal_plan_url`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub billing_portal_plan_url: Field<String>,
    /// `billing_address`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub billing_address: Field<String>,
    /// `billing_address_line_2`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub billing_address_line_2: Field<serde_json::Value>,
    /// `billing_city`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub billing_city: Field<String>,
    /// `billing_zip`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub billing_zip: Field<String>,
    /// `billing_state`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub billing_state: Field<serde_json::Value>,
    /// `billing_country`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub billing_country: Field<String>,
    /// `phone_number`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub phone_number: Field<String>,
    /// `extra_billing_information`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub extra_billing_information: Field<serde_json::Value>,
    /// `member_id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub member_id: Field<i64>,
    /// Member object
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub member: Field<serde_json::Map<String, serde_json::Value>>,
    /// `members_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub members_count: Field<i64>,
    /// `role_in_organization`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub role_in_organization: Field<String>,
    /// `is_support_login`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub is_support_login: Field<bool>,
    /// `logo`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub logo: Field<Image>,
    /// `max_dunning_level`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub max_dunning_level: Field<i64>,
    /// Organization settings object
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub settings: Field<serde_json::Map<String, serde_json::Value>>,
    /// `invoices_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub invoices_count: Field<i64>,
    /// `offers_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub offers_count: Field<i64>,
    /// `projects_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub projects_count: Field<i64>,
    /// `companies_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub companies_count: Field<i64>,
    /// `products_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub products_count: Field<i64>,
    /// `rates_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub rates_count: Field<i64>,
    /// `tags_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub tags_count: Field<i64>,
    /// `expenses_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub expenses_count: Field<i64>,
    /// `times_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub times_count: Field<i64>,
    /// `expense_parser_quota`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub expense_parser_quota: Field<i64>,
    /// `free_expense_parser_quota`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub free_expense_parser_quota: Field<i64>,
    /// `addons`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub addons: Field<Vec<serde_json::Value>>,
    /// `created_at`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub created_at: Field<moored_runtime::DateTime>,
    /// `permissions`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub permissions: Field<Vec<Permission>>,
    /// `expenses_mail_address`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub expenses_mail_address: Field<String>,
    /// `inbound_mail_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub inbound_mail_count: Field<i64>,
    /// `absences_ics_url`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub absences_ics_url: Field<String>,
    /// `absences_awaiting_approval_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub absences_awaiting_approval_count: Field<i64>,
}
