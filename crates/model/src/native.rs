//! Types of the runtime that stand for formats.

/// A component that stands for a type of ours.
#[derive(Debug)]
pub(crate) struct Native {
    /// The component's name.
    pub(crate) component: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) format: Option<&'static str>,
}

impl Native {
    /// Whether it never shows what it holds.
    #[must_use]
    pub(crate) fn is_secret(&self) -> bool {
        self.format == Some("password")
    }
}

/// Every such component. The rest of a schema (bounds, patterns) goes with it.
pub(crate) static NATIVE: &[Native] = &[
    Native { component: "MooredDateTime", kind: "string", format: Some("date-time") },
    Native { component: "MooredDate", kind: "string", format: Some("date") },
    Native { component: "MooredUuid", kind: "string", format: Some("uuid") },
    Native { component: "MooredDecimal", kind: "string", format: Some("decimal") },
    Native { component: "MooredDecimalNumber", kind: "number", format: Some("decimal") },
    Native { component: "MooredSecret", kind: "string", format: Some("password") },
    Native { component: "MooredNumber", kind: "number", format: None },
];
