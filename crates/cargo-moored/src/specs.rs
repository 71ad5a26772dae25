//! Reads the inputs of the generator as text.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use moored_codegen::files::RelPath;
use moored_drift::approvals::FILE_NAME as APPROVALS;

use crate::{
    exit::UsageError,
    generator::did_you_mean,
    tree::PathContext as _,
    workspace::{Edit, Workspace},
};

/// The names of the providers, which are the folders in `specs/`, sorted.
///
/// # Errors
/// Returns an error if `specs/` cannot be read, or if the name of a folder is not valid for that of a crate.
pub fn providers(workspace: &Workspace) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    let mut all = folders(&workspace.join(workspace.settings().specs()))?;
    if let Some(edit) = workspace.edit() {
        all.retain(|name| Some(name.as_str()) != edit.old_name());
        all.extend(edit.new_name().map(str::to_owned));
        all.sort();
        all.dedup();
    }
    for name in all {
        RelPath::new(name.as_str()).map_err(|_| {
            let folder = workspace.specs_of(&name);
            let message =
                format!("{folder}: the name of a provider consists of alphanumeric characters, `-`, `_` and `.`");
            io::Error::new(io::ErrorKind::InvalidFilename, message)
        })?;
        names.push(name);
    }
    Ok(names)
}

/// The names of the providers that `wanted` selects, sorted; all of them if it is empty.
///
/// # Errors
/// Returns a [`UsageError`] if there is no provider of such a name, and an error as [`providers`] does.
pub fn selected(workspace: &Workspace, wanted: &[String]) -> anyhow::Result<Vec<String>> {
    let mut known = providers(workspace)?;
    if let Some(unknown) = wanted.iter().find(|name| !known.contains(name)) {
        let list = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
        let advice = match did_you_mean(unknown, known.iter().map(String::as_str)) {
            Some(advice) => format!("{advice} The providers are: {list}"),
            None => format!("the providers are: {list}"),
        };
        return Err(
            UsageError(format!("no provider `{unknown}` in {}/; {advice}", workspace.settings().specs())).into()
        );
    }
    known.retain(|name| wanted.is_empty() || wanted.contains(name));
    Ok(known)
}

/// The texts of the files of a provider, by their paths in its folder.
///
/// # Errors
/// See [`texts`].
pub fn of_provider(name: &str, workspace: &Workspace) -> io::Result<BTreeMap<String, String>> {
    match workspace.edit() {
        Some(Edit::Add { name: added, texts }) if added == name => Ok(texts.clone()),
        Some(Edit::Rename { old, new }) if new == name => texts(&workspace.join(workspace.specs_of(old))),
        Some(Edit::Pull { files }) => {
            let mut texts = texts(&workspace.join(workspace.specs_of(name)))?;
            texts.extend(files.get(name).into_iter().flatten().map(|(file, text)| (file.clone(), text.clone())));
            Ok(texts)
        }
        _ => texts(&workspace.join(workspace.specs_of(name))),
    }
}

/// The names of the folders in `parent`, sorted; empty if `parent` does not exist. Hidden folders are skipped: they
/// belong to other tools.
///
/// # Errors
/// Returns an error if `parent` cannot be read.
pub fn folders(parent: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(parent) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.path_context("read", parent)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.path_context("read", parent)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_hidden(&name) && entry.path().is_dir() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The texts of all files below `folder`, by their relative paths with `/` as separator.
///
/// Hidden files and folders are skipped, as in the gate: editors and operating systems create them, and no input has
/// such a name. So are the folder `tests`, which is for tests of the client, and `drift.toml`, which has approvals of
/// findings of `drift`.
///
/// # Errors
/// Returns an error if something cannot be read, is neither a file nor a folder, or is not UTF-8.
pub fn texts(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    let mut open = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = open.pop() {
        for entry in fs::read_dir(&folder).path_context("read", &folder)? {
            let entry = entry.path_context("read", &folder)?;
            let path = entry.path();
            let Ok(name) = entry.file_name().into_string() else {
                return Err(invalid(&path, "its name is not UTF-8"));
            };
            let name = format!("{prefix}{name}");
            if is_hidden(name.rsplit('/').next().unwrap_or_default()) || matches!(name.as_str(), "tests" | APPROVALS) {
                continue;
            }
            if entry.file_type().path_context("read", &path)?.is_dir() {
                open.push((format!("{name}/"), path));
            } else {
                texts.insert(name, text(&path)?);
            }
        }
    }
    Ok(texts)
}

/// The text of one file.
///
/// # Errors
/// Returns an error if the path is neither a file nor a link to one, cannot be read, or is not UTF-8.
pub fn text(path: &Path) -> io::Result<String> {
    // Checked before the file is opened: opening a pipe blocks until another process writes to it.
    if !fs::metadata(path).path_context("read", path)?.is_file() {
        return Err(invalid(path, "it is not a file"));
    }
    utf8(fs::read(path).path_context("read", path)?).map_err(|invalid_text| invalid(path, &invalid_text.to_string()))
}

/// In bytes. The largest published documents known have a sixth of this size.
const LARGEST_DOCUMENT: u64 = 256 << 20;

/// The text of a document from outside of `specs/`. YAML may also be UTF-16 with a byte order mark (YAML 1.2, section
/// 5.2).
///
/// # Errors
/// Returns an error if the file cannot be read, is not a file, is too large, or is neither UTF-8 nor UTF-16.
pub fn document(path: &Path) -> io::Result<String> {
    let known = fs::metadata(path).path_context("read", path)?;
    if !known.is_file() {
        return Err(invalid(path, "it is not a file"));
    }
    if known.len() > LARGEST_DOCUMENT {
        let message = format!("it has {} bytes; at most {LARGEST_DOCUMENT} are supported", known.len());
        return Err(invalid(path, &message));
    }
    let bytes = fs::read(path).path_context("read", path)?;
    let invalid_text = |error: InvalidText| io::Error::new(io::ErrorKind::InvalidData, error);
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2) {
        Some([0xff, 0xfe]) => u16::from_le_bytes,
        Some([0xfe, 0xff]) => u16::from_be_bytes,
        _ => return utf8(bytes).map_err(invalid_text),
    };
    let (units, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&units.iter().copied().map(unit).collect::<Vec<_>>());
    text.ok().filter(|_| rest.is_empty()).ok_or_else(|| {
        let why = "it has the byte order mark of UTF-16 and is not valid UTF-16".to_owned();
        invalid_text(InvalidText { why, text: String::new(), line: 1, column: 1 })
    })
}

/// The text of `file` in `folder`.
///
/// # Errors
/// Returns an error if the file cannot be read, or if a link or `..` makes it resolve to a path outside of the folder.
pub fn text_below(folder: &Path, file: &str) -> io::Result<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = folder.join(file);
    let (root, resolved) =
        (folder.canonicalize().path_context("read", folder)?, path.canonicalize().path_context("read", &path)?);
    if !resolved.starts_with(&root) {
        return Err(invalid(&path, "it is not in the document's folder"));
    }
    text(&resolved)
}

fn utf8(bytes: Vec<u8>) -> Result<String, InvalidText> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..offset).unwrap_or_default());
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let why = format!("it is not UTF-8: the byte at offset {offset} does not start a character");
        InvalidText { why, text: String::from_utf8_lossy(error.as_bytes()).into_owned(), line, column }
    })
}

/// Why a file is not valid text.
#[derive(Debug)]
pub(crate) struct InvalidText {
    pub(crate) why: String,
    /// The text of the file, with a replacement character for each invalid sequence.
    pub(crate) text: String,
    /// The line of the first invalid sequence, counted from 1.
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl fmt::Display for InvalidText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (line {}, column {})", self.why, self.line, self.column)
    }
}

impl std::error::Error for InvalidText {}

fn invalid(path: &Path, why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("cannot read {}: {why}", path.display()))
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}
