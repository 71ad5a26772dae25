// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use super::UpdateUser;

/// `UpdateUserRequest`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct UpdateUserRequest {
    /// `user`
    pub user: UpdateUser,
}
