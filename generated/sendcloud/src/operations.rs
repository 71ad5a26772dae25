// Written by `cargo xtask codegen` from specs/sendcloud/openapi.yaml. Edits go there, not here.

//! The calls, one module each. Their methods are on [`Client`](crate::Client).

mod get_user;

pub use get_user::GetUser;
