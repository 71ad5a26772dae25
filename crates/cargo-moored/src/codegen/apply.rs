//! Writes the plan to disk, or lists what that would change.

use std::collections::BTreeSet;
use std::path::Path;

use super::orphans::Orphan;
use super::plan::{Plan, Single};
use crate::{
    report::{Change, ChangeKind, Run},
    tree::{self, Access, Guard, Leftover, Written},
};

/// Writes everything that is not up to date. Every crate is replaced as a whole. If a run is killed between two crates,
/// the next run continues; until then, `--check` and the build report which crates are out of date.
///
/// The names of a crate are written after it: with those of the former crate, the next run generates either version as
/// it was.
///
/// The copies of moored's own crates are written before the crates that depend on them.
///
/// The manifest of the facade lists the crates as workspace members, and cargo runs nothing, not even this command, in
/// a workspace with a missing member. Therefore the manifest is written after the new crates exist and before the
/// orphaned crates are removed.
pub(crate) fn run(plan: &Plan, staging: &Path, run: &mut Run) -> anyhow::Result<()> {
    write_files(&plan.documents, staging, run)?;
    let mut leftovers = BTreeSet::new();
    for copy in &plan.copies {
        // A copy outside of the workspace has a staging folder of its own.
        let guard = match copy.staging == staging {
            true => None,
            false => Some(Guard::acquire(Access::Exclusive, &copy.staging, || ())?),
        };
        let written = tree::write(&copy.files, &copy.dir.path, &copy.staging)?;
        leftovers.extend(written.leftovers.iter().cloned());
        if written.count() > 0 {
            run.changes.push(Change { path: copy.dir.shown.clone(), kind: ChangeKind::Written });
        }
        if let Some(guard) = guard {
            guard.release_and_remove();
        }
    }
    for wanted in &plan.crates {
        let written = tree::write(&wanted.files, &wanted.dir.path, staging)?;
        changed(&wanted.name, &wanted.dir.shown, &written, run);
        leftovers.extend(written.leftovers);
        write_files(wanted.names.as_slice(), staging, run)?;
    }
    write_files(&plan.files, staging, run)?;
    for orphan in &plan.orphans {
        if orphan.foreign_file.is_none() {
            leftovers.extend(tree::discard(&orphan.folder.path, staging)?);
            run.changes.push(removed(orphan));
        }
    }
    run.warnings.extend(
        leftovers
            .into_iter()
            .map(|Leftover(why)| format!("{why}; all files were written, and nothing needs this leftover: delete it")),
    );
    Ok(())
}

fn write_files(files: &[Single], staging: &Path, run: &mut Run) -> anyhow::Result<()> {
    for single in files {
        if single.stale()?.is_some() {
            tree::write_file(&single.text, &single.target.path, staging)?;
            run.changes.push(Change { path: single.target.shown.clone(), kind: ChangeKind::Written });
        }
    }
    Ok(())
}

/// Lists what [`run`] would do.
pub(crate) fn preview(plan: &Plan, run: &mut Run) -> anyhow::Result<()> {
    preview_files(&plan.documents, run)?;
    for copy in &plan.copies {
        if !tree::check(&copy.files, &copy.dir.path)?.is_empty() {
            run.changes.push(Change { path: copy.dir.shown.clone(), kind: ChangeKind::Written });
        }
    }
    for wanted in &plan.crates {
        let written = Written::of(&tree::check(&wanted.files, &wanted.dir.path)?, &wanted.files);
        changed(&wanted.name, &wanted.dir.shown, &written, run);
        preview_files(wanted.names.as_slice(), run)?;
    }
    preview_files(&plan.files, run)?;
    for orphan in &plan.orphans {
        if orphan.foreign_file.is_none() {
            run.changes.push(removed(orphan));
        }
    }
    Ok(())
}

fn preview_files(files: &[Single], run: &mut Run) -> anyhow::Result<()> {
    for single in files {
        if single.stale()?.is_some() {
            run.changes.push(Change { path: single.target.shown.clone(), kind: ChangeKind::Written });
        }
    }
    Ok(())
}

fn removed(orphan: &Orphan) -> Change {
    Change { path: orphan.folder.shown.clone(), kind: ChangeKind::Orphaned { specs: orphan.specs.clone() } }
}

/// Adds the changes of a crate to the report of the run.
fn changed(name: &str, folder: &str, written: &Written, run: &mut Run) {
    let kinds = [
        (ChangeKind::Created, &written.created),
        (ChangeKind::Replaced, &written.replaced),
        (ChangeKind::Removed, &written.removed),
    ];
    for (kind, paths) in kinds {
        let change = |path| Change { path: format!("{folder}/{path}"), kind: kind.clone() };
        run.changes.extend(paths.iter().map(change));
    }
    let document = run.documents.iter_mut().find(|document| document.name == name);
    if let Some(row) = document.and_then(|document| document.row.as_mut()) {
        row.changed = written.count();
    }
}
