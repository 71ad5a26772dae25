//! Which documents are compared.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use anyhow::{Context as _, anyhow};

use super::revision::Revision;
use crate::{
    cli::Drift,
    codegen,
    exit::UsageError,
    generator::{Inputs, OVERLAY, Packaging, Runtime},
    specs,
    workspace::{FILE_NAME, Workspace},
};

/// Two versions of a document.
pub(super) struct Pair {
    /// The name for reports: of the provider, or of the document.
    pub(super) name: String,
    pub(super) old: Inputs,
    pub(super) new: Inputs,
    pub(super) new_names: NewNames,
}

/// Where the names of the new version come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NewNames {
    /// From the old version.
    OfOld,
    /// From its own `names.lock`, which has been written since.
    Own,
}

/// The word for the published documents.
const UPSTREAM: &str = "upstream";

/// What `options` compare in the folder `here`.
///
/// # Errors
/// Returns an error if a document cannot be read, if there is no such provider, file, folder or revision, or if there
/// is no workspace.
pub(super) fn of(options: &Drift, here: &Path) -> anyhow::Result<Vec<Pair>> {
    let against = Path::new(&options.against);
    if let Some(from) = &options.from {
        let name = from.display().to_string();
        return Ok(vec![Pair { name, old: document(from)?, new: document(against)?, new_names: NewNames::OfOld }]);
    }
    let workspace = Workspace::find(here)?;
    let providers = specs::selected(&workspace, &options.providers)?;
    if options.against == UPSTREAM {
        return Err(anyhow!("`--against upstream` is not supported yet"));
    }
    if against.exists() {
        return providers.into_iter().map(|name| with_path(name, against, &workspace)).collect();
    }
    let revision = Revision::find(&options.against, &workspace)?.ok_or_else(|| {
        UsageError(format!(
            "`{}` is neither a file nor a folder nor a revision of git nor `{UPSTREAM}`",
            options.against
        ))
    })?;
    let pairs = providers.into_iter().map(|name| with_revision(name, &revision, &workspace));
    Ok(pairs.collect::<anyhow::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// A document, or the folder of a provider.
fn document(path: &Path) -> anyhow::Result<Inputs> {
    if path.is_dir() {
        return Ok(folder(path.display().to_string(), specs::texts(path)?));
    }
    Ok(codegen::inputs_of_file(path, None)?.with_context(|| format!("cannot read {}", path.display()))?)
}

/// The files of a provider's folder, whose name in findings is `display`.
fn folder(display: String, specs: BTreeMap<String, String>) -> Inputs {
    let provider = display.rsplit(['/', ':']).next().unwrap_or_default().to_owned();
    let packaging = Packaging::of_provider(&format!("generated/{provider}"), Runtime::Version(String::new()));
    Inputs { provider, display, specs, packaging }
}

/// Our document, and that of a file, of a provider's folder, or of a folder of providers. The corrections and settings
/// of a provider apply to a file as they do to our document.
fn with_path(name: String, against: &Path, workspace: &Workspace) -> anyhow::Result<Pair> {
    let old = ours(&name, workspace)?;
    let nested = against.join(&name);
    let new = if nested.is_dir() {
        document(&nested)?
    } else if against.is_dir() {
        document(against)?
    } else {
        corrected(document(against)?, &old)
    };
    Ok(Pair { name, old, new, new_names: NewNames::OfOld })
}

/// `new` with the settings and corrections of a provider, instead of those beside it.
fn corrected(mut new: Inputs, ours: &Inputs) -> Inputs {
    for file in [FILE_NAME, OVERLAY] {
        new.specs.remove(file);
        new.specs.extend(ours.specs.get_key_value(file).map(|(file, text)| (file.clone(), text.clone())));
    }
    new
}

/// The document of a revision, and ours. `None` if the revision does not have the provider.
fn with_revision(name: String, revision: &Revision, workspace: &Workspace) -> anyhow::Result<Option<Pair>> {
    let texts = revision.texts(&workspace.specs_of(&name))?;
    if texts.is_empty() {
        return Ok(None);
    }
    let mut old = ours(&name, workspace)?;
    let new = old.clone();
    old.display = format!("{}:{}", revision.name(), old.display);
    old.specs = texts;
    Ok(Some(Pair { name, old, new, new_names: NewNames::Own }))
}

fn ours(name: &str, workspace: &Workspace) -> io::Result<Inputs> {
    codegen::inputs_of_provider(name, workspace, BTreeMap::new())
}
