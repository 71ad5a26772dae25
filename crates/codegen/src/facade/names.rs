//! What a provider is called in the facade.

use crate::RelPath;
use moored_document::{
    finding::{Finding, Findings, Location},
    rules,
};
use moored_model::naming::{crate_part, snake_name};

/// Modules of the facade itself, which a provider's would hide. A test compares them with `src/`; `runtime` is a crate.
const MODULES: &[&str] = &["providers", "runtime", "whoami"];

/// The names that are made from a folder's.
pub(super) struct Names {
    /// The folder in `specs/` and in `generated/`.
    pub(super) folder: String,
    /// The feature, and the provider's name on the command line.
    pub(super) feature: String,
    /// The module that the crate is re-exported as.
    pub(super) module: String,
    /// The crate.
    pub(super) crate_name: String,
    /// What its environment variables begin with.
    pub(super) prefix: String,
}

impl Names {
    /// Makes them.
    ///
    /// # Errors
    /// Where the folder's name cannot be one in `generated/`, or the module would hide one of the facade's.
    pub(super) fn new(folder: &str, crate_name: String, place: &Location) -> Result<Self, Findings> {
        let refuse = |message: String| {
            Findings::from(Finding::new(&rules::CONFIG, place.clone(), message).help("rename the folder"))
        };
        if folder.contains('/') || RelPath::new(folder).is_err() {
            return Err(refuse(format!("`{}` is not a valid name of a folder in generated/", folder.escape_debug())));
        }
        let module = snake_name(folder);
        if MODULES.contains(&module.as_str()) {
            return Err(refuse(format!("the facade already has a module `{module}`")));
        }
        Ok(Self {
            folder: folder.to_owned(),
            feature: crate_part(folder),
            prefix: module.trim_end_matches('_').to_ascii_uppercase(),
            module,
            crate_name,
        })
    }
}
