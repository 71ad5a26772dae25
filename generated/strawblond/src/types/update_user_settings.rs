// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

/// `UpdateUserSettings`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct UpdateUserSettings {
    /// Notify about overdue invoices
    #[serde(
        rename = "notifyOverdueInvoices",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub notify_overdue_invoices: Option<bool>,
    /// Notify about invoices ready for delivery
    #[serde(
        rename = "notifyRFDInvoices",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub notify_rfd_invoices: Option<bool>,
    /// Weekly project overview notifications
    #[serde(
        rename = "notifyWeeklyProjectOverview",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub notify_weekly_project_overview: Option<bool>,
    /// Weekly status digest
    #[serde(
        rename = "notifyWeeklyDigest",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub notify_weekly_digest: Option<bool>,
    /// Promotional notifications
    #[serde(
        rename = "notifyPromotions",
        default,
        skip_serializing_if = "Option::is_none"
    )]
    pub notify_promotions: Option<bool>,
}
