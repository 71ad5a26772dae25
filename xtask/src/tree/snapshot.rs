//! What stands in a folder, whatever it is: nothing found there may stop a check.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Named as _;

/// What stands at a path, a symbolic link not being followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder,
    Link,
    /// A socket, a pipe, a device.
    Special,
}

impl Kind {
    /// One line that says what is wrong where a `belonging` was looked for.
    pub(crate) fn stands_for(self, belonging: &str) -> String {
        let standing = match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Special => "neither a file nor a folder",
        };
        format!("{standing} stands where this {belonging} belongs\n")
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

/// What stands at `path`; `None` for nothing.
pub(crate) fn kind(path: &Path) -> io::Result<Option<Kind>> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found.file_type().into())),
        // A file where one of the parent folders belongs: there is nothing at `path` either.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error).named("read", path),
    }
}

/// Everything below one folder by its path in it, parts joined by `/`.
pub(crate) struct Snapshot(BTreeMap<String, (Kind, PathBuf)>);

impl Snapshot {
    pub(crate) fn take(folder: &Path) -> io::Result<Self> {
        let mut found = BTreeMap::new();
        let mut open = vec![(String::new(), folder.to_owned())];
        while let Some((prefix, folder)) = open.pop() {
            for entry in fs::read_dir(&folder).named("read", &folder)? {
                let entry = entry.named("read", &folder)?;
                let on_disk = entry.path();
                let kind = Kind::from(entry.file_type().named("read", &on_disk)?);
                // A name that is not UTF-8 gets U+FFFD, which no path of the generator holds: it is never taken for one.
                let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
                // What is carried may be large (`target`), and is nobody's business.
                if kind == Kind::Folder && !super::is_carried(&path) {
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

    /// All but folders: an empty folder is nothing that git or cargo would see.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, (kind, _))| *kind != Kind::Folder).map(|(path, _)| path.as_str())
    }
}
