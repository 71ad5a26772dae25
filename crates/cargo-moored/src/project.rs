//! The location of the project on disk.

use std::io;
use std::path::{Path, PathBuf};

/// A clone of the project.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

/// The files by which the root folder is recognised. `specs/` is not one of them: a clone without providers has none.
const ROOT_FILES: [&str; 3] = ["Cargo.toml", "xtask/Cargo.toml", "crates/codegen/Cargo.toml"];

impl Project {
    /// Finds the project that contains the folder `start`.
    ///
    /// Searches `start` and the folders above it, as cargo does for the alias. Paths from compile time do not work if
    /// the project was moved after this program was compiled. Environment variables of cargo do not work either: they
    /// describe the project that started this program.
    ///
    /// # Errors
    /// Returns an error if neither `start` nor a folder above it is the root of the project.
    pub fn find(start: &Path) -> io::Result<Self> {
        let is_root = |folder: &&Path| ROOT_FILES.iter().all(|mark| folder.join(mark).is_file());
        match start.ancestors().find(is_root) {
            Some(root) => Ok(Self { root: root.to_owned() }),
            None => {
                let message = format!(
                    "{} is not inside the project: no folder above it contains {}",
                    start.display(),
                    ROOT_FILES.join(", ")
                );
                Err(io::Error::new(io::ErrorKind::NotFound, message))
            }
        }
    }

    /// The path of a file or folder of the project.
    #[must_use]
    pub fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    /// The folder in which new crates are built. It is on the same file system as `generated/`, and no workspace member
    /// pattern matches it.
    #[must_use]
    pub fn staging(&self) -> PathBuf {
        self.root.join(".moored")
    }
}
