//! Paths on disk, and how messages show them.

use std::io;
use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;

use crate::{exit::UsageError, workspace::Workspace};

/// A path on disk, and its form for messages: relative to the workspace, or as the user wrote it.
#[derive(Clone, Debug)]
pub(crate) struct ShownPath {
    pub(crate) path: PathBuf,
    pub(crate) shown: String,
}

impl ShownPath {
    pub(crate) fn in_workspace(workspace: &Workspace, path: String) -> Self {
        Self { path: workspace.join(&path), shown: path }
    }
}

/// The absolute `path` without links and `..`, so that it has a name and a parent. It does not have to exist.
pub(crate) fn absolute(path: &Path) -> anyhow::Result<PathBuf> {
    let cannot = || format!("cannot write {}", path.display());
    let whole = std::path::absolute(path).with_context(cannot)?;
    let mut existing = whole.as_path();
    let mut resolved = loop {
        match (existing.canonicalize(), existing.parent()) {
            (Ok(resolved), _) => break resolved,
            (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => existing = parent,
            (Err(error), _) => return Err(error).with_context(cannot),
        }
    };
    for part in whole.strip_prefix(existing).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => drop(resolved.pop()),
            part => resolved.push(part),
        }
    }
    match resolved.file_name() {
        Some(_) => Ok(resolved),
        None => Err(UsageError(format!("{} is not a folder that can be replaced", path.display())).into()),
    }
}

/// The path of `to` relative to the folder `from`, with `/` between its parts. Both are absolute.
pub(crate) fn relative(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let same = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from.iter().skip(same).map(|_| "..".to_owned());
    let down = to.iter().skip(same).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn a_path_between_folders_goes_up_and_down() {
        for (from, to, expected) in [
            ("/a/b", "/a/moored-runtime", "../moored-runtime"),
            ("/a/b/c", "/a/x/y", "../../x/y"),
            ("/a", "/a/runtime", "runtime"),
        ] {
            assert_eq!(relative(from.as_ref(), to.as_ref()), expected);
        }
    }
}
