//! Prints the losses of a client in a few lines.

use super::table::aligned;
use super::{Align, count};
use crate::generator::{Fields, Loss, Losses};

/// The number of losses for which the message contains an `[[allow]]` table. A message with hundreds of them would not
/// be read.
const LISTED_TABLES: usize = 20;

/// A line for each rule with losses that are not accepted, and how many fields have a type. The file `report` has the
/// full list.
pub(super) fn render(name: &str, losses: &Losses, fields: Fields, report: &str) -> String {
    let open: usize = losses.open().count();
    let mut text = format!("{name}: {}\n", count(open, "loss"));
    if open > 0 {
        let titles = ["rule", "losses", "instead"].map(str::to_owned);
        let rows =
            losses.by_rule().into_iter().filter(|row| row.open > 0).map(|row| {
                [row.rule.id.to_owned(), row.open.to_string(), row.rule.instead.unwrap_or_default().to_owned()]
            });
        let rows: Vec<[String; 3]> = std::iter::once(titles).chain(rows).collect();
        for line in aligned(&rows, [Align::Left, Align::Right, Align::Left]).lines() {
            text.push_str(&format!("  {line}\n"));
        }
    }
    let accepted = losses.iter().count() - open;
    if accepted > 0 {
        text.push_str(&format!("  {} more accepted in moored.toml\n", count(accepted, "loss")));
    }
    text.push_str(&format!("  {}\n", typed(fields)));
    text.push_str(&format!("  locations: {report}\n"));
    text
}

/// `fields: 93 of 100 have a type (93.0 %); 4 have no type in the document, 3 are losses`.
pub(super) fn typed(fields: Fields) -> String {
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

/// The error message for losses that are not accepted: their locations, and tables that accept them once a reason is
/// filled in.
pub(super) fn unaccepted_message(folder: &str, losses: &Losses) -> String {
    let open: Vec<&Loss> = losses.open().collect();
    let are = if open.len() == 1 { "is" } else { "are" };
    let mut text = format!(
        "{folder}: {} {are} not accepted; correct the document in {folder}/overlay.yaml, or give a reason for accepting \
         each loss in {folder}/moored.toml:\n",
        count(open.len(), "loss")
    );
    for loss in open.iter().take(LISTED_TABLES) {
        let location = &loss.finding.location;
        text.push_str(&format!(
            "\n# {}:{}:{}: {}\n{}",
            location.source.name(),
            location.position.line,
            location.position.column,
            loss.finding.message.escape_debug(),
            loss.allow_table()
        ));
    }
    if let Some(more) = open.len().checked_sub(LISTED_TABLES).filter(|more| *more > 0) {
        text.push_str(&format!(
            "\nand {more} more; one [[allow]] accepts all losses of a rule at its pointer and below"
        ));
    }
    text.trim_end().to_owned()
}
