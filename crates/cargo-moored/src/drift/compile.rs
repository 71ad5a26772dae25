//! `--compile`: what the new client means for a caller's crate, by the compiler.
//!
//! The caller's workspace is copied into a temporary folder. There the crate is checked with the old client, which has
//! to succeed, and then with the new one. The errors are joined to the findings that explain them.

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, anyhow, bail};
use moored_drift::{CompilerError, Drift};

use crate::{
    generator::{self, Inputs},
    report::count,
};

mod cargo;
mod client;
mod copy;
mod manifests;

use client::Client;
use copy::Copy;

/// The crate to compile.
pub(super) struct Caller {
    /// Its folder, or that of its workspace.
    pub(super) folder: PathBuf,
    /// Where to compile; a temporary folder if there is none.
    pub(super) target: Option<PathBuf>,
}

/// Leaves the findings about code in `drift` that affect `caller`, and adds those that only the compiler has found.
/// Returns what the report has to state about it.
///
/// # Errors
/// Returns an error if the crate cannot be copied or compiled with the old client, or if it does not use the client.
pub(super) fn compare(caller: &Caller, old: &Inputs, new: &Inputs, drift: &mut Drift) -> anyhow::Result<Vec<String>> {
    let shown = caller.folder.display();
    let _lock = caller.target.as_deref().map(lock).transpose()?;
    let copy = Copy::of(&caller.folder).with_context(|| format!("cannot copy {shown}"))?;
    let (old, new) = (Client::generate(old)?, Client::generate(new)?);
    let client = client::find(&copy, old.name())?;
    let checkout = copy.checkout();
    let target = caller.target.clone().unwrap_or_else(|| copy.join("target-of-drift"));

    old.write(&client.folder)?;
    let with_old = cargo::check(&checkout, &target, &client.name)?;
    if let Some(first) = with_old.errors.iter().chain(&with_old.in_client).next() {
        bail!(
            "{shown} does not compile with the old client, so that the compiler cannot show what the new one breaks: {}",
            text(first)
        );
    }
    new.write(&client.folder)?;
    let with_new = cargo::check(&checkout, &target, &client.name)?;
    if let Some(error) = with_new.in_client.first() {
        return Err(anyhow!("{}", text(error)).context("the new client does not compile, which is a defect of moored"));
    }
    let (found, left_out) = (with_new.errors.len(), drift.keep_compiled(with_new.errors));
    let mut notes = vec![match found {
        0 => format!("{shown} compiles with the new client"),
        _ => format!("{shown} does not compile with the new client: {}", count(found, "error")),
    }];
    if left_out > 0 {
        notes.push(format!("{} about code that {shown} does not have left out", findings(left_out)));
    }
    Ok(notes)
}

/// Waits until no other run compiles in `target`: cargo takes what another copy of the same workspace has compiled for
/// its own, unless the files of this copy are newer.
fn lock(target: &Path) -> anyhow::Result<File> {
    let path = target.join("moored-drift.lock");
    write(&path, "")?;
    let lock = File::create(&path).with_context(|| format!("cannot create {}", path.display()))?;
    lock.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    Ok(lock)
}

fn findings(number: usize) -> String {
    format!("{} {}", count(number, "finding"), if number == 1 { "is" } else { "are" })
}

fn text(error: &CompilerError) -> String {
    format!("{}: {}", error.location, error.message)
}

/// A file of the caller.
fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    std::fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The files of the client of `inputs`.
fn generate(inputs: &Inputs) -> anyhow::Result<generator::Files> {
    let outcome = generator::generate(inputs);
    outcome.files.with_context(|| format!("there is no client of {}", inputs.display))
}
