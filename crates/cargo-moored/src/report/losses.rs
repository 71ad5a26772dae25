//! The losses of a client: a table of their rules, and how to accept them.

use super::run::DocumentReport;
use super::table::aligned;
use super::{Align, count};
use crate::{
    cli::Verbosity,
    generator::{Fields, Loss, Rule, allow_table},
};

/// The number of `[[allow]]` tables of a message in full. A message with hundreds of them would not be read.
const LISTED_TABLES: usize = 20;

/// The number of `[[allow]]` tables that all messages of a run share.
const SHARED_TABLES: usize = 3;

/// A line for each rule with losses that are not accepted, and how many fields have a type.
pub(super) fn render(document: &DocumentReport, fields: Fields) -> String {
    let open = document.open().len();
    let mut text = format!("{}: {}\n", document.name, count(open, "loss"));
    if open > 0 {
        let titles = ["rule", "losses", "instead"].map(str::to_owned);
        let rows =
            document.losses.by_rule().into_iter().filter(|row| row.open > 0).map(|row| {
                [row.rule.id.to_owned(), row.open.to_string(), row.rule.instead.unwrap_or_default().to_owned()]
            });
        let rows: Vec<[String; 3]> = std::iter::once(titles).chain(rows).collect();
        for line in aligned(&rows, [Align::Left, Align::Right, Align::Left]).lines() {
            text.push_str(&format!("  {line}\n"));
        }
    }
    let accepted = document.losses.iter().count() - open;
    if accepted > 0 {
        text.push_str(&format!("  {} more accepted in moored.toml\n", count(accepted, "loss")));
    }
    text.push_str(&format!("  {}\n", typed(fields)));
    text.push_str(&format!("  locations: {}/losses.json\n", document.folder));
    text
}

/// `fields: 93 of 100 have a type (93.0 %); 4 have no type in the document, 3 are losses`.
fn typed(fields: Fields) -> String {
    let mut text = format!("fields: {} of {} have a type ({:.1} %)", fields.typed, fields.count(), fields.percent());
    match (fields.untyped, fields.lost) {
        (0, 0) => {}
        (untyped, 0) => text.push_str(&format!("; {untyped} {} no type in the document", have(untyped))),
        (0, lost) => text.push_str(&format!("; {lost} lost the type of the document")),
        (untyped, lost) => text.push_str(&format!(
            "; {untyped} {} no type in the document, {lost} lost the type of the document",
            have(untyped)
        )),
    }
    text
}

/// The form of the verb after `number` fields.
fn have(number: usize) -> &'static str {
    if number == 1 { "has" } else { "have" }
}

/// The error message for losses that are not accepted: tables that accept them once a reason is filled in. In full
/// there is one for each loss; otherwise one for each rule, and three for all `documents` of the run.
pub(super) fn unaccepted_message(document: &DocumentReport, documents: usize, verbosity: Verbosity) -> String {
    let folder = document.specs.as_deref().unwrap_or_default();
    let open = document.open();
    let are = if open.len() == 1 { "is" } else { "are" };
    let mut text = format!(
        "{folder}: {} {are} not accepted; correct the document in {folder}/overlay.yaml, or give a reason for accepting \
         {} in {folder}/moored.toml:\n",
        count(open.len(), "loss"),
        if open.len() == 1 { "it" } else { "each loss" },
    );
    let (groups, shown): (Vec<Vec<&Loss>>, usize) = match verbosity {
        Verbosity::Verbose => (open.iter().map(|loss| vec![*loss]).collect(), LISTED_TABLES),
        Verbosity::Quiet | Verbosity::Normal => (by_rule(&open), (SHARED_TABLES / documents.max(1)).max(1)),
    };
    for group in groups.iter().take(shown) {
        text.push_str(&table(group));
    }
    if let Some(more) = groups.len().checked_sub(shown).filter(|more| *more > 0) {
        text.push_str(&match verbosity {
            Verbosity::Verbose => {
                format!("\nand {more} more; one [[allow]] accepts all losses of a rule at its pointer and below")
            }
            _ => format!("\nand {}; `--verbose` shows a table for each loss", count(more, "other rule")),
        });
    }
    text.trim_end().to_owned()
}

/// The losses of each rule, in the order of their first loss.
fn by_rule<'a>(losses: &[&'a Loss]) -> Vec<Vec<&'a Loss>> {
    let mut groups: Vec<(&Rule, Vec<&Loss>)> = Vec::new();
    for loss in losses {
        match groups.iter_mut().find(|(rule, _)| *rule == loss.finding.rule) {
            Some((_, group)) => group.push(loss),
            None => groups.push((loss.finding.rule, vec![loss])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// A comment with the first of these losses of one rule, and the table that accepts them.
fn table(losses: &[&Loss]) -> String {
    let Some(first) = losses.first() else { return String::new() };
    let location = &first.finding.location;
    let (source, position) = (location.source.name(), location.position);
    let message = first.finding.message.escape_debug();
    let more = match losses.len() {
        1 => String::new(),
        all => format!(" (and {} more)", all - 1),
    };
    let table = allow_table(losses);
    format!("\n# {source}:{}:{}: {message}{more}\n{table}", position.line, position.column)
}
