// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::InferredCreatedEvent;

/// `InferredCreated`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct InferredCreated {
    /// `event`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub event: Field<InferredCreatedEvent>,
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<i64>,
}
