// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::Filter;

/// `And`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct And {
    /// `and`
    pub and: Vec<Filter>,
}
