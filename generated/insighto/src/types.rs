// Written by `cargo xtask codegen` from specs/insighto/openapi.yaml. Edits go there, not here.

//! What requests and answers hold.

mod get_user_response;
mod user;

pub use get_user_response::GetUserResponse;
pub use user::User;
