// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::InlineImageType;

/// `InlineImage`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct InlineImage {
    /// `type`
    #[serde(rename = "type")]
    pub type_: InlineImageType,
    /// `text`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub text: Field<String>,
}

impl InlineImage {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(type_: InlineImageType) -> Self {
        Self {
            type_,
            text: Default::default(),
        }
    }
}
