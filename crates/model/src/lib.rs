//! What a client offers, as typed values.
//!
//! [`lower`] rewrites a document until only what the model can read is left, [`api`] reads it, and [`naming`] makes its Rust names.

pub mod api;
pub mod config;
mod limits;
pub mod losses;
pub mod lower;
pub mod naming;
pub mod native;
mod parts;
pub mod usage;
