//! Which crates one run generates, from which inputs, and where they are written.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::{
    copies, packaging,
    paths::{self, ShownPath},
    subject::Subject,
};
use crate::{
    cli::Action,
    exit::UsageError,
    generator::{
        self, COMPOSED, Findings, Inputs, NAMES_LOCK, OVERLAY, Origin, Packaging, Runtime, SOURCE, source_file,
    },
    specs::{self, InvalidText},
    tree,
    workspace::{self, Workspace},
};

/// One crate to generate.
pub(crate) struct Job {
    /// The name for messages: of the provider, or of the document.
    pub(crate) name: String,
    /// The inputs of the generator. An error in reading them is reported together with the findings of the other
    /// documents.
    pub(crate) inputs: io::Result<Inputs>,
    /// The folder for the crate.
    pub(crate) dir: ShownPath,
    /// The path of `openapi.yaml`, if the document is composed.
    pub(crate) openapi: Option<ShownPath>,
    /// The path of `names.lock`, unless it is a file of the crate.
    pub(crate) names: Option<ShownPath>,
}

impl Job {
    /// The findings about a document that is not valid text.
    pub(crate) fn invalid_text(&self) -> Option<Findings> {
        invalid_text(&self.name, self.inputs.as_ref().err()?)
    }
}

/// The findings about the document `name` that is not valid text; `None` for another error.
pub fn invalid_text(name: &str, error: &io::Error) -> Option<Findings> {
    let InvalidText { why, text, line, column } = error.get_ref()?.downcast_ref()?;
    Some(generator::invalid_text(name, text, (*line, *column), why))
}

/// Rejects invalid requests before anything is read or written.
pub(crate) fn validate(subject: &Subject, action: Action) -> anyhow::Result<()> {
    match (subject, action) {
        (Subject::Providers { workspace, only }, _) => {
            packaging::validate(workspace)?;
            copies::validate(workspace, &specs::providers(workspace)?)?;
            specs::selected(workspace, only)?;
            if matches!(action, Action::Print(_)) && only.len() != 1 {
                let message = "--print requires one document: select it with `--only <PROVIDER>` or `--from <FILE>`";
                return Err(UsageError(message.to_owned()).into());
            }
        }
        (Subject::File { out: Some(out), .. }, Action::Write | Action::DryRun) => {
            let foreign_files = tree::foreign_files(&paths::absolute(out)?)?;
            if let Some(first) = foreign_files.first() {
                let more = match foreign_files.len() {
                    1 => String::new(),
                    many => format!(" and {} more", many - 1),
                };
                let message = format!(
                    "{} contains files that codegen did not write ({first:?}{more}); nothing was overwritten: \
                     choose another folder or empty this one",
                    out.display()
                );
                return Err(UsageError(message).into());
            }
        }
        (Subject::File { .. }, _) => {}
    }
    Ok(())
}

/// The crates to generate, sorted by name.
pub(crate) fn for_subject(subject: &Subject) -> anyhow::Result<Vec<Job>> {
    match subject {
        Subject::Providers { workspace, only } => {
            let names = specs::selected(workspace, only)?;
            let vendored = copies::digests(&copies::of_workspace(workspace)?);
            let job = |name| provider_job(name, workspace, vendored.clone());
            Ok(names.into_iter().map(job).collect())
        }
        Subject::File { from, name, out, .. } => Ok(vec![file_job(subject, from, name.as_deref(), out.as_deref())?]),
    }
}

/// The folder in which new crates are built, and which contains the lock against concurrent runs.
///
/// For `--out` it is a hidden folder next to the crate, so that the two are on the same file system and workspaces do
/// not share it. The new crate is built two levels below it, in `new/<name>`: if the surrounding workspace has the
/// member pattern `<parent>/*`, cargo ignores the hidden folder because it contains no manifest.
pub(crate) fn staging(subject: &Subject) -> anyhow::Result<PathBuf> {
    match subject {
        Subject::File { out: Some(out), .. } => {
            let dir = paths::absolute(out)?;
            let name = dir.file_name().unwrap_or_default().to_string_lossy();
            Ok(dir.with_file_name(format!(".{name}.moored")))
        }
        // Printing needs no folder.
        Subject::File { out: None, .. } => Ok(PathBuf::new()),
        Subject::Providers { workspace, .. } => Ok(workspace.staging()),
    }
}

fn provider_job(name: String, workspace: &Workspace, vendored: BTreeMap<String, String>) -> Job {
    let display = workspace.specs_of(&name);
    Job {
        inputs: inputs_of_provider(&name, workspace, vendored),
        dir: ShownPath::in_workspace(workspace, workspace.generated(&name)),
        openapi: Some(ShownPath::in_workspace(workspace, format!("{display}/{COMPOSED}"))),
        names: Some(ShownPath::in_workspace(workspace, format!("{display}/{NAMES_LOCK}"))),
        name,
    }
}

/// The inputs of the generator for a provider of the workspace. `vendored` has the digests of the vendored crates.
pub(crate) fn inputs_of_provider(
    name: &str,
    workspace: &Workspace,
    vendored: BTreeMap<String, String>,
) -> io::Result<Inputs> {
    let display = workspace.specs_of(name);
    let specs = specs::of_provider(name, workspace)?;
    let packaging = packaging::of_provider(workspace, name, vendored);
    Ok(Inputs { provider: name.to_owned(), display, specs, packaging })
}

fn file_job(subject: &Subject, from: &Path, name: Option<&str>, out: Option<&Path>) -> anyhow::Result<Job> {
    let mut inputs = inputs_of_file(from, name)?;
    let mut dir = ShownPath { path: PathBuf::new(), shown: String::new() };
    if let Some(out) = out {
        dir = ShownPath { path: paths::absolute(out)?, shown: out.display().to_string() };
        if let Ok(inputs) = &mut inputs {
            packaging::keep(&mut inputs.packaging, subject, &dir.path)?;
        }
    }
    Ok(Job { name: from.display().to_string(), inputs, dir, openapi: None, names: None })
}

/// The inputs of the generator for a document from outside of `specs/`.
///
/// # Errors
/// Returns an error if the runtime has a file with an unsafe name, which is a defect. The inner result is that of
/// reading the document.
pub fn inputs_of_file(from: &Path, name: Option<&str>) -> anyhow::Result<io::Result<Inputs>> {
    let document = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // The folder of the document is used in findings but not in the crate: the crate must not depend on the current
    // folder.
    let display = from.parent().map(|parent| parent.display().to_string()).unwrap_or_default();
    let mut packaging = Packaging::of_document(&document, Runtime::Copied(generator::runtime()?));
    if let Origin::Document { name: given, .. } = &mut packaging.origin {
        *given = name.map(str::to_owned);
    }
    Ok(specs::document(from).and_then(|text| {
        let mut specs = corrections(from)?;
        specs.insert(document, text);
        let mut inputs = Inputs { provider: provider_name(from), display, specs, packaging };
        add_files(&mut inputs, from);
        Ok(inputs)
    }))
}

/// The settings and the overlay beside the document at `from`. The settings of a workspace are not those of a document,
/// and a derived document contains the corrections of its overlay.
fn corrections(from: &Path) -> io::Result<BTreeMap<String, String>> {
    let beside = |name: &str| from.with_file_name(name);
    let is_composed = || match specs::text(&beside(SOURCE)) {
        Ok(source) => source_file(&source).is_none_or(|file| file != COMPOSED),
        Err(_) => beside("document.yaml").is_file(),
    };
    let is_derived = from.file_name().is_some_and(|name| name == COMPOSED) && is_composed();
    let mut found = BTreeMap::new();
    for name in [workspace::FILE_NAME, OVERLAY] {
        let path = beside(name);
        if path == from || !path.is_file() || (name == OVERLAY && is_derived) {
            continue;
        }
        let text = specs::text(&path)?;
        if name != workspace::FILE_NAME || !workspace::is_of_workspace(&text) {
            found.insert(name.to_owned(), text);
        }
    }
    Ok(found)
}

/// Reads the files to which the document at `from` refers, and the files to which those refer. Files that cannot be
/// read are left out; the generator reports the references to them.
fn add_files(inputs: &mut Inputs, from: &Path) {
    let folder = from.parent().unwrap_or(Path::new(""));
    let mut tried = BTreeSet::new();
    loop {
        let new: Vec<String> =
            generator::needed(inputs).into_iter().filter(|file| tried.insert(file.clone())).collect();
        if new.is_empty() {
            return;
        }
        for file in new {
            if let Ok(text) = specs::text_below(folder, &file) {
                inputs.specs.insert(file, text);
            }
        }
    }
}

/// A provider name that is derived from the file name: lower-case ASCII, with `-` in place of other characters.
fn provider_name(from: &Path) -> String {
    let stem = from.file_stem().unwrap_or_default().to_string_lossy();
    let parts: Vec<_> =
        stem.split(|character: char| !character.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    match parts.join("-").to_ascii_lowercase() {
        name if name.starts_with(|first: char| first.is_ascii_alphabetic()) => name,
        name => format!("api-{name}").trim_end_matches('-').to_owned(),
    }
}
