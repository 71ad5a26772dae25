//! stub
pub mod files;
pub use files::{Files, RelPath, UnsafePath};
