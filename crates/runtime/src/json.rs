//! Reading JSON.
//!
//! A text is scanned once, without types, into a flat list of entries ([`Document`]): where each value stands, and
//! where the next one begins. Types are then decoded from these entries by one [`Deserializer`](serde::Deserializer)
//! ([`Cursor`]). This order has these reasons:
//!
//! - The last of several members with the same name counts, which is known only at the end of an object.
//! - A value that a type does not read costs nothing, whatever its depth. The depth limit concerns what is decoded.
//! - A union tries its variants on the entries, without scanning the text again, and an untyped value keeps the text of
//!   its numbers ([`Raw`]).
//! - The path, line and column of an error are found from the entry, so there is one decoder for each type: serde
//!   compiles the code of a type again for each deserializer, and that was most of the build time of a client.
//!
//! Structs are decoded from objects only. Those that serde derives accept arrays as well, with members in the order of
//! their declaration; then `[]` would be an object without members.

mod cursor;
mod document;
mod error;
mod integer;
mod location;
pub(crate) mod pointer;
mod writer;

pub(crate) use cursor::{Content, Raw, decode_root};
pub(crate) use document::{DEFAULT_MAX_DEPTH, Document, Kind, Missing, ROOT};
pub(crate) use error::{Error, Reason, Syntax};
pub(crate) use integer::{Integer, Normal};
pub(crate) use location::Step;
pub(crate) use writer::{NOT_FINITE, encode};
