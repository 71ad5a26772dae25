//! The names of a provider in the facade.

use crate::{Inputs, Origin, RelPath};
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
    /// The name of the folder of its documents, and of that of its crate.
    pub(super) folder: String,
    /// The folder of its documents: `specs/petstore`.
    pub(super) specs: String,
    /// The folder of its crate: `generated/petstore`.
    pub(super) path: String,
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
    /// The name of the folder is not allowed for a crate, or the module would shadow a module of the facade.
    pub(super) fn new(inputs: &Inputs, crate_name: String, location: &Location) -> Result<Self, Findings> {
        let folder = inputs.provider.as_str();
        let error = |message: String| {
            Findings::from(Finding::new(&rules::CONFIG, location.clone(), message).help("rename the folder"))
        };
        if folder.contains('/') || RelPath::new(folder).is_err() {
            return Err(error(format!("`{}` is not a valid name of the folder of a crate", folder.escape_debug())));
        }
        let module = snake_name(folder);
        if MODULES.contains(&module.as_str()) {
            return Err(error(format!("the facade already has a module `{module}`")));
        }
        Ok(Self {
            folder: folder.to_owned(),
            specs: inputs.display.clone(),
            path: match &inputs.packaging.origin {
                Origin::Provider { folder, .. } => folder.clone(),
                Origin::Document { .. } => String::new(),
            },
            feature: crate_part(folder),
            prefix: module.trim_end_matches('_').to_ascii_uppercase(),
            module,
            crate_name,
        })
    }
}
