//! Folders in `generated/` without a provider.

use super::jobs::ShownPath;
use crate::{cli::Subject, project::Project, specs, tree};

/// A folder in `generated/` without a folder of the same name in `specs/`.
pub(crate) enum Orphan {
    /// Codegen wrote all files in it: it is removed.
    Removable(ShownPath),
    /// It contains files that codegen did not write, such as the given one: the user has to remove it.
    HasForeignFile(ShownPath, String),
}

/// Finds the orphans; there are none if only some providers were selected.
pub(crate) fn find(subject: &Subject, project: &Project) -> anyhow::Result<Vec<Orphan>> {
    match subject {
        Subject::Providers(only) if only.is_empty() => {}
        Subject::Providers(_) | Subject::File { .. } => return Ok(Vec::new()),
    }
    let known = specs::providers(project)?;
    let mut orphans = Vec::new();
    for name in specs::folders(&project.join("generated"))? {
        if known.contains(&name) {
            continue;
        }
        let folder = ShownPath::in_project(project, format!("generated/{name}"));
        let foreign_file = tree::foreign_files(&folder.path)?.into_iter().next();
        orphans.push(match foreign_file {
            None => Orphan::Removable(folder),
            Some(foreign_file) => Orphan::HasForeignFile(folder, foreign_file),
        });
    }
    Ok(orphans)
}
