// Written by `cargo xtask codegen` from specs/insighto/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `User`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct User {
    /// `first_name`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub first_name: Field<String>,
    /// `last_name`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub last_name: Field<String>,
    /// `email`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub email: Field<String>,
    /// `is_active`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub is_active: Field<bool>,
    /// `is_superuser`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub is_superuser: Field<bool>,
    /// `birthdate`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub birthdate: Field<moored_runtime::DateTime>,
    /// `is_enterprise`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub is_enterprise: Field<bool>,
    /// `role_id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub role_id: Field<moored_runtime::Uuid>,
    /// `phone`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub phone: Field<String>,
    /// `state`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub state: Field<String>,
    /// `country`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub country: Field<String>,
    /// `address`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub address: Field<String>,
    /// `active_billing_plan_id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub active_billing_plan_id: Field<moored_runtime::Uuid>,
    /// `next_billing_plan_id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub next_billing_plan_id: Field<moored_runtime::Uuid>,
    /// `stripe_customer_id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub stripe_customer_id: Field<String>,
    /// `stripe_subscription_id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub stripe_subscription_id: Field<String>,
    /// `stripe_subscription_status`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub stripe_subscription_status: Field<String>,
    /// `stripe_has_payment_method`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub stripe_has_payment_method: Field<bool>,
    /// `is_trial`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub is_trial: Field<bool>,
    /// `used_trial`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub used_trial: Field<bool>,
    /// `is_paying`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub is_paying: Field<bool>,
    /// `stripe_last_payment_date`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub stripe_last_payment_date: Field<moored_runtime::DateTime>,
    /// `billing_updated_at`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub billing_updated_at: Field<moored_runtime::DateTime>,
    /// `last_credits_refresh`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub last_credits_refresh: Field<moored_runtime::DateTime>,
    /// `next_credits_refresh`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub next_credits_refresh: Field<moored_runtime::DateTime>,
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<moored_runtime::Uuid>,
    /// `follower_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub follower_count: Field<i64>,
    /// `following_count`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub following_count: Field<i64>,
}
