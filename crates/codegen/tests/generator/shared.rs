//! What the tests share: making inputs, running the generator, and reading what comes out.

mod calls;
mod declaration;
mod inputs;
mod put;
mod run;
mod rust;
mod things;

pub(crate) use calls::declared;
pub(crate) use declaration::Declaration;
pub(crate) use inputs::inputs;
pub(crate) use put::put;
pub(crate) use run::Run;
pub(crate) use rust::{Rust, all, code, derives, docs, fields, serde_options, tokens, variants};
pub(crate) use things::things;

/// No findings, to compare with.
pub(crate) const NONE: [String; 0] = [];
