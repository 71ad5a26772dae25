// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Account`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Account {
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<String>,
    /// `key`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub key: Field<i64>,
    /// `name`
    pub name: String,
}

impl Account {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            id: Default::default(),
            key: Default::default(),
            name: name.into(),
        }
    }
}
