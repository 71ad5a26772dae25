// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::InferredDeletedEvent;

/// `InferredDeleted`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct InferredDeleted {
    /// `event`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub event: Field<InferredDeletedEvent>,
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<i64>,
}
