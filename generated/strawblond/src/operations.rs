// Written by `cargo xtask codegen` from specs/strawblond/openapi.yaml. Edits go there, not here.

//! The calls, one module each. Their methods are on [`Client`](crate::Client).

mod get_user;
mod update_user;

pub use get_user::GetUser;
pub use update_user::UpdateUser;
