//! A change of the providers that a command makes.

use std::collections::BTreeMap;

/// A change of the providers of a workspace. The generator sees the workspace as it will be, so that nothing has been
/// changed if a document has errors.
#[derive(Clone, Debug)]
pub enum Edit {
    /// A new provider.
    Add {
        /// Its name.
        name: String,
        /// The texts of the files in its folder.
        texts: BTreeMap<String, String>,
    },
    /// A provider less.
    Remove {
        /// Its name.
        name: String,
    },
    /// Other files in the folders of providers.
    Pull {
        /// The texts of these files, by provider and path in its folder.
        files: BTreeMap<String, BTreeMap<String, String>>,
    },
    /// Another name for a provider.
    Rename {
        /// The old one.
        old: String,
        /// The new one.
        new: String,
    },
}

impl Edit {
    /// The name of the provider that is there afterwards and was not there before.
    #[must_use]
    pub fn new_name(&self) -> Option<&str> {
        match self {
            Self::Add { name, .. } | Self::Rename { new: name, .. } => Some(name),
            Self::Remove { .. } | Self::Pull { .. } => None,
        }
    }

    /// The name of the provider that was there before and is not there afterwards.
    #[must_use]
    pub fn old_name(&self) -> Option<&str> {
        match self {
            Self::Remove { name } | Self::Rename { old: name, .. } => Some(name),
            Self::Add { .. } | Self::Pull { .. } => None,
        }
    }
}
