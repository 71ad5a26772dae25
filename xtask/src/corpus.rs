//! `cargo xtask corpus`: a client from every document of a folder, each in a process of its own, and a table of how that went.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;

use crate::{
    cli::{Compile, Corpus, Format},
    exit::{Exit, WrongUse},
    project::Project,
    report::Console,
};

mod child;
mod compile;
mod documents;
mod expected;
mod line;
mod table;
mod watch;

pub use child::document;
use documents::Entry;
use expected::Expected;
use line::{Line, Outcome};
use watch::Limits;

/// Does what was asked for. Whatever is wrong has been printed when it returns.
pub fn run(asked: &Corpus) -> Exit {
    let console = Console::new();
    match carry_out(asked, &console) {
        Ok(exit) => exit,
        Err(error) => {
            console.error(&format!("{error:#}"));
            if error.is::<WrongUse>() { Exit::WrongUse } else { Exit::Failed }
        }
    }
}

fn carry_out(asked: &Corpus, console: &Console) -> anyhow::Result<Exit> {
    let here = env::current_dir().context("cannot tell the current folder")?;
    let project = Project::find(&here)?;
    let all = documents::find(&asked.dir)?;
    let expected = asked.expect.as_deref().map(Expected::read).transpose()?;
    let chosen = documents::part(&all, asked.partition);
    let work = Work::prepare(asked, &project)?;

    let mut lines = Vec::new();
    for (number, entry) in chosen.iter().enumerate() {
        console.note(&format!("{}/{} {}", number + 1, chosen.len(), entry.name));
        let limits = Limits { time: Duration::from_secs(asked.seconds), memory: asked.memory };
        lines.push(child::run(entry, &work, limits)?);
    }
    for index in to_compile(&lines, &chosen, asked.compile) {
        let (Some(line), Some(entry)) = (lines.get_mut(index), chosen.get(index)) else { continue };
        console.note(&format!("cargo check {}", entry.name));
        line.compiled = compile::check(&work.crate_of(entry), &work, &project)?;
    }

    match asked.format {
        Format::Text => console.text(&table::text(&lines))?,
        Format::Json => console.text(&table::json(&lines)?)?,
    }
    let exit = match (&expected, &asked.expect) {
        (Some(expected), Some(file)) => expected.compare(&lines, &all, &file.display().to_string(), console)?,
        _ if lines.iter().all(Line::is_fine) => Exit::Fine,
        _ => Exit::Findings,
    };
    if asked.keep.is_none() {
        work.clear()?;
    }
    Ok(exit)
}

/// The generated ones among the smallest documents, in the order of the lines.
fn to_compile(lines: &[Line], chosen: &[&Entry], asked: Compile) -> Vec<usize> {
    let generated = |(_, (line, _)): &(usize, (&Line, &&Entry))| line.outcome == Outcome::Generated;
    let mut found: Vec<_> = lines.iter().zip(chosen).enumerate().filter(generated).collect();
    if let Compile::Smallest(count) = asked {
        found.sort_by_key(|(index, (_, entry))| (entry.bytes, *index));
        found.truncate(count);
    }
    let mut indices: Vec<usize> = found.into_iter().map(|(index, _)| index).collect();
    indices.sort_unstable();
    indices
}

/// Where crates stand and are compiled.
struct Work {
    /// Below the target folder, or where they are to be kept.
    crates: PathBuf,
    /// Cargo's, shared by all of them: dependencies are compiled once.
    target: PathBuf,
    /// What the processes print.
    output: PathBuf,
}

impl Work {
    fn prepare(asked: &Corpus, project: &Project) -> anyhow::Result<Self> {
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| project.join("target"), PathBuf::from);
        let own = target.join("corpus");
        // Two runs at once must not meet: each has a folder of its own.
        let run = own.join(std::process::id().to_string());
        remove(&run)?;
        let crates = match &asked.keep {
            Some(keep) if fs::read_dir(keep).is_ok_and(|mut entries| entries.next().is_some()) => {
                return Err(WrongUse(format!("{} is not empty: choose another --keep", keep.display())).into());
            }
            Some(keep) => keep.clone(),
            None => run.join("crates"),
        };
        for folder in [&crates, &run] {
            fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        }
        Ok(Self { crates: std::path::absolute(crates)?, target: std::path::absolute(own.join("target"))?, output: run })
    }

    fn crate_of(&self, entry: &Entry) -> PathBuf {
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
