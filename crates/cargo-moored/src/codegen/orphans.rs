//! Folders of generated crates without a provider.

use super::copies;
use super::paths::ShownPath;
use super::subject::Subject;
use crate::{specs, tree};

/// A folder of a crate without a provider of the same name.
pub(crate) struct Orphan {
    pub(crate) folder: ShownPath,
    /// Where the documents of its provider would be.
    pub(crate) specs: String,
    /// A file in it that codegen did not write: the user has to remove the folder. Without one, it is removed.
    pub(crate) foreign_file: Option<String>,
}

/// Finds the orphans; there are none if only some providers were selected.
pub(crate) fn find(subject: &Subject) -> anyhow::Result<Vec<Orphan>> {
    let Some(workspace) = subject.whole_workspace() else { return Ok(Vec::new()) };
    let known = specs::providers(workspace)?;
    let copies = copies::of_workspace(workspace)?;
    let mut orphans = Vec::new();
    for name in specs::folders(&workspace.join(workspace.settings().generated()))? {
        let folder = ShownPath::in_workspace(workspace, workspace.generated(&name));
        if known.contains(&name) || copies.iter().any(|copy| copy.dir.shown == folder.shown) {
            continue;
        }
        let foreign_file = tree::foreign_files(&folder.path)?.into_iter().next();
        let specs = workspace.specs_of(&name);
        orphans.push(Orphan { folder, specs, foreign_file });
    }
    Ok(orphans)
}
