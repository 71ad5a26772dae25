//! Reads what the generator needs, as text.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use moored_codegen::files::{Files, RelPath};

use crate::{project::Project, tree::Named as _};

/// The names of the folders in `specs/`, in order.
///
/// # Errors
/// Where `specs/` cannot be read, or a folder has a name that cannot be one in `generated/`.
pub fn providers(project: &Project) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for name in folders(&project.join("specs"))? {
        RelPath::new(name.as_str()).map_err(|_| {
            let message = format!("specs/{name}: a provider's folder is named with letters, digits, `-`, `_` and `.`");
            io::Error::new(io::ErrorKind::InvalidFilename, message)
        })?;
        names.push(name);
    }
    Ok(names)
}

/// The folders in `parent`, in order; none where it does not exist. Hidden ones belong to tools.
///
/// # Errors
/// Where `parent` cannot be read.
pub fn folders(parent: &Path) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(parent) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.named("read", parent)?,
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.named("read", parent)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !is_hidden(&name) && entry.path().is_dir() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The text of every file below `folder`, by its path in it with parts joined by `/`.
///
/// Hidden names are left out, here as in `build.rs`: editors and systems drop them, and no input of ours has one.
///
/// # Errors
/// Where something cannot be read, is neither a file nor a folder, or is not UTF-8.
pub fn texts(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let mut texts = BTreeMap::new();
    let mut open = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = open.pop() {
        for entry in fs::read_dir(&folder).named("read", &folder)? {
            let entry = entry.named("read", &folder)?;
            let path = entry.path();
            let Ok(name) = entry.file_name().into_string() else {
                return Err(invalid(&path, "its name is not UTF-8"));
            };
            if is_hidden(&name) {
                continue;
            }
            let name = format!("{prefix}{name}");
            if entry.file_type().named("read", &path)?.is_dir() {
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
/// Where it cannot be read, is no file (a link to one is), or is not UTF-8.
pub fn text(path: &Path) -> io::Result<String> {
    // Looked at before it is opened: opening a pipe would wait for somebody to write into it.
    if !fs::metadata(path).named("read", path)?.is_file() {
        return Err(invalid(path, "it is not a file"));
    }
    utf8(fs::read(path).named("read", path)?).map_err(|not_text| invalid(path, &not_text.to_string()))
}

/// In bytes; the largest documents that are published have a sixth of it.
const LARGEST_DOCUMENT: u64 = 256 << 20;

/// The text of somebody else's document: YAML may be UTF-16 as well (YAML 1.2, section 5.2), which its byte order mark says.
///
/// # Errors
/// Where it cannot be read, is no file, or is neither UTF-8 nor UTF-16.
pub fn document(path: &Path) -> io::Result<String> {
    let known = fs::metadata(path).named("read", path)?;
    if !known.is_file() {
        return Err(invalid(path, "it is not a file"));
    }
    if known.len() > LARGEST_DOCUMENT {
        return Err(invalid(path, &format!("it has {} bytes; a document may have {LARGEST_DOCUMENT}", known.len())));
    }
    let bytes = fs::read(path).named("read", path)?;
    let not_text = |error: NotText| io::Error::new(io::ErrorKind::InvalidData, error);
    let unit: fn([u8; 2]) -> u16 = match bytes.get(..2) {
        Some([0xff, 0xfe]) => u16::from_le_bytes,
        Some([0xfe, 0xff]) => u16::from_be_bytes,
        _ => return utf8(bytes).map_err(not_text),
    };
    let (units, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&units.iter().copied().map(unit).collect::<Vec<_>>());
    text.ok().filter(|_| rest.is_empty()).ok_or_else(|| {
        let why = "it begins like UTF-16 and is not".to_owned();
        not_text(NotText { why, text: String::new(), line: 1, column: 1 })
    })
}

/// The text of `file` in `folder`.
///
/// # Errors
/// Where it cannot be read, or a link or `..` leads out of the folder.
pub fn text_below(folder: &Path, file: &str) -> io::Result<String> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let path = folder.join(file);
    let (root, resolved) = (folder.canonicalize().named("read", folder)?, path.canonicalize().named("read", &path)?);
    if !resolved.starts_with(&root) {
        return Err(invalid(&path, "it is not in the document's folder"));
    }
    text(&resolved)
}

fn utf8(bytes: Vec<u8>) -> Result<String, NotText> {
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..offset).unwrap_or_default());
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let why = format!("it is not UTF-8: the byte at offset {offset} starts no character");
        NotText { why, text: String::from_utf8_lossy(error.as_bytes()).into_owned(), line, column }
    })
}

/// What a file is that should be text.
#[derive(Debug)]
pub(crate) struct NotText {
    pub(crate) why: String,
    /// The file, with a sign in place of what is no character.
    pub(crate) text: String,
    /// Where the first of these stands, from 1.
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (line {}, column {})", self.why, self.line, self.column)
    }
}

impl std::error::Error for NotText {}

fn invalid(path: &Path, why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("cannot read {}: {why}", path.display()))
}

fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
}

/// The files that a crate outside the workspace takes along from `crates/runtime`: what compiles, not what tests it.
///
/// # Errors
/// Where one cannot be read.
pub fn runtime(project: &Project) -> io::Result<Files> {
    let folder = project.join("crates/runtime");
    let manifest = ("Cargo.toml".to_owned(), text(&folder.join("Cargo.toml"))?);
    let sources = texts(&folder.join("src"))?.into_iter().map(|(path, text)| (format!("src/{path}"), text));
    let checked = |(path, text): (String, String)| {
        let path = RelPath::new(path).map_err(|error| invalid(&folder, &error.to_string()))?;
        Ok((path, text))
    };
    std::iter::once(manifest).chain(sources).map(checked).collect()
}
