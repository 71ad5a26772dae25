//! Writes the plan to disk, or lists what that would change.

use std::path::Path;

use super::plan::{Crate, Plan, Single};
use crate::{
    exit::Exit,
    report::{Console, Row},
    tree::{self, Written},
};

/// Writes everything that is not up to date. Every crate is replaced as a whole. If a run is killed between two crates,
/// the next run continues; until then, `--check` and the build report which crates are out of date.
///
/// The names of a crate are written after it: with those of the former crate, the next run generates either version as
/// it was.
///
/// The manifest of the project lists the crates as workspace members, and cargo runs nothing, not even this command, in
/// a workspace with a missing member. Therefore the manifest is written after the new crates exist and before the
/// orphaned crates are removed.
pub(crate) fn run(plan: &Plan, staging: &Path, console: &Console) -> anyhow::Result<Exit> {
    write_files(&plan.documents, staging, console)?;
    let mut rows = Vec::new();
    for wanted in &plan.crates {
        let written = tree::write(&wanted.files, &wanted.dir.path, staging)?;
        for path in &written.removed {
            console.line(&format!("removed {}/{path}", wanted.dir.shown))?;
        }
        write_files(wanted.names.as_slice(), staging, console)?;
        rows.push(row(wanted, &written));
    }
    write_files(&plan.files, staging, console)?;
    for orphan in &plan.orphans {
        if orphan.foreign_file.is_none() {
            tree::discard(&orphan.folder.path, staging)?;
            console.line(&format!("removed {}: it has no provider {}", orphan.folder.shown, orphan.specs))?;
        }
    }
    console.table(&rows)?;
    Ok(Exit::Success)
}

fn write_files(files: &[Single], staging: &Path, console: &Console) -> anyhow::Result<()> {
    for single in files {
        if single.stale()?.is_some() {
            tree::write_file(&single.text, &single.target.path, staging)?;
            console.line(&format!("wrote {}", single.target.shown))?;
        }
    }
    Ok(())
}

/// Lists what [`run`] would do.
pub(crate) fn preview(plan: &Plan, console: &Console) -> anyhow::Result<Exit> {
    preview_files(&plan.documents, console)?;
    let mut rows = Vec::new();
    for wanted in &plan.crates {
        let written = Written::of(&tree::check(&wanted.files, &wanted.dir.path)?, &wanted.files);
        let changes = [("create", &written.created), ("replace", &written.replaced), ("remove", &written.removed)];
        for (verb, paths) in changes {
            for path in paths {
                console.line(&format!("would {verb} {}/{path}", wanted.dir.shown))?;
            }
        }
        preview_files(wanted.names.as_slice(), console)?;
        rows.push(row(wanted, &written));
    }
    preview_files(&plan.files, console)?;
    for orphan in &plan.orphans {
        if orphan.foreign_file.is_none() {
            console.line(&format!("would remove {}: it has no provider {}", orphan.folder.shown, orphan.specs))?;
        }
    }
    console.table(&rows)?;
    console.line("nothing was written (--dry-run)")?;
    Ok(Exit::Success)
}

fn preview_files(files: &[Single], console: &Console) -> anyhow::Result<()> {
    for single in files {
        if single.stale()?.is_some() {
            console.line(&format!("would write {}", single.target.shown))?;
        }
    }
    Ok(())
}

fn row(wanted: &Crate, written: &Written) -> Row {
    Row {
        name: wanted.name.clone(),
        operations: wanted.summary.operations,
        types: wanted.summary.types,
        fields: wanted.summary.fields,
        losses: wanted.losses,
        changed: written.count(),
        duration: wanted.duration,
    }
}
