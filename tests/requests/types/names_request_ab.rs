// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

/// `NamesRequestAb`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct NamesRequestAb {
    /// `c`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub c: Option<String>,
}
