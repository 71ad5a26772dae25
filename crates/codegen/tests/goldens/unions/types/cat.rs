// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Cat`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Cat {
    /// `kind`
    pub kind: String,
    /// `name`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
    /// `lives`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub lives: Field<i64>,
}

impl Cat {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(kind: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            name: Default::default(),
            lives: Default::default(),
        }
    }
}
