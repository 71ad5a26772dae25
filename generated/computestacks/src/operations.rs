// Written by `cargo xtask codegen` from specs/computestacks/openapi.yaml. Edits go there, not here.

//! The calls, one module each. Their methods are on [`Client`](crate::Client).

mod get_user;
mod update_user;
mod create_user;

pub use get_user::GetUser;
pub use update_user::UpdateUser;
pub use create_user::CreateUser;
