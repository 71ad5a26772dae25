// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

/// `TalkResponse2`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct TalkResponse2 {
    /// `word`
    pub word: String,
}
