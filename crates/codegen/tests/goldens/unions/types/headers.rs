// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::HeadersValue;

/// `Headers`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Headers {
    /// `id`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub id: Field<i64>,
    /// Members of other names.
    #[serde(flatten)]
    pub extra: std::collections::BTreeMap<String, HeadersValue>,
}
