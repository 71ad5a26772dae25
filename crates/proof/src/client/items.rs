//! The entries of `items` in `client.json`: the public items of the crate.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One public item, or the public functions of an `impl`.
#[derive(Debug, Deserialize)]
pub(crate) struct Item {
    /// The path of its module within the crate; empty for the root.
    pub(crate) module: String,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    #[serde(default)]
    pub(crate) signature: String,
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) variants: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) functions: BTreeMap<String, String>,
}

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Struct,
    Enum,
    Function,
    Type,
    Impl,
}

impl Item {
    /// The path within the crate: `types::Pet`.
    pub(crate) fn path(&self) -> String {
        match self.module.as_str() {
            "" => self.name.clone(),
            module => format!("{module}::{}", self.name),
        }
    }
}
