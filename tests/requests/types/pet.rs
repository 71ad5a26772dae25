// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

use super::Owner;

/// `Pet`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Pet {
    /// `name`
    pub name: String,
    /// `tags`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<String>>,
    /// `owner`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
}

impl Pet {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            tags: Default::default(),
            owner: Default::default(),
        }
    }
}
