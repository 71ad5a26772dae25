//! What one run has to generate, from where, and to where.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::{
    cli::{Action, Subject},
    exit::WrongUse,
    generator::{self, Findings, Inputs, Packaging},
    project::Project,
    specs::{self, NotText},
    tree,
};

/// One crate to generate.
pub(crate) struct Job {
    /// As a person calls it: the provider, or the document.
    pub(crate) name: String,
    /// What the generator reads; an input that cannot be read is a finding like others, shown together with them.
    pub(crate) inputs: io::Result<Inputs>,
    /// Where the crate goes, and how that is shown.
    pub(crate) dir: Place,
    /// Where `openapi.yaml` goes where it is derived.
    pub(crate) openapi: Option<Place>,
}

impl Job {
    /// What is wrong with the document where it is no text: a finding like any other.
    pub(crate) fn no_text(&self) -> Option<Findings> {
        let error = self.inputs.as_ref().err()?.get_ref()?;
        let NotText { why, text, line, column } = error.downcast_ref()?;
        Some(generator::no_text(&self.name, text, (*line, *column), why))
    }
}

/// A path on disk and its name for people: relative to the project, or as it was given.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) path: PathBuf,
    pub(crate) shown: String,
}

impl Place {
    pub(crate) fn in_project(project: &Project, path: String) -> Self {
        Self { path: project.join(&path), shown: path }
    }
}

/// Refuses what cannot be meant, before anything is touched.
pub(crate) fn refuse(subject: &Subject, action: Action, project: &Project) -> anyhow::Result<()> {
    match (subject, action) {
        (Subject::Providers(only), _) => {
            let known = specs::providers(project)?;
            if let Some(unknown) = only.iter().find(|name| !known.contains(name)) {
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                return Err(WrongUse(format!("there is no provider `{unknown}` in specs/; there is: {known}")).into());
            }
            if matches!(action, Action::Print(_)) && only.len() != 1 {
                let message = "--print shows one document: name it with `--only <PROVIDER>` or `--from <FILE>`";
                return Err(WrongUse(message.to_owned()).into());
            }
        }
        (Subject::File { out: Some(out), .. }, Action::Write | Action::DryRun) => {
            let strangers = tree::strangers(&resolved(out)?)?;
            if let Some(first) = strangers.first() {
                let more = match strangers.len() {
                    1 => String::new(),
                    many => format!(" and {} more", many - 1),
                };
                let message = format!(
                    "{} holds what codegen did not write ({first:?}{more}): nothing was overwritten; \
                     choose another --out or empty this one",
                    out.display()
                );
                return Err(WrongUse(message).into());
            }
        }
        (Subject::File { .. }, _) => {}
    }
    Ok(())
}

/// The crates to generate, in order of their names.
pub(crate) fn of(subject: &Subject, project: &Project) -> anyhow::Result<Vec<Job>> {
    match subject {
        Subject::Providers(only) => {
            let mut names = specs::providers(project)?;
            names.retain(|name| only.is_empty() || only.contains(name));
            Ok(names.into_iter().map(|name| of_provider(name, project)).collect())
        }
        Subject::File { from, name, out } => Ok(vec![of_file(from, name.as_deref(), out.as_deref(), project)?]),
    }
}

/// The folder in which the new crates are built, and whose lock keeps other runs away.
///
/// For `--out` it is a hidden folder beside that one, so that both are on one file system and two clones of the project do
/// not get in each other's way. The crate under construction stands two levels deeper there, in `new/<name>`: a workspace
/// around it whose members are `<parent>/*` finds no manifest in the hidden folder itself, and passes it over.
pub(crate) fn staging(subject: &Subject, project: &Project) -> anyhow::Result<PathBuf> {
    match subject {
        Subject::File { out: Some(out), .. } => {
            let dir = resolved(out)?;
            let name = dir.file_name().unwrap_or_default().to_string_lossy();
            Ok(dir.with_file_name(format!(".{name}.moored")))
        }
        Subject::File { out: None, .. } | Subject::Providers(_) => Ok(project.staging()),
    }
}

fn of_provider(name: String, project: &Project) -> Job {
    let display = format!("specs/{name}");
    let inputs = specs::texts(&project.join(&display)).map(|specs| Inputs {
        provider: name.clone(),
        display: display.clone(),
        specs,
        packaging: Packaging::Member,
    });
    Job {
        inputs,
        dir: Place::in_project(project, format!("generated/{name}")),
        openapi: Some(Place::in_project(project, format!("{display}/openapi.yaml"))),
        name,
    }
}

fn of_file(from: &Path, name: Option<&str>, out: Option<&Path>, project: &Project) -> anyhow::Result<Job> {
    let inputs = inputs_of_file(from, name, project)?;
    let dir = match out {
        Some(out) => Place { path: resolved(out)?, shown: out.display().to_string() },
        None => Place { path: PathBuf::new(), shown: String::new() },
    };
    Ok(Job { name: from.display().to_string(), inputs, dir, openapi: None })
}

/// What the generator reads for a document from elsewhere.
pub(crate) fn inputs_of_file(from: &Path, name: Option<&str>, project: &Project) -> anyhow::Result<io::Result<Inputs>> {
    let document = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // Where the document is goes into findings and not into the crate: it is the same crate when run from another folder.
    let display = from.parent().map(|parent| parent.display().to_string()).unwrap_or_default();
    let packaging = Packaging::Standalone {
        document: document.clone(),
        name: name.map(str::to_owned),
        runtime: specs::runtime(project)?,
        workspace_manifest: specs::text(&project.join("Cargo.toml"))?,
    };
    Ok(specs::document(from).map(|text| {
        let specs = [(document, text)].into();
        let mut inputs = Inputs { provider: named_after(from), display, specs, packaging };
        add_files(&mut inputs, from);
        inputs
    }))
}

/// Reads the files that the document at `from` refers to, and those that they refer to. What cannot be read is not there: the generator says
/// where it is missed.
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

/// The file's name as a provider's: lower case letters and digits, `-` for everything else.
fn named_after(from: &Path) -> String {
    let stem = from.file_stem().unwrap_or_default().to_string_lossy();
    let words: Vec<_> =
        stem.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words.join("-").to_ascii_lowercase() {
        name if name.starts_with(|first: char| first.is_ascii_alphabetic()) => name,
        name => format!("api-{name}").trim_end_matches('-').to_owned(),
    }
}

/// `path` without links and `..`, so that it has a name and a parent; what of it does not exist yet stays as it is.
fn resolved(path: &Path) -> anyhow::Result<PathBuf> {
    let cannot = || format!("cannot write {}", path.display());
    let absolute = std::path::absolute(path).with_context(cannot)?;
    let resolved = match absolute.canonicalize() {
        Ok(resolved) => resolved,
        Err(error) if error.kind() == io::ErrorKind::NotFound => absolute,
        Err(error) => return Err(error).with_context(cannot),
    };
    match resolved.file_name() {
        Some(_) => Ok(resolved),
        None => Err(WrongUse(format!("{} is not a folder that can be replaced", path.display())).into()),
    }
}
