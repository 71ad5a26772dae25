//! Where the project is, and where in it things are.

use std::io;
use std::path::{Path, PathBuf};

/// A clone of the project.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

/// What makes a folder the project's root. Not `specs/`: a clone without providers has none.
const MARKS: [&str; 3] = ["Cargo.toml", "xtask/Cargo.toml", "crates/codegen/Cargo.toml"];

impl Project {
    /// The project that `start` is in.
    ///
    /// Found by walking up, as cargo finds the alias: what cargo knew when it compiled this program may have been moved
    /// since, and what it says in the environment is about whichever project started us.
    ///
    /// # Errors
    /// Where neither `start` nor a folder above it is the project's root.
    pub fn find(start: &Path) -> io::Result<Self> {
        let is_root = |folder: &&Path| MARKS.iter().all(|mark| folder.join(mark).is_file());
        match start.ancestors().find(is_root) {
            Some(root) => Ok(Self { root: root.to_owned() }),
            None => {
                let message = format!(
                    "{} is not inside the project: no folder above it holds {}",
                    start.display(),
                    MARKS.join(", ")
                );
                Err(io::Error::new(io::ErrorKind::NotFound, message))
            }
        }
    }

    /// A path of the project.
    #[must_use]
    pub fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.root.join(path)
    }

    /// Where new crates are built before they take their place: on the same file system, in no workspace glob.
    #[must_use]
    pub fn staging(&self) -> PathBuf {
        self.root.join(".moored")
    }
}
