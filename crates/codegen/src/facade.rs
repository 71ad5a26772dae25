//! The facade's lists of providers: its features and dependencies in the root `Cargo.toml`, and `src/providers.rs`.
//!
//! ```text
//! specs/*/, Cargo.toml  ──▶  the marked regions of Cargo.toml, src/providers.rs
//! ```
//!
//! Every folder in `specs/` becomes a feature and a re-export. If its `moored.toml` has a `[whoami]` section, it also
//! becomes a row of the provider table. None of these lists is maintained by hand.

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

/// The expected text of the two files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facade {
    /// The root `Cargo.toml`, changed only between the markers.
    pub manifest: String,
    /// `src/providers.rs`.
    pub providers: String,
}

/// A provider of the facade.
struct Provider {
    names: Names,
    /// The display name of the provider.
    title: String,
    /// The data for `whoami`, if its `moored.toml` has a `[whoami]` section.
    asked: Option<Asked>,
    /// The location of findings about the provider as a whole.
    location: Location,
}

/// Generates the facade's lists. `manifest` is the text of the root `Cargo.toml`; `providers` are all folders of
/// `specs/` with the outcome of each.
///
/// The order of `providers` does not matter. [`generate`](crate::generate) reports the warnings and losses of the
/// documents.
///
/// # Errors
/// All errors in the documents, the `[whoami]` sections and the manifest, and all names that collide.
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
        let location = Location::start_of(&Source::new(inputs.path("moored.toml"), ""));
        let crate_name = crate_name(inputs, config.crate_name.as_ref().map(|name| name.get_ref().as_str()));
        let names = Names::new(&inputs.provider, crate_name, &location)?;
        let asked = Self::asked(outcome, &config, &names)?;
        let title = asked.as_ref().map(|asked| &asked.title).or(config.title.as_ref()).unwrap_or(&inputs.provider);
        Ok(Self { title: one_line(title), names, asked, location })
    }

    /// Checks a `[whoami]` section against the model of the client.
    fn asked(outcome: &Outcome, config: &Config, names: &Names) -> Result<Option<Asked>, Findings> {
        let Some(whoami) = &config.whoami else { return Ok(None) };
        let api = outcome.api.as_ref().ok_or_else(|| outcome.findings.clone())?;
        Asked::read(api, config, whoami, names).map(Some)
    }
}

/// Returns the text on one line, with control characters replaced so that a terminal does not interpret them.
fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}
