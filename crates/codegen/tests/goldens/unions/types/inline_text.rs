// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::InlineTextType;

/// `InlineText`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct InlineText {
    /// `type`
    #[serde(rename = "type")]
    pub type_: InlineTextType,
    /// `text`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub text: Field<String>,
}

impl InlineText {
    /// With what is required; everything else is left out until it is set.
    #[must_use]
    pub fn new(type_: InlineTextType) -> Self {
        Self {
            type_,
            text: Default::default(),
        }
    }
}
