// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use super::CreateUser;

/// `CreateUserRequest`
#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct CreateUserRequest {
    /// `user`
    pub user: CreateUser,
}
