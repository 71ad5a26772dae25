// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Poodle`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Poodle {
    /// `name`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub name: Field<String>,
}
