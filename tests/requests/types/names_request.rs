// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

/// `NamesRequest`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct NamesRequest {
    /// `a`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub a: Option<String>,
}
