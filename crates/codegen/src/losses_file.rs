//! `losses.json`: the loss report of a generated crate. docs/losses.md explains its members.

use moored_model::losses::{Loss, Losses};
use serde::Serialize;

use crate::{Fields, Summary};

/// The report's name in a generated crate.
pub(crate) const FILE_NAME: &str = "losses.json";

/// The version of the format. It increases when a member is removed or changes its meaning.
const VERSION: u32 = 1;

/// Returns the text of `losses.json`. `recorded` returns the path that the crate records for a source.
pub(crate) fn render(losses: &Losses, document: &str, summary: Summary, recorded: impl Fn(&str) -> String) -> String {
    let entry = |loss: &Loss| {
        let Loss { finding, accepted } = loss;
        let location = &finding.location;
        Entry {
            rule: finding.rule.id,
            pointer: location.pointer.to_string(),
            file: recorded(location.source.name()),
            line: location.position.line,
            column: location.position.column,
            message: finding.message.clone(),
            instead: loss.instead().to_owned(),
            accepted: accepted.clone(),
        }
    };
    let report = Report {
        version: VERSION,
        document,
        operations: summary.operations,
        types: summary.types,
        fields: summary.fields,
        losses: losses.iter().map(entry).collect(),
    };
    // Strings and numbers can always be serialized.
    let text = serde_json::to_string_pretty(&report).unwrap_or_default();
    format!("{text}\n")
}

/// The content of `losses.json`.
#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    document: &'a str,
    operations: usize,
    types: usize,
    fields: Fields,
    losses: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    rule: &'static str,
    pointer: String,
    file: String,
    line: usize,
    column: usize,
    message: String,
    instead: String,
    accepted: Option<String>,
}
