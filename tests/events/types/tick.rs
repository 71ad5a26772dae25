// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `Tick`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Tick {
    /// `number`
    pub number: i64,
    /// `note`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub note: Field<String>,
}
