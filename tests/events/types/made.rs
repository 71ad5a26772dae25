// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::{MadeEvent, Tick};

/// `Made`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Made {
    /// `event`
    pub event: MadeEvent,
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<String>,
    /// `data`
    pub data: Tick,
}
