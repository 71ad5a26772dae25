//! Copies of moored's own crates that generated crates depend on, where there is no registry.

use std::collections::BTreeMap;
use std::env;
use std::path::PathBuf;

use moored_codegen::lock::{self, Lock};
use moored_document::{
    digest::digest,
    finding::{Finding, Findings, Location},
    rules,
    source::Source,
};

use super::{packaging, paths::ShownPath, subject::Subject};
use crate::{
    generator::{self, Files, Inputs},
    workspace::{InvalidSettings, Runtime, Workspace},
};

/// A copy of a crate.
pub(crate) struct Copy {
    pub(crate) dir: ShownPath,
    /// With a lock of their own.
    pub(crate) files: Files,
    /// The folder in which it is built.
    pub(crate) staging: PathBuf,
}

/// The copies in the folder of the generated crates.
pub(crate) fn of_workspace(workspace: &Workspace) -> anyhow::Result<Vec<Copy>> {
    if *workspace.settings().runtime() != Runtime::Vendored {
        return Ok(Vec::new());
    }
    let copy = |name: &str, files| {
        let dir = ShownPath::in_workspace(workspace, workspace.generated(name));
        Copy { dir, files, staging: workspace.staging() }
    };
    Ok(vec![
        copy(packaging::GATE, with_lock(generator::gate()?)?),
        copy(packaging::RUNTIME, with_lock(generator::runtime()?)?),
    ])
}

/// The copies that this run writes.
pub(crate) fn of_subject<'a>(
    subject: &Subject,
    crates: impl Iterator<Item = (&'a Inputs, &'a ShownPath)>,
) -> anyhow::Result<Vec<Copy>> {
    if let Subject::Providers { workspace, .. } = subject {
        return of_workspace(workspace);
    }
    let mut copies = Vec::new();
    for (inputs, dir) in crates {
        if let Some(path) = packaging::shared_runtime(&inputs.packaging, &dir.path)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let staging = path.with_file_name(format!(".{name}.moored"));
            let shown = env::current_dir().ok().and_then(|here| Some(path.strip_prefix(here).ok()?.to_owned()));
            let shown = shown.unwrap_or_else(|| path.clone()).display().to_string();
            let dir = ShownPath { shown, path };
            copies.push(Copy { dir, files: with_lock(generator::runtime()?)?, staging });
        }
    }
    Ok(copies)
}

/// The digests of the locks, by the folders of the copies.
pub(crate) fn digests(copies: &[Copy]) -> BTreeMap<String, String> {
    let lock = |copy: &Copy| {
        let (_, lock) = copy.files.iter().find(|(path, _)| path.as_str() == lock::FILE_NAME)?;
        Some((copy.dir.shown.clone(), digest(lock)))
    };
    copies.iter().filter_map(lock).collect()
}

/// Rejects providers with the name of a copy.
pub(crate) fn validate(workspace: &Workspace, providers: &[String]) -> anyhow::Result<()> {
    let taken = providers.iter().find(|name| [packaging::RUNTIME, packaging::GATE].contains(&name.as_str()));
    match taken.filter(|_| *workspace.settings().runtime() == Runtime::Vendored) {
        None => Ok(()),
        Some(name) => {
            let location = Location::start_of(&Source::new(workspace.specs_of(name), ""));
            let message = format!("{} is the folder of a crate of moored", workspace.generated(name));
            let finding = Finding::new(&rules::CONFIG, location, message).help("rename the folder of the provider");
            Err(InvalidSettings(Findings::from(finding)).into())
        }
    }
}

fn with_lock(mut files: Files) -> anyhow::Result<Files> {
    let lock = Lock::new(&BTreeMap::new(), &files, None).render();
    files.insert(generator::RelPath::new(lock::FILE_NAME)?, lock);
    Ok(files)
}
