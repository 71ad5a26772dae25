//! The facade's lists of providers: its features and dependencies in the root `Cargo.toml`, and `src/providers.rs`.
//!
//! ```text
//! specs/*/, Cargo.toml  ──▶  the marked regions of Cargo.toml, src/providers.rs
//! ```
//!
//! Every folder in `specs/` becomes a feature and a re-export; one whose `moored.toml` has `[whoami]` becomes a row of the provider table
//! as well. Nobody keeps any of these lists by hand.

mod account;
mod manifest;
mod names;
mod table;

use crate::{Inputs, Outcome, package::crate_name};
use account::Asked;
use moored_document::{
    finding::{Findings, Location},
    rules::Level,
    source::Source,
};
use moored_model::config::Config;
use names::Names;

/// The two files, as they must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facade {
    /// The root `Cargo.toml`: as it was, but for what stands between the markers.
    pub manifest: String,
    /// `src/providers.rs`.
    pub providers: String,
}

/// One provider, as the facade knows it.
struct Provider {
    names: Names,
    /// What people call it.
    title: String,
    /// How to ask whose credential it is, where its `moored.toml` says so.
    asked: Option<Asked>,
    /// For findings about the provider as a whole.
    location: Location,
}

/// Writes the facade's lists: `manifest` is the text of the root `Cargo.toml`, `providers` are all folders of `specs/` with what was generated
/// from each.
///
/// Their order makes no difference. Warnings and losses are left to [`generate`](crate::generate), which sees the same documents.
///
/// # Errors
/// What is wrong with a document, with a `[whoami]`, with two names that come to the same, or with the manifest: all that was found.
pub fn facade(manifest: &str, providers: &[(&Inputs, &Outcome)]) -> Result<Facade, Findings> {
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
    match manifest::render(manifest, &read) {
        Ok(manifest) if findings.is_empty() => Ok(Facade { manifest, providers: table::render(&read) }),
        Ok(_) => Err(findings),
        Err(found) => {
            findings.extend(found);
            Err(findings)
        }
    }
}

impl Provider {
    fn read(inputs: &Inputs, outcome: &Outcome) -> Result<Self, Findings> {
        let config = inputs.config()?;
        let place = Location::start_of(&Source::new(inputs.path("moored.toml"), ""));
        let crate_name = crate_name(inputs, config.crate_name.as_ref().map(|name| name.get_ref().as_str()));
        let names = Names::new(&inputs.provider, crate_name, &place)?;
        let asked = Self::asked(outcome, &config, &names)?;
        let title = asked.as_ref().map(|asked| &asked.title).or(config.title.as_ref()).unwrap_or(&inputs.provider);
        Ok(Self { title: one_line(title), names, asked, location: place })
    }

    /// Compares a `[whoami]` with the model of the client.
    fn asked(outcome: &Outcome, config: &Config, names: &Names) -> Result<Option<Asked>, Findings> {
        let Some(whoami) = &config.whoami else { return Ok(None) };
        let api = outcome.api.as_ref().ok_or_else(|| outcome.findings.clone())?;
        Asked::read(api, config, whoami, names).map(Some)
    }
}

/// A document's words on one line, without what a terminal would take for commands.
fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
