//! What the disk should be like, and how it is not.

use std::io;
use std::time::Duration;

use moored_codegen::files::Files;

use super::generate::Generated;
use super::jobs::Place;
use super::orphans::Orphan;
use crate::{
    exit::Exit,
    generator::Summary,
    report::Console,
    tree::{self, Stale, Staleness},
};

/// All that codegen wants on disk.
pub(crate) struct Plan {
    pub(crate) crates: Vec<Crate>,
    /// Derived files in `specs/`.
    pub(crate) documents: Vec<Single>,
    /// Derived files of the whole project.
    pub(crate) files: Vec<Single>,
    pub(crate) orphans: Vec<Orphan>,
}

/// A crate as it should be.
pub(crate) struct Crate {
    pub(crate) name: String,
    pub(crate) dir: Place,
    pub(crate) files: Files,
    pub(crate) summary: Summary,
    /// Accepted or not.
    pub(crate) losses: usize,
    pub(crate) took: Duration,
}

/// One file as it should be.
pub(crate) struct Single {
    /// The provider that it belongs to; `None` for a file of the whole project.
    pub(crate) provider: Option<String>,
    pub(crate) place: Place,
    pub(crate) text: String,
    /// The crate whose lock knows the digest that the last run gave it.
    pub(crate) recorded_in: Option<Place>,
}

/// A path that is not as it should be.
pub(crate) struct Found {
    pub(crate) provider: Option<String>,
    pub(crate) shown: String,
    pub(crate) why: Staleness,
}

impl Plan {
    /// Leaves out the crates that could not be generated.
    pub(crate) fn new(generated: Vec<Generated>, files: Vec<Single>, orphans: Vec<Orphan>) -> Self {
        let mut plan = Self { crates: Vec::new(), documents: Vec::new(), files, orphans };
        for Generated { name, dir, openapi, outcome, took, inputs: _ } in generated {
            let Ok(outcome) = outcome else { continue };
            let derived = openapi.zip(outcome.openapi);
            plan.documents.extend(derived.map(|(place, derived)| Single {
                provider: Some(name.clone()),
                place,
                text: derived.text,
                recorded_in: Some(dir.clone()),
            }));
            // With errors there may be files all the same, but none that anybody should compare with.
            if let Some(files) = outcome.files.filter(|_| !outcome.findings.has_errors()) {
                let losses = outcome.losses.iter().count();
                plan.crates.push(Crate { name, dir, files, summary: outcome.summary, losses, took });
            }
        }
        plan
    }

    /// Everything that is not as it should be, in the order of the providers.
    pub(crate) fn stale(&self) -> io::Result<Vec<Found>> {
        let mut found = Vec::new();
        found_in(&self.documents, &mut found)?;
        for wanted in &self.crates {
            for Stale { path, why } in tree::check(&wanted.files, &wanted.dir.path)? {
                let shown =
                    if path.is_empty() { wanted.dir.shown.clone() } else { format!("{}/{path}", wanted.dir.shown) };
                found.push(Found { provider: Some(wanted.name.clone()), shown, why });
            }
        }
        found_in(&self.files, &mut found)?;
        for orphan in &self.orphans {
            let (Orphan::Ours(place) | Orphan::Strange(place, _)) = orphan;
            found.push(Found { provider: None, shown: place.shown.clone(), why: Staleness::Orphan });
        }
        Ok(found)
    }

    /// Whether something on disk is in the way of writing.
    pub(crate) fn exit(&self) -> Exit {
        let strange = self.orphans.iter().any(|orphan| matches!(orphan, Orphan::Strange(..)));
        if strange { Exit::Findings } else { Exit::Fine }
    }

    /// Says what is in the way, and of what to do about it.
    pub(crate) fn show_obstacles(&self, console: &Console) {
        for orphan in &self.orphans {
            if let Orphan::Strange(Place { shown, .. }, stranger) = orphan {
                let provider = shown.trim_start_matches("generated/");
                console.error(&format!(
                    "{shown} has no provider specs/{provider}, and holds what codegen did not write ({stranger:?}): \
                     it was not removed; do so, or move it elsewhere"
                ));
            }
        }
    }
}

fn found_in(files: &[Single], found: &mut Vec<Found>) -> io::Result<()> {
    for single in files {
        let why = single.stale()?;
        let (provider, shown) = (single.provider.clone(), single.place.shown.clone());
        found.extend(why.map(|why| Found { provider, shown, why }));
    }
    Ok(())
}

impl Single {
    /// How it is not as it should be.
    pub(crate) fn stale(&self) -> io::Result<Option<Staleness>> {
        let lock = match &self.recorded_in {
            Some(place) => tree::recorded(&place.path)?.and_then(Result::ok),
            None => None,
        };
        let recorded = lock.as_ref().and_then(|lock| lock.inputs.get(&self.place.shown));
        tree::check_file(&self.text, &self.place.path, recorded.map(String::as_str))
    }
}
