// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::Filter;

/// `Not`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Not {
    /// `not`
    pub not: Filter,
}
