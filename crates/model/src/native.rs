//! Types of the runtime that stand for formats.

/// A component that stands for a type of ours.
#[derive(Debug)]
pub struct Native {
    /// The component's name.
    pub component: &'static str,
    /// The Rust type.
    pub path: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) format: Option<&'static str>,
}

impl Native {
    /// Whether it never shows what it holds.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.format == Some("password")
    }
}

/// Every such component. The rest of a schema (bounds, patterns) goes with it.
pub static NATIVE: &[Native] = &[
    Native {
        component: "MooredDateTime",
        path: "::moored_runtime::DateTime",
        kind: "string",
        format: Some("date-time"),
    },
    Native { component: "MooredDate", path: "::moored_runtime::Date", kind: "string", format: Some("date") },
    Native { component: "MooredUuid", path: "::moored_runtime::Uuid", kind: "string", format: Some("uuid") },
    Native { component: "MooredDecimal", path: "::moored_runtime::Decimal", kind: "string", format: Some("decimal") },
    Native {
        component: "MooredDecimalNumber",
        path: "::moored_runtime::Decimal",
        kind: "number",
        format: Some("decimal"),
    },
    Native { component: "MooredSecret", path: "::moored_runtime::Secret", kind: "string", format: Some("password") },
    Native { component: "MooredNumber", path: "::serde_json::Number", kind: "number", format: None },
];
