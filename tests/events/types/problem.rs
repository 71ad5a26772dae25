// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

/// `Problem`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct Problem {
    /// `message`
    pub message: String,
}
