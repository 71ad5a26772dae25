// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `FeedbackResponseSchema`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct FeedbackResponseSchema {
    /// The ID of the user that gave the feedback.
    #[serde(rename = "userId", default, skip_serializing_if = "Field::is_absent")]
    pub user_id: Field<i64>,
    /// `true` if the user has asked never to see this feedback questionnaire again.
    #[serde(rename = "neverShow", default, skip_serializing_if = "Field::is_absent")]
    pub never_show: Field<bool>,
    /// When this feedback was given
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub given: Field<moored_runtime::DateTime>,
    /// The name of the feedback session
    #[serde(rename = "feedbackId", default, skip_serializing_if = "Field::is_absent")]
    pub feedback_id: Field<String>,
    /// Members that the document does not name, as they came.
    #[serde(flatten)]
    pub unknown_fields: moored_runtime::UnknownFields,
}
