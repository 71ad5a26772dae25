// Written by `cargo xtask codegen` from specs/sendcloud/openapi.yaml. Edits go there, not here.

//! What requests and answers hold.

mod get_user_response;
mod user;
mod user_module;

pub use get_user_response::GetUserResponse;
pub use user::User;
pub use user_module::UserModule;
