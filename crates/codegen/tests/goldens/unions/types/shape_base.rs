// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `ShapeBase`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct ShapeBase {
    /// `type`
    #[serde(rename = "type")]
    pub type_: String,
    /// `name`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
}

impl ShapeBase {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(type_: impl Into<String>) -> Self {
        Self {
            type_: type_.into(),
            name: Default::default(),
        }
    }
}
