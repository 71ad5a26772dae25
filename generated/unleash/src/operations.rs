// Written by `cargo xtask codegen` from specs/unleash/openapi.yaml. Edits go there, not here.

//! The calls, one module each. Their methods are on [`Client`](crate::Client).

mod get_me;

pub use get_me::{GetMe, GetMeError};
