// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

/// `Range`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Range {
    /// `from`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i64>,
    /// `to`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<i64>,
}
