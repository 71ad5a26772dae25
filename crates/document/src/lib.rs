//! OpenAPI documents as text and as values: reading with positions, findings and their rules, overlays, the upgrade
//! from Swagger 2.0, and the repair of documents that break their specification.
//!
//! No module knows Rust identifiers, files or the network.

pub mod bundle;
pub mod compose;
pub mod digest;
pub mod document;
pub mod finding;
pub mod folder;
pub mod grammar;
pub mod inventory;
pub mod limits;
pub mod locator;
pub mod markdown;
pub mod media_type;
pub mod obsolete;
pub mod operation_count;
pub mod overlay;
pub mod pass;
pub mod path;
pub mod pointer;
pub mod positions;
pub mod provenance;
pub mod published;
pub mod recursion;
mod references;
pub mod repair;
pub mod resolve;
pub mod rules;
pub mod schemas;
pub mod scope;
pub mod site;
pub mod source;
pub mod status;
pub mod suggest;
pub mod template;
pub mod upgrade;
