//! The facade's lists of providers: its features and dependencies in the root `Cargo.toml`, `src/providers.rs`, and the
//! table in the README.
//!
//! ```text
//! specs/*/, Cargo.toml, README.md  ──▶  the marked regions of Cargo.toml and README.md, src/providers.rs
//! ```
//!
//! Every folder in `specs/` becomes a feature and a re-export. If its `moored.toml` has a `[whoami]` section, it also
//! becomes a row of the provider table. None of these lists is maintained by hand.

mod account;
mod manifest;
mod names;
mod readme;
mod region;
mod table;

use crate::{Inputs, Outcome, package::crate_name};
use account::Asked;
use moored_document::{
    finding::{Findings, Location},
    rules::Level,
    source::Source,
};
use names::Names;
use readme::Offer;

/// The expected text of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facade {
    /// The root `Cargo.toml`, changed only between the markers.
    pub manifest: String,
    /// `src/providers.rs`.
    pub providers: String,
    /// The README, changed only between the markers. Without markers it has no table of providers.
    pub readme: String,
}

/// A provider of the facade.
struct Provider {
    names: Names,
    /// The display name of the provider.
    title: String,
    /// What its client offers.
    offer: Offer,
    /// The data for `whoami`, if its `moored.toml` has a `[whoami]` section.
    asked: Option<Asked>,
    /// The location of findings about the provider as a whole.
    location: Location,
}

/// Generates the facade's lists. `manifest` is the text of the root `Cargo.toml`, `readme` that of the README, which
/// may be empty; `providers` are all folders of `specs/` with the outcome of each.
///
/// The order of `providers` does not matter. [`generate`](crate::generate) reports the warnings and losses of the
/// documents.
///
/// # Errors
/// All errors in the documents, the `[whoami]` sections, the manifest and the README, and all names that collide.
pub fn facade(manifest: &str, readme: &str, providers: &[(&Inputs, &Outcome)]) -> Result<Facade, Findings> {
    let mut findings = Findings::default();
    let mut read = Vec::new();
    for (inputs, outcome) in providers {
        match Provider::read(inputs, outcome) {
            Ok(provider) => read.push(provider),
            Err(found) => findings.extend(found),
        }
    }
    findings.retain(|found| found.rule.level == Level::Error);
    read.sort_by(|one, other| one.names.folder.cmp(&other.names.folder));
    let manifest = manifest::render(manifest, &read).map_err(|found| findings.extend(found));
    let readme = readme::render(readme, &read).map_err(|found| findings.extend(found));
    match (manifest, readme) {
        (Ok(manifest), Ok(readme)) if findings.is_empty() => {
            Ok(Facade { manifest, providers: table::render(&read), readme })
        }
        _ => Err(findings),
    }
}

impl Provider {
    fn read(inputs: &Inputs, outcome: &Outcome) -> Result<Self, Findings> {
        let config = inputs.config()?;
        let location = Location::start_of(&Source::new(inputs.path("moored.toml"), ""));
        let crate_name = crate_name(inputs, config.crate_name.as_ref().map(|name| name.get_ref().as_str()));
        let names = Names::new(inputs, crate_name, &location)?;
        let api = outcome.api.as_ref().ok_or_else(|| outcome.findings.clone())?;
        let asked = config.whoami.as_ref().map(|whoami| Asked::read(api, &config, whoami, &names)).transpose()?;
        let title = asked.as_ref().map(|asked| &asked.title).or(config.title.as_ref()).unwrap_or(&inputs.provider);
        Ok(Self { title: one_line(title), names, offer: Offer::of(api), asked, location })
    }
}

/// Returns the text on one line, with control characters replaced so that a terminal does not interpret them.
fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
