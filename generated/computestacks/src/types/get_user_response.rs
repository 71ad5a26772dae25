// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

use moored_runtime::Field;
use super::User;

/// `GetUserResponse`
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
pub struct GetUserResponse {
    /// `user`
    #[serde(default, skip_serializing_if = "Field::is_absent")]
    pub user: Field<User>,
}
