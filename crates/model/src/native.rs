//! Types of the runtime that represent formats.

/// A component that represents a type of the runtime.
#[derive(Debug)]
pub(crate) struct Native {
    /// The name of the component.
    pub(crate) component: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) format: Option<&'static str>,
}

/// All these components. The other keywords of the schema are dropped; its bounds have been read.
pub(crate) static NATIVE: &[Native] = &[
    Native { component: "MooredDateTime", kind: "string", format: Some("date-time") },
    Native { component: "MooredDate", kind: "string", format: Some("date") },
    Native { component: "MooredUuid", kind: "string", format: Some("uuid") },
    Native { component: "MooredDecimal", kind: "string", format: Some("decimal") },
    Native { component: "MooredDecimalNumber", kind: "number", format: Some("decimal") },
    Native { component: "MooredBase64", kind: "string", format: Some("byte") },
    Native { component: "MooredBase64Url", kind: "string", format: Some("base64url") },
    Native { component: "MooredSecret", kind: "string", format: Some("password") },
    Native { component: "MooredNumber", kind: "number", format: None },
];
