// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `UserSettings`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct UserSettings {
    /// `notifyWeeklyProjectOverview`
    #[serde(
        rename = "notifyWeeklyProjectOverview",
        default,
        skip_serializing_if = "Field::is_absent"
    )]
    pub notify_weekly_project_overview: Field<bool>,
    /// `notifyWeeklyDigest`
    #[serde(
        rename = "notifyWeeklyDigest",
        default,
        skip_serializing_if = "Field::is_absent"
    )]
    pub notify_weekly_digest: Field<bool>,
    /// `notifyOverdueInvoices`
    #[serde(
        rename = "notifyOverdueInvoices",
        default,
        skip_serializing_if = "Field::is_absent"
    )]
    pub notify_overdue_invoices: Field<bool>,
    /// `notifyRFDInvoices`
    #[serde(
        rename = "notifyRFDInvoices",
        default,
        skip_serializing_if = "Field::is_absent"
    )]
    pub notify_rfd_invoices: Field<bool>,
    /// `notifyLastRecurringInvoices`
    #[serde(
        rename = "notifyLastRecurringInvoices",
        default,
        skip_serializing_if = "Field::is_absent"
    )]
    pub notify_last_recurring_invoices: Field<bool>,
    /// `notifyPromotions`
    #[serde(
        rename = "notifyPromotions",
        default,
        skip_serializing_if = "Field::is_absent"
    )]
    pub notify_promotions: Field<bool>,
}
