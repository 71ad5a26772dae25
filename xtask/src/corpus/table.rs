//! The result as a table and as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::line::{Compiled, Line, Outcome};
use cargo_moored::report::{Align, aligned};

/// The number of documents that are listed as the slowest and the largest.
const LISTED: usize = 3;

/// The totals of all lines.
#[derive(Serialize)]
struct Totals {
    documents: usize,
    generated: usize,
    compiled: usize,
    compile_tried: usize,
    operations_in: usize,
    operations_out: usize,
    types: usize,
    typed_fields: usize,
    fields: usize,
    losses: BTreeMap<String, usize>,
    unexplained_losses: usize,
    seconds: f64,
}

impl Totals {
    fn of(lines: &[Line]) -> Self {
        let sum = |number: fn(&Line) -> usize| lines.iter().map(number).sum();
        let mut losses = BTreeMap::new();
        for (rule, count) in lines.iter().flat_map(|line| &line.losses) {
            *losses.entry(rule.clone()).or_default() += count;
        }
        Self {
            documents: lines.len(),
            generated: sum(|line| usize::from(line.outcome == Outcome::Generated)),
            compiled: sum(|line| usize::from(matches!(line.compiled, Compiled::Yes { .. }))),
            compile_tried: sum(|line| usize::from(line.compiled != Compiled::NotTried)),
            operations_in: sum(|line| line.operations_in.unwrap_or_default()),
            operations_out: sum(|line| line.operations_out),
            types: sum(|line| line.types),
            typed_fields: sum(|line| line.fields.typed),
            fields: sum(|line| line.fields.count()),
            losses,
            unexplained_losses: sum(|line| line.unexplained_losses),
            seconds: lines.iter().map(|line| line.seconds).sum(),
        }
    }
}

/// `{ "version": 1, "documents": [ … ], "totals": { … } }`.
pub(super) fn json(lines: &[Line]) -> serde_json::Result<String> {
    #[derive(Serialize)]
    struct Result<'a> {
        version: u32,
        documents: &'a [Line],
        totals: Totals,
    }
    let text = serde_json::to_string_pretty(&Result { version: 1, documents: lines, totals: Totals::of(lines) })?;
    Ok(format!("{text}\n"))
}

const TITLES: [&str; 11] = [
    "document",
    "version",
    "operations",
    "types",
    "typed",
    "losses",
    "unexplained",
    "seconds",
    "MiB",
    "compiled",
    "outcome",
];

/// A line for each document, the errors in full, and the totals.
pub(super) fn text(lines: &[Line]) -> String {
    let cells = lines.iter().map(|line| {
        [
            escape_control_characters(&line.document),
            escape_control_characters(line.version.as_deref().unwrap_or("?")),
            line.operations(),
            line.types.to_string(),
            if line.fields.count() == 0 { "-".to_owned() } else { format!("{:.1}%", line.fields.percent()) },
            line.losses.values().sum::<usize>().to_string(),
            line.unexplained_losses.to_string(),
            format!("{:.2}", line.seconds),
            line.peak_mib.map_or_else(|| "?".to_owned(), |mib| mib.to_string()),
            line.compiled.to_string(),
            line.outcome.to_string(),
        ]
    });
    let rows: Vec<_> = std::iter::once(TITLES.map(str::to_owned)).chain(cells).collect();
    let (left, right) = (Align::Left, Align::Right);
    let mut text = aligned(&rows, [left, left, right, right, right, right, right, right, right, left, left]);
    text.push('\n');
    for line in lines {
        if let Compiled::No { error } = &line.compiled {
            text.push_str(&format!("{}: does not compile: {error}\n", escape_control_characters(&line.document)));
        }
        if let Some(message) = &line.message {
            text.push_str(&format!(
                "{}: {}: {}\n",
                escape_control_characters(&line.document),
                line.outcome,
                escape_control_characters(message)
            ));
        }
    }
    text.push_str(&totals(lines));
    text
}

fn totals(lines: &[Line]) -> String {
    let totals = Totals::of(lines);
    let mut text = format!("generated: {} of {}\n", totals.generated, totals.documents);
    text.push_str(&format!("compiled: {} of {} tried\n", totals.compiled, totals.compile_tried));
    text.push_str(&format!("operations: {} of {}\n", totals.operations_out, totals.operations_in));
    text.push_str(&format!("types: {}\n", totals.types));
    text.push_str(&format!("unexplained losses: {}\n", totals.unexplained_losses));
    text.push_str(&format!("fields with a type: {} of {}\n", totals.typed_fields, totals.fields));
    let most = |key: fn(&Line) -> f64, unit: &str| {
        let mut sorted: Vec<&Line> = lines.iter().collect();
        sorted.sort_by(|one, other| key(other).total_cmp(&key(one)));
        let named = sorted
            .iter()
            .take(LISTED)
            .map(|line| format!("{} {:.1} {unit}", escape_control_characters(&line.document), key(line)));
        named.collect::<Vec<_>>().join(", ")
    };
    text.push_str(&format!("slowest: {}\n", most(|line| line.seconds, "s")));
    let mib = |line: &Line| line.peak_mib.and_then(|mib| u32::try_from(mib).ok()).map_or(0.0, f64::from);
    text.push_str(&format!("largest: {}\n", most(mib, "MiB")));
    let losses = totals.losses.iter().map(|(rule, count)| [format!("  {rule}"), count.to_string()]);
    let losses: Vec<_> = losses.collect();
    if !losses.is_empty() {
        text.push_str(&format!(
            "losses: {}\n{}",
            totals.losses.values().sum::<usize>(),
            aligned(&losses, [Align::Left, Align::Right])
        ));
    }
    text
}

/// A text from a document, with control characters escaped.
fn escape_control_characters(text: &str) -> String {
    text.chars()
        .map(
            |character| {
                if character.is_control() { character.escape_default().collect() } else { character.to_string() }
            },
        )
        .collect()
}
