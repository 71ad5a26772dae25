//! Compares the outputs of two generators for one document.

use std::collections::BTreeMap;

use crate::outputs::Output;
use crate::renames::Renames;
use crate::{findings, lock, plain, tokens};

/// What is compared.
#[derive(Clone, Debug)]
pub(crate) enum Mode {
    /// All bytes.
    Bytes,
    /// All tokens except documentation, after the names of the old side are renamed.
    Tokens(Renames),
}

/// The result of comparing two outputs.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    /// The number of compared files; the list of findings counts as one.
    pub(crate) files: usize,
    /// The number of manifests that only the new side has.
    pub(crate) accepted: usize,
    /// The files that differ.
    pub(crate) differences: Vec<Difference>,
}

/// A file that differs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Its path on the new side.
    pub(crate) path: String,
    /// How it differs.
    pub(crate) kind: Kind,
}

/// How a file differs.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Only the old side has it.
    Missing,
    /// Only the new side has it.
    Additional,
    /// Both have it. These are the compared texts.
    Changed {
        /// The text of the old side.
        old: String,
        /// The text of the new side.
        new: String,
    },
}

/// The list of findings, which is compared like a file.
const FINDINGS: &str = "findings.txt";
/// The manifest of a client. Only later revisions write it.
const CLIENT_MANIFEST: &str = "client.json";

#[derive(Clone, Copy)]
enum Side {
    Old,
    New,
}

/// Compares all files and the findings.
pub(crate) fn compare(old: &Output, new: &Output, mode: &Mode) -> Comparison {
    let old_files = files(old, Side::Old, mode);
    let new_files = files(new, Side::New, mode);
    let mut comparison = Comparison::default();
    for (path, old) in &old_files {
        comparison.files += 1;
        let kind = match new_files.get(path) {
            None => Kind::Missing,
            Some(new) if are_equal(path, old, new, mode) => continue,
            Some(new) => Kind::Changed {
                old: readable(path, comparable(path, old, Side::Old, mode), mode),
                new: readable(path, comparable(path, new, Side::New, mode), mode),
            },
        };
        comparison.differences.push(Difference { path: path.clone(), kind });
    }
    for path in new_files.keys().filter(|path| !old_files.contains_key(*path)) {
        if name(path) == CLIENT_MANIFEST && !path.contains("/src/") {
            comparison.accepted += 1;
            continue;
        }
        comparison.files += 1;
        comparison.differences.push(Difference { path: path.clone(), kind: Kind::Additional });
    }
    comparison
}

/// The compared files by their paths on the new side. The copy of the runtime in a standalone crate is skipped: it is
/// not generated.
fn files(output: &Output, side: Side, mode: &Mode) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for (path, content) in output.files.iter().filter(|(path, _)| !path.starts_with("runtime/")) {
        let path = match renames(side, mode) {
            Some(renames) => renames.path(path),
            None => path.clone(),
        };
        files.insert(path, content.clone());
    }
    let findings = findings::lines(&output.log, &output.exit, renames(side, mode));
    files.insert(FINDINGS.to_owned(), findings.into_bytes());
    files
}

fn renames(side: Side, mode: &Mode) -> Option<&Renames> {
    match (side, mode) {
        (Side::Old, Mode::Tokens(renames)) => Some(renames),
        _ => None,
    }
}

fn are_equal(path: &str, old: &[u8], new: &[u8], mode: &Mode) -> bool {
    match mode {
        // A shortcut, because converting the bytes to text is slow.
        Mode::Bytes if old == new => true,
        _ => comparable(path, old, Side::Old, mode) == comparable(path, new, Side::New, mode),
    }
}

/// The part of a file that is compared. Bytes that are not UTF-8 are escaped.
fn comparable(path: &str, content: &[u8], side: Side, mode: &Mode) -> String {
    let Ok(text) = std::str::from_utf8(content) else { return content.escape_ascii().to_string() };
    let renames = renames(side, mode);
    match (mode, name(path)) {
        (Mode::Bytes, lock::FILE_NAME) => lock::compared(text),
        (Mode::Bytes, _) => text.to_owned(),
        (Mode::Tokens(_), lock::FILE_NAME) => lock::paths(text, renames),
        (Mode::Tokens(_), "README.md") => String::new(),
        (Mode::Tokens(_), "losses.json") => plain::losses(text, renames),
        (Mode::Tokens(_), "Cargo.toml") => plain::manifest(text),
        (Mode::Tokens(_), name) if name.ends_with(".rs") => tokens::comparable(text, renames),
        (Mode::Tokens(_), _) => text.to_owned(),
    }
}

fn readable(path: &str, text: String, mode: &Mode) -> String {
    match mode {
        Mode::Tokens(_) if path.ends_with(".rs") => tokens::readable(&text),
        _ => text,
    }
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests;
