// Written by `cargo xtask codegen` from openapi.yaml. Edits go there, not here.

use super::Cat;

/// `Point`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Point(
    /// An item.
    pub serde_json::Number,
    /// An item.
    pub serde_json::Number,
    /// An item.
    pub Cat,
);
