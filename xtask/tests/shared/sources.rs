//! The files of this project, for the tests of its structure and its language.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project.
pub(crate) struct SourceFile {
    /// Relative to the workspace, separated by `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// The folder of the workspace's manifest.
pub(crate) fn workspace_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().unwrap()
}

/// All files of the project with this extension, sorted by path. Hidden folders and build outputs are skipped.
pub(crate) fn source_files(extension: &str) -> Vec<SourceFile> {
    let root = workspace_root();
    let mut files = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            let (path, kind, name) = (entry.path(), entry.file_type().unwrap(), entry.file_name());
            let name = name.to_string_lossy();
            if kind.is_dir() && !name.starts_with('.') && !matches!(&*name, "target" | "node_modules") {
                folders.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
                files.push(SourceFile { path, text });
            }
        }
    }
    files.sort_by(|left, right| left.path.cmp(&right.path));
    files
}
