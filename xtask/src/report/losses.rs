//! What a client says less than its document, in a few lines.

use super::table::aligned;
use super::{Side, count};
use crate::generator::{Fields, Loss, Losses};

/// So many losses are spelled out with the table that accepts each; an `[[allow]]` for hundreds one by one would be read by nobody.
const SPELLED_OUT: usize = 20;

/// A line for each rule with losses that nobody has accepted, and how much has a type; `report` is where the rest stands.
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
        for line in aligned(&rows, [Side::Left, Side::Right, Side::Left]).lines() {
            text.push_str(&format!("  {line}\n"));
        }
    }
    let accepted = losses.iter().count() - open;
    if accepted > 0 {
        text.push_str(&format!("  {} more accepted in moored.toml\n", count(accepted, "loss")));
    }
    text.push_str(&format!("  {}\n", typed(fields)));
    text.push_str(&format!("  each with its place: {report}\n"));
    text
}

/// `fields: 93 of 100 have a type (93.0 %); of 4 the document says nothing, 3 are losses`.
pub(super) fn typed(fields: Fields) -> String {
    let mut text = format!("fields: {} of {} have a type ({:.1} %)", fields.typed, fields.count(), fields.percent());
    match (fields.untyped, fields.lost) {
        (0, 0) => {}
        (untyped, 0) => text.push_str(&format!("; of {untyped} the document says nothing")),
        (0, lost) => text.push_str(&format!("; {lost} lost what the document says")),
        (untyped, lost) => {
            text.push_str(&format!("; of {untyped} the document says nothing, {lost} lost what it says"));
        }
    }
    text
}

/// What to do about losses that nobody has accepted: their places, and tables that accept them once a reason is filled in.
pub(super) fn refusal(folder: &str, losses: &Losses) -> String {
    let open: Vec<&Loss> = losses.open().collect();
    let are = if open.len() == 1 { "is" } else { "are" };
    let mut text = format!(
        "{folder}: {} {are} not accepted; correct the document in {folder}/overlay.yaml, or say in {folder}/moored.toml why each \
         may stay:\n",
        count(open.len(), "loss")
    );
    for loss in open.iter().take(SPELLED_OUT) {
        let place = &loss.finding.location;
        text.push_str(&format!(
            "\n# {}:{}:{}: {}\n{}",
            place.source.name(),
            place.position.line,
            place.position.column,
            loss.finding.message.escape_debug(),
            loss.allow_table()
        ));
    }
    if let Some(more) = open.len().checked_sub(SPELLED_OUT).filter(|more| *more > 0) {
        text.push_str(&format!("\nand {more} more: one [[allow]] accepts all of a rule at its pointer and below"));
    }
    text.trim_end().to_owned()
}
