//! The members of a JSON object that its struct has no fields for.

mod extra_fields;
mod split;
mod unknown_fields;

pub use extra_fields::{ExtraFields, decode_with_extra};
pub use unknown_fields::{UnknownFields, decode_with_unknown_fields};
