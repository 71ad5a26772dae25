// Written by `cargo xtask codegen` from tests/requests/openapi.yaml. Edits go there, not here.

//! What requests and answers hold.

mod names_request;
mod names_request2;
mod names_request_ab;
mod owner;
mod parts_request_home;
mod parts_request_owner;
mod pet;
mod range;

pub use names_request::NamesRequest;
pub use names_request2::NamesRequest2;
pub use names_request_ab::NamesRequestAb;
pub use owner::Owner;
pub use parts_request_home::PartsRequestHome;
pub use parts_request_owner::PartsRequestOwner;
pub use pet::Pet;
pub use range::Range;
