// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::{UserBillingPlan, UserCurrency, UserQuota, UserServices};

/// `User`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct User {
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<i64>,
    /// `fname`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub fname: Field<String>,
    /// `lname`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub lname: Field<String>,
    /// `email`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub email: Field<String>,
    /// `phone`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub phone: Field<String>,
    /// `address1`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub address1: Field<String>,
    /// `address2`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub address2: Field<String>,
    /// `city`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub city: Field<String>,
    /// `company_name`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub company_name: Field<String>,
    /// `country`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub country: Field<String>,
    /// `timezone`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub timezone: Field<String>,
    /// `currency`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub currency: Field<UserCurrency>,
    /// Enable SFTP Auth on all new projects.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub c_sftp_pass: Field<bool>,
    /// `zip`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub zip: Field<String>,
    /// `vat`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub vat: Field<String>,
    /// `state`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub state: Field<String>,
    /// `locale`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub locale: Field<String>,
    /// `created_at`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub created_at: Field<moored_runtime::DateTime>,
    /// `updated_at`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub updated_at: Field<moored_runtime::DateTime>,
    /// `billing_plan`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub billing_plan: Field<UserBillingPlan>,
    /// `services`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub services: Field<UserServices>,
    /// `quota`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub quota: Field<std::collections::BTreeMap<String, UserQuota>>,
    /// The amount the user has accrued, but not yet transferred to the billing system for billing.
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub unprocessed_usage: Field<moored_runtime::Decimal>,
}
