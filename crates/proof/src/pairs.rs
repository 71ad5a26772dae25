//! Checks what `drift` says of two versions of a document, with means that share no code with it: the compiler, samples
//! of the new document, and Prism. See docs/drift-checks.md.

mod clients;
mod found;
mod modules;
pub mod record;
pub mod report;
mod requests;
mod responses;
mod semver;
mod source;
pub mod table;
pub mod verdicts;

use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;

use self::record::Record;
pub use self::{
    clients::{Pair, Sides},
    found::{Documents, small, versions},
};

use crate::folders::Folders;

/// The time limit of one build.
const BUILD: Duration = Duration::from_secs(1_800);

/// One of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Check {
    /// A program that uses every public item of the old client, compiled against the new one.
    Source,
    /// What cargo-semver-checks finds, as a second opinion on the first. It has to be in the path.
    Semver,
    /// Samples of the new document, decoded by the old client.
    Responses,
    /// Requests of the old client, validated by Prism with the new document.
    Requests,
}

/// Makes the checks of one pair that `record` does not have yet. `keep` is called after each of them.
///
/// # Errors
/// If a file cannot be read or written, or a process cannot be started. What is wrong with a document is in the record.
pub fn check(
    documents: &Documents,
    checks: &[Check],
    folders: &Folders,
    record: &mut Record,
    keep: &dyn Fn(&Record) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let sides = Sides::read(documents)?;
    record.renew(sides.key());
    let pair = match Pair::generate(&documents.name, &sides, &folders.project) {
        Ok(pair) => pair,
        Err(obstacle) => {
            record.obstacle = Some(obstacle);
            return keep(record);
        }
    };
    let wants = |check: Check| checks.contains(&check);
    if wants(Check::Source) && record.source.is_none() {
        let checked = source::check(&documents.name, std::slice::from_ref(&pair), folders)?;
        record.source = checked.into_iter().next();
        keep(record)?;
    }
    if wants(Check::Semver) && record.semver.is_none() {
        record.semver = Some(match source::written(&pair, folders)? {
            Some(folder) => semver::check(&folder, folders)?,
            None => record::Semver::default(),
        });
        keep(record)?;
    }
    let (responses, requests) = (
        wants(Check::Responses) && record.responses.is_none(),
        wants(Check::Requests) && record.requests.is_none() && folders.prism.is_some(),
    );
    if responses || requests {
        let compiled = responses::Compiled::new(&pair, &sides, folders)?;
        match compiled {
            Ok(compiled) => {
                if responses {
                    record.responses = Some(compiled.responses(&sides)?);
                    keep(record)?;
                }
                if let (true, Some(prism)) = (requests, &folders.prism) {
                    record.requests = Some(requests::check(&compiled, &sides, prism)?);
                }
            }
            Err(obstacle) => record.obstacle = Some(obstacle),
        }
    }
    keep(record)
}

/// Compiles the uses of many small pairs together. The records are in the order of the pairs.
///
/// # Errors
/// If a file cannot be read or written, or cargo cannot be started.
pub fn check_together(documents: &[Documents], folders: &Folders) -> anyhow::Result<Vec<Record>> {
    let mut records: Vec<Record> = documents.iter().map(|_| Record::default()).collect();
    let (mut pairs, mut positions) = (Vec::new(), Vec::new());
    for (position, documents) in documents.iter().enumerate() {
        let sides = Sides::read(documents)?;
        match Pair::generate(&documents.name, &sides, &folders.project) {
            Ok(pair) => {
                pairs.push(pair);
                positions.push(position);
            }
            Err(obstacle) => records.get_mut(position).context("a record")?.obstacle = Some(obstacle),
        }
    }
    let checked = source::check("small", &pairs, folders)?;
    for (position, source) in positions.into_iter().zip(checked) {
        records.get_mut(position).context("a record")?.source = Some(source);
    }
    Ok(records)
}

/// A path as a name: `crates/drift` → `drift`.
fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
