//! What editors and services show beside the lines of files. The formats for GitHub and SARIF have the same content.

use std::path::{self, Path, PathBuf};

use crate::generator::Span;

/// What a command has found.
pub(super) struct Annotations {
    pub(super) list: Vec<Annotation>,
    pub(super) paths: Paths,
    /// What failed.
    pub(super) errors: Vec<String>,
    /// What could not be done and prevents nothing.
    pub(super) warnings: Vec<String>,
    pub(super) exit_code: u8,
}

/// An annotation of a line, or of a whole file.
pub(super) struct Annotation {
    pub(super) severity: Severity,
    pub(super) topic: Topic,
    /// What is wrong, what the caller gets instead, and what to do about it.
    pub(super) text: String,
    pub(super) file: String,
    /// The part of the file; `None` for the whole of it.
    pub(super) span: Option<Span>,
    /// The node of the document.
    pub(super) pointer: Option<String>,
    /// Other locations that the text refers to, each with what is there.
    pub(super) related: Vec<(Span, String)>,
    /// Why it is accepted.
    pub(super) accepted: Option<String>,
    /// What identifies it in the next run, whatever its line is then.
    pub(super) fingerprint: Option<String>,
}

/// What an annotation is about: a rule, or files that are out of date.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Topic {
    pub(super) id: &'static str,
    /// As findings show it: `loss[tuple]`.
    pub(super) title: String,
    pub(super) summary: &'static str,
    /// Markdown.
    pub(super) explanation: Option<String>,
    /// The usual severity.
    pub(super) severity: Severity,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Severity {
    Error,
    Warning,
    Note,
}

/// Where paths are for those who read the whole repository.
pub(super) struct Paths {
    folder: PathBuf,
    repository: PathBuf,
}

impl Paths {
    /// The paths of files in `folder`. The repository is the nearest folder upwards with `.git`, or else `folder`.
    pub(super) fn of(folder: &Path) -> Self {
        let repository = folder.ancestors().find(|folder| folder.join(".git").exists());
        Self { folder: folder.to_owned(), repository: repository.unwrap_or(folder).to_owned() }
    }

    pub(super) fn repository(&self) -> &Path {
        &self.repository
    }

    /// The absolute path of `file`.
    pub(super) fn absolute(&self, file: &str) -> PathBuf {
        let path = self.folder.join(file);
        path::absolute(&path).unwrap_or(path)
    }

    /// The path of `file` in the repository, with `/` as separator; the absolute path if it is elsewhere.
    pub(super) fn in_repository(&self, file: &str) -> String {
        let absolute = self.absolute(file);
        let path = absolute.strip_prefix(&self.repository).unwrap_or(&absolute);
        let shown = path.display().to_string();
        if path::MAIN_SEPARATOR == '/' { shown } else { shown.replace(path::MAIN_SEPARATOR, "/") }
    }
}
