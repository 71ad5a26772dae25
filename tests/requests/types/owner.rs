// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

/// `Owner`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Owner {
    /// `id`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// `city`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
}
