//! The names of a provider in the facade.

use crate::RelPath;
use moored_document::{
    finding::{Finding, Findings, Location},
    rules,
};
use moored_model::naming::{crate_part, snake_name};

/// Modules of the facade itself, which a provider's module would shadow. A test compares them with `src/`; `runtime` is
/// a crate.
const MODULES: &[&str] = &["lookup", "providers", "runtime", "whoami"];

/// The names that are derived from the name of a folder.
pub(super) struct Names {
    /// The name of the folder in `specs/` and in `generated/`.
    pub(super) folder: String,
    /// The feature, which is also the provider's name on the command line.
    pub(super) feature: String,
    /// The module under which the crate is re-exported.
    pub(super) module: String,
    /// The crate.
    pub(super) crate_name: String,
    /// The prefix of its environment variables.
    pub(super) prefix: String,
}

impl Names {
    /// Derives the names.
    ///
    /// # Errors
    /// The name of the folder is not allowed in `generated/`, or the module would shadow a module of the facade.
    pub(super) fn new(folder: &str, crate_name: String, location: &Location) -> Result<Self, Findings> {
        let error = |message: String| {
            Findings::from(Finding::new(&rules::CONFIG, location.clone(), message).help("rename the folder"))
        };
        if folder.contains('/') || RelPath::new(folder).is_err() {
            return Err(error(format!("`{}` is not a valid name of a folder in generated/", folder.escape_debug())));
        }
        let module = snake_name(folder);
        if MODULES.contains(&module.as_str()) {
            return Err(error(format!("the facade already has a module `{module}`")));
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
