//! `cargo xtask corpus`: generates a client from every document in a folder, each in its own process, and prints a
//! table of the outcomes.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;

use cargo_moored::{
    cli::Output,
    exit::{Exit, UsageError},
    report::Console,
    workspace::Workspace,
};

mod child;
mod compile;
mod documents;
mod expected;
mod line;
mod options;
mod table;
mod watch;

pub(crate) use child::document;
use documents::Entry;
use expected::Expected;
use line::{Line, Outcome};
pub(crate) use options::{AFTER, Corpus, CorpusDocument, LONG};
use options::{Compile, Format};
use watch::Limits;

/// Runs the command and returns its exit code. All errors have been printed by then.
pub(crate) fn run(options: &Corpus, output: &Output) -> Exit {
    let console = Console::new(output);
    match execute(options, &console) {
        Ok(exit) => exit,
        Err(error) => console.failure(&error),
    }
}

fn execute(options: &Corpus, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot determine the current folder")?;
    let workspace = Workspace::find(&here)?;
    let all = documents::find(&options.dir)?;
    let expected = options.expect.as_deref().map(Expected::read).transpose()?;
    let chosen = documents::part(&all, options.partition);
    let work = Work::prepare(options, &workspace)?;

    let mut lines = Vec::new();
    for (number, entry) in chosen.iter().enumerate() {
        console.note(&format!("{}/{} {}", number + 1, chosen.len(), entry.name));
        let limits = Limits { time: Duration::from_secs(options.seconds), memory: options.memory };
        lines.push(child::run(entry, &work, limits)?);
    }
    for index in to_compile(&lines, &chosen, options.compile) {
        let (Some(line), Some(entry)) = (lines.get_mut(index), chosen.get(index)) else { continue };
        console.note(&format!("cargo check {}", entry.name));
        line.compiled = compile::check(&work.crate_folder(entry), &work, &workspace)?;
    }

    match options.format {
        Format::Text => console.text(&table::text(&lines))?,
        Format::Json => console.text(&table::json(&lines)?)?,
    }
    let exit = match (&expected, &options.expect) {
        (Some(expected), Some(file)) => expected.compare(&lines, &all, &file.display().to_string(), console)?,
        _ if lines.iter().all(Line::is_fine) => Exit::Success,
        _ => Exit::Findings,
    };
    if options.keep.is_none() {
        work.clear()?;
    }
    Ok(exit)
}

/// The indices of the lines whose crates are compiled, in order.
fn to_compile(lines: &[Line], chosen: &[&Entry], options: Compile) -> Vec<usize> {
    let generated = |(_, (line, _)): &(usize, (&Line, &&Entry))| line.outcome == Outcome::Generated;
    let mut found: Vec<_> = lines.iter().zip(chosen).enumerate().filter(generated).collect();
    if let Compile::Smallest(count) = options {
        found.sort_by_key(|(index, (_, entry))| (entry.bytes, *index));
        found.truncate(count);
    }
    let mut indices: Vec<usize> = found.into_iter().map(|(index, _)| index).collect();
    indices.sort_unstable();
    indices
}

/// The folders of one run.
struct Work {
    /// The generated crates: below the target folder of the workspace, or the folder given with `--keep`.
    crates: PathBuf,
    /// The target folder of cargo for all crates, so that dependencies are compiled once.
    target: PathBuf,
    /// The captured output of the processes.
    output: PathBuf,
}

impl Work {
    fn prepare(options: &Corpus, workspace: &Workspace) -> anyhow::Result<Self> {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace.join("target"), PathBuf::from);
        let own = target.join("corpus");
        // Concurrent runs must not share a folder.
        let run = own.join(std::process::id().to_string());
        remove(&run)?;
        let crates = match &options.keep {
            Some(keep) if fs::read_dir(keep).is_ok_and(|mut entries| entries.next().is_some()) => {
                return Err(
                    UsageError(format!("{} is not empty: choose an empty or a new folder", keep.display())).into()
                );
            }
            Some(keep) => keep.clone(),
            None => run.join("crates"),
        };
        for folder in [&crates, &run] {
            fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        Ok(Self { crates: std::path::absolute(crates)?, target: std::path::absolute(own.join("target"))?, output: run })
    }

    fn crate_folder(&self, entry: &Entry) -> PathBuf {
        self.crates.join(&entry.folder)
    }

    fn clear(&self) -> anyhow::Result<()> {
        remove(&self.output)
    }
}

fn remove(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", folder.display()))
        }
        _ => Ok(()),
    }
}
