//! Lists the contents of a folder. Entries of unusual kinds are no errors, so that `--check` can report them.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::PathContext as _;

/// The kind of a file system entry. Symbolic links are not resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder,
    Link,
    /// A socket, a pipe, a device.
    Special,
}

impl Kind {
    /// A line with the expected and the actual kind.
    pub(crate) fn found_instead_of(self, belonging: &str) -> String {
        let standing = match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Special => "neither a file nor a folder",
        };
        format!("expected a {belonging}, found {standing}\n")
    }
}

impl From<fs::FileType> for Kind {
    fn from(found: fs::FileType) -> Self {
        if found.is_symlink() {
            Self::Link
        } else if found.is_dir() {
            Self::Folder
        } else if found.is_file() {
            Self::File
        } else {
            Self::Special
        }
    }
}

/// The kind of the entry at `path`; `None` if there is none.
pub(crate) fn kind(path: &Path) -> io::Result<Option<Kind>> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found.file_type().into())),
        // `NotADirectory`: one of the parent folders is a file, so `path` does not exist.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error).path_context("read", path),
    }
}

/// All entries below a folder, by their relative paths with `/` as separator.
pub(crate) struct Snapshot(BTreeMap<String, (Kind, PathBuf)>);

impl Snapshot {
    pub(crate) fn take(folder: &Path) -> io::Result<Self> {
        let mut found = BTreeMap::new();
        let mut open = vec![(String::new(), folder.to_owned())];
        while let Some((prefix, folder)) = open.pop() {
            for entry in fs::read_dir(&folder).path_context("read", &folder)? {
                let entry = entry.path_context("read", &folder)?;
                let on_disk = entry.path();
                let kind = Kind::from(entry.file_type().path_context("read", &on_disk)?);
                // A name that is not UTF-8 gets U+FFFD, which no generated path contains, so that it is never taken for
                // a generated file.
                let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
                // Preserved folders are not searched: they may be large (`target`).
                if kind == Kind::Folder && !super::is_preserved(&path) {
                    open.push((format!("{path}/"), on_disk.clone()));
                }
                found.insert(path, (kind, on_disk));
            }
        }
        Ok(Self(found))
    }

    pub(crate) fn get(&self, path: &str) -> Option<(Kind, &Path)> {
        self.0.get(path).map(|(kind, on_disk)| (*kind, on_disk.as_path()))
    }

    /// All entries except folders. Empty folders are ignored, as git and cargo do.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, (kind, _))| *kind != Kind::Folder).map(|(path, _)| path.as_str())
    }
}
