//! The typed model of a client.
//!
//! [`lower`] reduces a document to what the model supports, [`api`] reads the model from it, and [`naming`] derives
//! Rust names.

pub mod api;
pub mod bounds;
pub mod completeness;
pub mod config;
mod constants;
mod labels;
mod limits;
mod listed;
pub mod losses;
pub mod lower;
pub mod names;
pub mod naming;
mod native;
mod operation_names;
mod parts;
mod pattern;
pub mod pins;
mod request_bounds;
mod usage;
mod webhook_requests;
