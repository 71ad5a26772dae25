// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

/// `PartsRequestHome`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct PartsRequestHome {
    /// `city`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// `rooms`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rooms: Option<i64>,
}
