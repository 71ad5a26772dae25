//! Folders in `generated/` whose provider is gone.

use super::jobs::Place;
use crate::{cli::Subject, project::Project, specs, tree};

/// A folder in `generated/` that no folder in `specs/` stands behind.
pub(crate) enum Orphan {
    /// All in it was written by codegen: it goes.
    Ours(Place),
    /// It holds something that codegen did not write, such as this: it is for a person to decide.
    Strange(Place, String),
}

/// The orphans; none where the run is about some providers only.
pub(crate) fn of(subject: &Subject, project: &Project) -> anyhow::Result<Vec<Orphan>> {
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
        let place = Place::in_project(project, format!("generated/{name}"));
        let stranger = tree::strangers(&place.path)?.into_iter().next();
        orphans.push(match stranger {
            None => Orphan::Ours(place),
            Some(stranger) => Orphan::Strange(place, stranger),
        });
    }
    Ok(orphans)
}
