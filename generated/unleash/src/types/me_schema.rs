// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

use super::{FeedbackResponseSchema, PermissionSchema, UserSchema};

/// `MeSchema`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct MeSchema {
    /// `user`
    pub user: UserSchema,
    /// User permissions for projects and environments
    pub permissions: Vec<PermissionSchema>,
    /// User feedback information
    pub feedback: Vec<FeedbackResponseSchema>,
    /// Splash screen configuration
    pub splash: std::collections::BTreeMap<String, bool>,
    /// Members that the document does not name, as they came.
    #[serde(flatten)]
    pub unknown_fields: moored_runtime::UnknownFields,
}
