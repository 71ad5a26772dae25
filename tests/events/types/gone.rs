// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

use super::GoneEvent;

/// `Gone`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Gone {
    /// `event`
    pub event: GoneEvent,
    /// `data`
    pub data: String,
}
