// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

//! What requests and answers hold.

mod owner;
mod parts_request_owner;
mod pet;
mod range;

pub use owner::Owner;
pub use parts_request_owner::PartsRequestOwner;
pub use pet::Pet;
pub use range::Range;
