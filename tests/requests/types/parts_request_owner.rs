// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

/// `PartsRequestOwner`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct PartsRequestOwner {
    /// `id`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
}
