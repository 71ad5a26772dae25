//! Which documents are compared.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use anyhow::anyhow;

use super::approvals::ApprovalsFile;
use super::revision::Revision;
use crate::{
    cli::Drift,
    codegen,
    generator::{Inputs, OVERLAY, Packaging, Runtime},
    specs,
    workspace::{FILE_NAME, Workspace},
};

mod upstream;

/// Two versions of a document.
pub(super) struct Pair {
    /// Where the approvals are; a document that is not of a provider has none.
    pub(super) approvals: Option<ApprovalsFile>,
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

/// Two versions of a document, or why there are none, with the name of the provider or the document.
pub(super) type Named = (String, anyhow::Result<Pair>);

/// What `options` compare in the folder `here`.
///
/// # Errors
/// Returns an error if there is no such provider, file, folder or revision, or if there is no workspace.
pub(super) fn of(options: &Drift, here: &Path) -> anyhow::Result<Vec<Named>> {
    let wanted = options.against.as_deref().unwrap_or_default();
    let against = Path::new(wanted);
    if let Some(from) = &options.from {
        return Ok(vec![(from.display().to_string(), with_each_other(from, against))]);
    }
    let workspace = Workspace::find(here)?;
    let providers = specs::selected(&workspace, &options.providers)?;
    if wanted == UPSTREAM {
        return upstream::pairs(options, providers, &workspace);
    }
    if against.exists() {
        let pair = |name: String| (name.clone(), with_path(&name, against, &workspace));
        return Ok(providers.into_iter().map(pair).collect());
    }
    // Not a usage error: a clone without its history lacks most revisions.
    let revision = Revision::find(wanted, &workspace)?.ok_or_else(|| {
        anyhow!(
            "`{}` is neither a file nor a folder nor a revision of git nor `{UPSTREAM}`; a shallow clone has no other \
             revision before `git fetch` gets it",
            wanted
        )
    })?;
    let pair = |name: String| Some((name.clone(), with_revision(&name, &revision, &workspace).transpose()?));
    Ok(providers.into_iter().filter_map(pair).collect())
}

/// Any two documents.
fn with_each_other(old: &Path, new: &Path) -> anyhow::Result<Pair> {
    let (old, mut new) = (document(old)?, document(new)?);
    if !new.specs.contains_key(FILE_NAME) {
        // A setting such as `unknown_fields` is no difference between the documents.
        new.specs.extend(old.specs.get_key_value(FILE_NAME).map(|(file, text)| (file.clone(), text.clone())));
    }
    Ok(Pair { approvals: None, old, new, new_names: NewNames::OfOld })
}

/// A document, or the folder of a provider.
pub(super) fn document(path: &Path) -> anyhow::Result<Inputs> {
    if path.is_dir() {
        return Ok(folder(path.display().to_string(), specs::texts(path)?));
    }
    Ok(codegen::inputs_of_file(path, None)??)
}

/// The files of a provider's folder, whose name in findings is `display`.
fn folder(display: String, specs: BTreeMap<String, String>) -> Inputs {
    let provider = display.rsplit(['/', ':']).next().unwrap_or_default().to_owned();
    let packaging = Packaging::of_provider(&format!("generated/{provider}"), Runtime::Version(String::new()));
    Inputs { provider, display, specs, packaging }
}

/// Our document, and that of a file, of a provider's folder, or of a folder of providers. The corrections and settings
/// of a provider apply to a file as they do to our document.
fn with_path(name: &str, against: &Path, workspace: &Workspace) -> anyhow::Result<Pair> {
    let old = ours(name, workspace)?;
    let nested = against.join(name);
    let new = if nested.is_dir() {
        document(&nested)?
    } else if against.is_dir() {
        document(against)?
    } else {
        corrected(document(against)?, &old)
    };
    Ok(Pair { approvals: Some(ApprovalsFile::of(name, workspace)), old, new, new_names: NewNames::OfOld })
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
fn with_revision(name: &str, revision: &Revision, workspace: &Workspace) -> anyhow::Result<Option<Pair>> {
    let texts = revision.texts(&workspace.specs_of(name))?;
    if texts.is_empty() {
        return Ok(None);
    }
    let mut old = ours(name, workspace)?;
    let new = old.clone();
    old.display = format!("{}:{}", revision.name(), old.display);
    old.specs = texts;
    Ok(Some(Pair { approvals: Some(ApprovalsFile::of(name, workspace)), old, new, new_names: NewNames::Own }))
}

pub(super) fn ours(name: &str, workspace: &Workspace) -> io::Result<Inputs> {
    codegen::inputs_of_provider(name, workspace, BTreeMap::new())
}
