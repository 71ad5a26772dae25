// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;

/// `PermissionSchema`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct PermissionSchema {
    /// [Project](https://docs.getunleash.io/concepts/rbac#project-level-permissions) or [environment](https://docs.getunleash.io/concepts/rbac#environment-level-permissions) permission name
    pub permission: String,
    /// The project this permission applies to
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub project: Field<String>,
    /// The environment this permission applies to
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub environment: Field<String>,
    /// Members that the document does not name, as they came.
    #[serde(flatten)]
    pub unknown_fields: moored_runtime::UnknownFields,
}
