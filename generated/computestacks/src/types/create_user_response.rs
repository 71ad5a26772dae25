// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::CreatedUser;

/// `CreateUserResponse`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct CreateUserResponse {
    /// `user`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub user: Field<CreatedUser>,
}
