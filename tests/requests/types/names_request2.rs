// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

/// `NamesRequest2`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct NamesRequest2 {
    /// `b`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub b: Option<String>,
}
