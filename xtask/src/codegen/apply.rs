//! Makes the disk like the plan, or says what that would change.

use std::path::Path;

use super::orphans::Orphan;
use super::plan::{Crate, Plan, Single};
use crate::{
    exit::Exit,
    report::{Console, Row},
    tree::{self, Written},
};

/// Writes what is not there yet. Every crate is replaced whole; a run that is killed between two of them is finished by the
/// next one, and until then `--check` and the build say which are old.
///
/// The project's manifest names the crates, and cargo starts nothing in a workspace that names one which is not there, not even
/// this command: it is written when the new ones are there, and before those that it no longer names are removed.
pub(crate) fn run(plan: &Plan, staging: &Path, console: &Console) -> anyhow::Result<Exit> {
    write_files(&plan.documents, staging, console)?;
    let mut rows = Vec::new();
    for wanted in &plan.crates {
        let written = tree::write(&wanted.files, &wanted.dir.path, staging)?;
        for path in &written.removed {
            console.line(&format!("removed {}/{path}", wanted.dir.shown))?;
        }
        rows.push(row(wanted, &written));
    }
    write_files(&plan.files, staging, console)?;
    for orphan in &plan.orphans {
        if let Orphan::Ours(place) = orphan {
            tree::discard(&place.path, staging)?;
            console.line(&format!("removed {}: its provider is gone", place.shown))?;
        }
    }
    console.table(&rows)?;
    Ok(Exit::Fine)
}

fn write_files(files: &[Single], staging: &Path, console: &Console) -> anyhow::Result<()> {
    for single in files {
        if single.stale()?.is_some() {
            tree::write_file(&single.text, &single.place.path, staging)?;
            console.line(&format!("wrote {}", single.place.shown))?;
        }
    }
    Ok(())
}

/// Says what [`run`] would do.
pub(crate) fn show(plan: &Plan, console: &Console) -> anyhow::Result<Exit> {
    show_files(&plan.documents, console)?;
    let mut rows = Vec::new();
    for wanted in &plan.crates {
        let written = Written::of(&tree::check(&wanted.files, &wanted.dir.path)?, &wanted.files);
        let deeds = [("create", &written.created), ("replace", &written.replaced), ("remove", &written.removed)];
        for (deed, paths) in deeds {
            for path in paths {
                console.line(&format!("would {deed} {}/{path}", wanted.dir.shown))?;
            }
        }
        rows.push(row(wanted, &written));
    }
    show_files(&plan.files, console)?;
    for orphan in &plan.orphans {
        if let Orphan::Ours(place) = orphan {
            console.line(&format!("would remove {}: its provider is gone", place.shown))?;
        }
    }
    console.table(&rows)?;
    console.line("nothing was written (--dry-run)")?;
    Ok(Exit::Fine)
}

fn show_files(files: &[Single], console: &Console) -> anyhow::Result<()> {
    for single in files {
        if single.stale()?.is_some() {
            console.line(&format!("would write {}", single.place.shown))?;
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
        took: wanted.took,
    }
}
