// Written by `cargo xtask codegen` from tests/events/openapi.yaml. Edits go there, not here.

/// `TalkResponse`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct TalkResponse {
    /// `text`
    pub text: String,
}
