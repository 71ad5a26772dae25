//! The files that codegen would write, and their differences from the files on disk.

use std::io;

use moored_codegen::files::Files;

use super::copies::Copy;
use super::generate::Generated;
use super::orphans::Orphan;
use super::paths::ShownPath;
use crate::{
    exit::Exit,
    report::StalePath,
    tree::{self, Stale, Staleness},
};

/// All files of one run.
pub(crate) struct Plan {
    pub(crate) crates: Vec<Crate>,
    /// Copies of moored's own crates.
    pub(crate) copies: Vec<Copy>,
    /// The composed documents in `specs/`.
    pub(crate) documents: Vec<Single>,
    /// The generated files of the whole project.
    pub(crate) files: Vec<Single>,
    pub(crate) orphans: Vec<Orphan>,
}

/// A generated crate.
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) dir: ShownPath,
    pub(crate) files: Files,
    /// The names of the crate in `specs/`, unless they are one of its files.
    pub(crate) names: Option<Single>,
}

/// A single generated file.
pub(crate) struct Single {
    /// The provider of the file; `None` for a file of the whole project.
    pub(crate) provider: Option<String>,
    pub(crate) target: ShownPath,
    pub(crate) text: String,
    /// The crate whose lock contains the digest of this file after the last run.
    pub(crate) recorded_in: Option<ShownPath>,
}

impl Plan {
    /// Crates that could not be generated are left out.
    pub(crate) fn new(generated: Vec<Generated>, copies: Vec<Copy>, files: Vec<Single>, orphans: Vec<Orphan>) -> Self {
        let mut plan = Self { crates: Vec::new(), copies, documents: Vec::new(), files, orphans };
        for Generated { name, dir, openapi, names, outcome, .. } in generated {
            let Ok(outcome) = outcome else { continue };
            let single = |target: ShownPath, text: String| Single {
                provider: Some(name.clone()),
                target,
                text,
                recorded_in: Some(dir.clone()),
            };
            plan.documents.extend(openapi.zip(outcome.openapi).map(|(target, derived)| single(target, derived.text)));
            // The generator may return files together with errors, but these must not be compared or written.
            if let Some(files) = outcome.files.filter(|_| !outcome.findings.has_errors()) {
                let names = names.zip(outcome.names).map(|(target, text)| single(target, text));
                plan.crates.push(Crate { name, dir, files, names });
            }
        }
        plan
    }

    /// Everything that is out of date, in the order of the providers.
    pub(crate) fn stale(&self) -> io::Result<Vec<StalePath>> {
        let mut found = Vec::new();
        found_in(&self.documents, &mut found)?;
        for wanted in &self.crates {
            stale_in(&wanted.files, &wanted.dir, Some(&wanted.name), &mut found)?;
            found_in(wanted.names.as_slice(), &mut found)?;
        }
        for copy in &self.copies {
            stale_in(&copy.files, &copy.dir, None, &mut found)?;
        }
        found_in(&self.files, &mut found)?;
        for orphan in &self.orphans {
            let path = orphan.folder.shown.clone();
            found.push(StalePath { provider: None, path, why: Staleness::Orphan });
        }
        Ok(found)
    }

    /// [`Exit::Findings`] if a folder with foreign files prevents writing.
    pub(crate) fn exit(&self) -> Exit {
        let is_blocked = self.orphans.iter().any(|orphan| orphan.foreign_file.is_some());
        if is_blocked { Exit::Findings } else { Exit::Success }
    }

    /// A message for each orphaned folder with foreign files, and what to do about it.
    pub(crate) fn foreign_files(&self) -> impl Iterator<Item = String> {
        self.orphans.iter().filter_map(|Orphan { folder, specs, foreign_file }| {
            Some(format!(
                "{} has no provider {specs}, and contains files that codegen did not write ({:?}); it was not removed: \
                 remove it or move it elsewhere",
                folder.shown,
                foreign_file.as_ref()?
            ))
        })
    }
}

fn stale_in(files: &Files, dir: &ShownPath, provider: Option<&String>, found: &mut Vec<StalePath>) -> io::Result<()> {
    for Stale { path, why } in tree::check(files, &dir.path)? {
        let path = if path.is_empty() { dir.shown.clone() } else { format!("{}/{path}", dir.shown) };
        found.push(StalePath { provider: provider.cloned(), path, why });
    }
    Ok(())
}

fn found_in(files: &[Single], found: &mut Vec<StalePath>) -> io::Result<()> {
    for single in files {
        let why = single.stale()?;
        let (provider, path) = (single.provider.clone(), single.target.shown.clone());
        found.extend(why.map(|why| StalePath { provider, path, why }));
    }
    Ok(())
}

impl Single {
    /// How the file on disk is out of date; `None` if it is up to date.
    pub(crate) fn stale(&self) -> io::Result<Option<Staleness>> {
        tree::check_file(&self.text, &self.target.path, self.recorded()?.as_deref())
    }

    /// The digest of the file after the last run, if its lock has it.
    pub(crate) fn recorded(&self) -> io::Result<Option<String>> {
        let Some(folder) = &self.recorded_in else { return Ok(None) };
        let lock = tree::read_lock(&folder.path)?.and_then(Result::ok);
        Ok(lock.and_then(|mut lock| lock.inputs.remove(&self.target.shown)))
    }
}
