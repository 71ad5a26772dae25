//! Reports as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Figures, Report, Verdict};

/// The errors and the skipped parts, as text for people; at most `most` lines of each kind.
#[must_use]
pub fn text(report: &Report, most: usize) -> String {
    let mut text = format!("{}\n", report.document);
    if let Some(obstacle) = &report.obstacle {
        let _ = writeln!(text, "  nothing to try: {obstacle}");
        return text;
    }
    for line in Figures::of(std::slice::from_ref(report)).lines().lines() {
        let _ = writeln!(text, "  {line}");
    }
    for schema in report.schemas.iter().filter(|schema| !schema.wrong.is_empty()).take(most) {
        let rust = schema.rust.as_deref().unwrap_or_default();
        let _ = writeln!(text, "  wrong: {} {} ({rust})", schema.role, schema.location);
        for wrong in schema.wrong.iter().take(3) {
            let _ = writeln!(text, "    {}: {}", wrong.sample, wrong.why);
        }
    }
    for operation in report.operations.iter().filter(|operation| operation.verdict().is_wrong()).take(most) {
        let _ = writeln!(text, "  wrong: {}", operation.name);
        for call in operation.calls.iter().filter(|call| call.verdict.is_wrong()).take(3) {
            let _ = writeln!(text, "    {} {:?}: {}", call.name, call.verdict, call.message);
        }
    }
    for (why, count) in reasons(std::slice::from_ref(report)) {
        let _ = writeln!(text, "  not tried or not checked: {count} × {why}");
    }
    text
}

/// The sums of `reports`: the documents with errors, and the reasons why parts were not tried or not validated.
#[must_use]
pub fn totals(reports: &[Report], most: usize) -> String {
    let figures = Figures::of(reports);
    let mut text = format!("{} documents, {} of them not to be tried\n", figures.documents, figures.obstacles);
    for line in figures.lines().lines() {
        let _ = writeln!(text, "{line}");
    }
    for report in reports {
        let of = Figures::of(std::slice::from_ref(report));
        match &report.obstacle {
            Some(obstacle) => drop(writeln!(text, "not to be tried: {}: {obstacle}", report.document)),
            None if of.schemas_wrong + of.operations_wrong > 0 => {
                let (schemas, operations) = (of.schemas_wrong, of.operations_wrong);
                let _ = writeln!(text, "wrong: {}: {schemas} schemas, {operations} operations", report.document);
            }
            None => {}
        }
    }
    for (why, count) in reasons(reports).into_iter().take(most) {
        let _ = writeln!(text, "not tried or not checked: {count} × {why}");
    }
    text
}

/// The reasons why something was not tried or not validated, the most frequent first.
fn reasons(reports: &[Report]) -> Vec<(&str, usize)> {
    let schemas = reports.iter().flat_map(|report| &report.schemas).filter_map(|schema| schema.skipped.as_ref());
    let operations = reports.iter().flat_map(|report| &report.operations);
    let unchecked = operations.filter(|operation| matches!(operation.verdict(), Verdict::Unchecked | Verdict::Skipped));
    let operations = unchecked
        .filter_map(|operation| operation.skipped.as_ref().or(operation.calls.first().map(|call| &call.message)));
    tally(schemas.chain(operations))
}

/// The number of occurrences of each of `reasons`, the most frequent first.
fn tally<'a>(reasons: impl Iterator<Item = &'a String>) -> Vec<(&'a str, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for reason in reasons {
        *counts.entry(reason).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
