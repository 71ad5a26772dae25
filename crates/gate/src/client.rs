//! One generated crate.

use std::io;
use std::path::{Path, PathBuf};

use crate::compare::{Difference, differences};
use crate::folder::{self, PRESERVED, Skip};
use crate::lock::{self, Digests, Lock};
use crate::sha256;

/// A generated crate where moored wrote it.
pub(crate) struct Client {
    /// The root of the workspace.
    root: PathBuf,
    /// The folder of the crate in the workspace: `generated/petstore`.
    folder: String,
    /// The folder of its documents in the workspace: `specs/petstore`.
    specs: String,
    /// The command that updates the crate.
    command: String,
    lock: Lock,
}

/// The folder of a generated crate.
pub(crate) enum Found {
    /// The crate where moored wrote it.
    Client(Box<Client>),
    /// A package, or a crate that was moved, or one that has no workspace.
    Elsewhere,
    /// There is no lock.
    NoLock,
    /// The text of a lock that was changed after moored wrote it.
    ChangedLock(String),
}

impl Client {
    /// Reads the lock in the folder `path`.
    pub(crate) fn read(path: &Path) -> io::Result<Found> {
        // Cargo adds this file to each package.
        if path.join("Cargo.toml.orig").exists() {
            return Ok(Found::Elsewhere);
        }
        let Some(text) = folder::text(&path.join("inputs.lock"))? else { return Ok(Found::NoLock) };
        let Some(lock) = lock::parse(&text) else { return Ok(Found::ChangedLock(text)) };
        Ok(Self::of_lock(path, lock).map_or(Found::Elsewhere, |client| Found::Client(Box::new(client))))
    }

    fn of_lock(path: &Path, mut lock: Lock) -> Option<Self> {
        let folder = lock.folder.take()?;
        let root = root_of(path, &folder)?;
        let command = update_command(&lock.command.take()?, &folder);
        Some(Self { root, folder, specs: lock.specs.take()?, command, lock })
    }

    /// A line for each path that has changed.
    pub(crate) fn findings(&self) -> io::Result<Vec<String>> {
        let Self { root, folder: client, command, lock, .. } = self;
        let mut findings = Vec::new();
        for (path, difference) in differences(&lock.inputs, &self.inputs()?) {
            findings.push(match difference {
                Difference::Missing => format!("{path} was removed after {client} was generated: {command}"),
                Difference::Changed => format!("{path} was changed after {client} was generated: {command}"),
                Difference::Extra => format!("{path} was added after {client} was generated: {command}"),
            });
        }
        findings.extend(changed_outputs(root, client, &lock.outputs, command)?);
        for (vendored, recorded) in &lock.vendored {
            findings.extend(self.vendored_findings(vendored, recorded)?);
        }
        Ok(findings)
    }

    /// The files of the documents, by their paths in the workspace.
    fn inputs(&self) -> io::Result<Digests> {
        let specs = self.root.join(&self.specs);
        if !specs.is_dir() {
            return Ok(Digests::new());
        }
        let digests = folder::digests(&specs, Skip::NotInputs)?.into_iter();
        Ok(digests.map(|(path, digest)| (format!("{}/{path}", self.specs), digest)).collect())
    }

    /// The differences of a vendored crate from its own lock, and of this lock from the recorded one.
    fn vendored_findings(&self, vendored: &str, recorded: &str) -> io::Result<Vec<String>> {
        let Some(text) = folder::text(&self.root.join(vendored).join("inputs.lock"))? else {
            return Ok(vec![format!("{vendored}/inputs.lock does not exist: {}", self.command)]);
        };
        let Some(lock) = lock::parse(&text) else {
            return Ok(vec![changed_lock(&format!("{vendored}/inputs.lock"), &text, &self.command)]);
        };
        let mut findings = changed_outputs(&self.root, vendored, &lock.outputs, &self.command)?;
        if findings.is_empty() && sha256::hex(text.as_bytes()) != *recorded {
            findings
                .push(format!("{vendored} is not the one that {} was generated for: {}", self.folder, self.command));
        }
        Ok(findings)
    }

    /// Has cargo run the build script again when a file changes. Cargo watches all files in a folder, and the folder
    /// itself for removed files.
    pub(crate) fn watch(&self) {
        let folders = [&self.specs].into_iter().chain(self.lock.vendored.keys());
        for folder in folders.filter(|folder| self.root.join(folder).exists()) {
            println!("cargo::rerun-if-changed={}", self.root.join(folder).display());
        }
        let own = self.root.join(&self.folder);
        // Builds change `target`, which must not run the script again.
        if !own.join("target").exists() {
            println!("cargo::rerun-if-changed={}", own.display());
            return;
        }
        let entries = own.read_dir().into_iter().flatten().flatten();
        for entry in entries.filter(|entry| !PRESERVED.iter().any(|name| entry.file_name() == *name)) {
            println!("cargo::rerun-if-changed={}", entry.path().display());
        }
    }
}

/// A line for each file below `folder` that is not as moored wrote it.
fn changed_outputs(root: &Path, folder: &str, recorded: &Digests, command: &str) -> io::Result<Vec<String>> {
    let found = folder::digests(&root.join(folder), Skip::NotOutputs)?;
    let findings = differences(recorded, &found).map(|(path, difference)| match difference {
        Difference::Missing => format!("{folder}/{path} was removed after codegen wrote it: {command}"),
        Difference::Changed => format!("{folder}/{path} was changed after codegen wrote it: {command}"),
        Difference::Extra => format!("{folder}/{path} was not written by codegen: {command}"),
    });
    Ok(findings.collect())
}

/// The folder above `path` in which it is `folder`; `None` if the crate was moved or packaged.
fn root_of(path: &Path, folder: &str) -> Option<PathBuf> {
    let mut root = path.to_owned();
    for part in folder.rsplit('/') {
        if root.file_name()? != part {
            return None;
        }
        root.pop();
    }
    Some(root)
}

/// What to do about a change of the crate in `folder`.
pub(crate) fn update_command(command: &str, folder: &str) -> String {
    format!("run `{command} --only {}`", folder.rsplit('/').next().unwrap_or_default())
}

/// The message for a lock that was changed.
pub(crate) fn changed_lock(path: &str, text: &str, command: &str) -> String {
    // Git does this unless .gitattributes forbids it.
    let line_endings = if text.contains('\r') { " (its line endings were converted to CRLF)" } else { "" };
    format!("{path} was changed after codegen wrote it{line_endings}: {command}")
}
