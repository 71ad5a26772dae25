// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

/// `CreatedUserLabel`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
#[serde(untagged)]
pub enum CreatedUserLabel {
    /// `String`
    String(String),
    /// `Object`
    Object(std::collections::BTreeMap<String, String>),
}

impl From<std::collections::BTreeMap<String, String>> for CreatedUserLabel {
    fn from(value: std::collections::BTreeMap<String, String>) -> Self {
        Self::Object(value)
    }
}
