//! The table over all pairs, as Markdown and as values separated by tabs.

use std::fmt::Write as _;

use super::{
    record::{Record, Wire},
    report::{Class, Report},
    verdicts::{Disagreement, Kind, disagreements},
};

/// One pair.
#[derive(Debug)]
pub struct Row {
    /// The name of the pair.
    pub name: String,
    /// The results of the checks.
    pub record: Record,
    /// What `drift` reports; the message if it does not report anything.
    pub report: Option<Result<Report, String>>,
}

/// The columns.
const HEADER: [&str; 13] = [
    "pair",
    "wire",
    "source",
    "behaviour",
    "additive",
    "documentation",
    "verdict",
    "rustc",
    "semver",
    "responses",
    "requests",
    "drift",
    "ms read, compared",
];

/// How many disagreements of a kind are listed of each pair in Markdown.
const LISTED: usize = 8;

impl Row {
    fn disagreements(&self) -> Vec<Disagreement> {
        match &self.report {
            Some(Ok(report)) => disagreements(&self.record, report),
            _ => Vec::new(),
        }
    }

    fn cells(&self) -> Vec<String> {
        let report = self.report.as_ref().and_then(|report| report.as_ref().ok());
        let classes = [Class::Wire, Class::Source, Class::Behaviour, Class::Additive, Class::Documentation];
        let count = |class| match report {
            Some(report) => report.findings.iter().filter(|finding| finding.class == class).count().to_string(),
            None => String::new(),
        };
        let verdict = match &self.report {
            Some(Ok(report)) => report.verdict.word().to_owned(),
            Some(Err(message)) => message.clone(),
            None => String::new(),
        };
        let mut cells = vec![self.name.clone()];
        cells.extend(classes.map(count));
        cells.push(verdict);
        cells.push(self.rustc());
        cells.push(match &self.record.semver {
            Some(semver) => semver.obstacle.clone().unwrap_or_else(|| format!("{} lints", semver.lints.len())),
            None => String::new(),
        });
        cells.push(wire(self.record.responses.as_ref()));
        cells.push(wire(self.record.requests.as_ref()));
        cells.push(self.compared());
        let times = report.and_then(|report| report.times);
        cells.push(times.map_or_else(String::new, |times| format!("{:.0}, {:.0}", times.read, times.compared)));
        cells
    }

    fn rustc(&self) -> String {
        if let Some(obstacle) = &self.record.obstacle {
            return obstacle.clone();
        }
        match &self.record.source {
            None => String::new(),
            Some(source) if source.obstacle.is_some() => source.obstacle.clone().unwrap_or_default(),
            Some(source) if source.uses == 0 => "same code".to_owned(),
            Some(source) => {
                let mistakes = match source.mistakes.len() {
                    0 => String::new(),
                    number => format!(", {number} mistakes of the check"),
                };
                format!("{} of {} broken{mistakes}", source.broken.len(), source.uses)
            }
        }
    }

    fn compared(&self) -> String {
        if self.report.as_ref().is_none_or(Result::is_err) {
            return String::new();
        }
        let found = self.disagreements();
        let kinds = [Kind::Missed, Kind::Unexplained, Kind::Unconfirmed].map(|kind| {
            let number = found.iter().filter(|one| one.kind == kind).count();
            (number > 0).then(|| format!("{number} {}", kind.word()))
        });
        let kinds: Vec<String> = kinds.into_iter().flatten().collect();
        if kinds.is_empty() { "yes".to_owned() } else { kinds.join(", ") }
    }
}

fn wire(found: Option<&Wire>) -> String {
    let Some(found) = found else { return String::new() };
    match &found.obstacle {
        Some(obstacle) => obstacle.clone(),
        None => format!("{} of {} failed", found.failures.len(), found.tried),
    }
}

/// The table as values separated by tabs.
#[must_use]
pub fn tabs(rows: &[Row]) -> String {
    let plain = |cell: &String| cell.replace(['\t', '\n'], " ");
    let line = |row: &Row| row.cells().iter().map(plain).collect::<Vec<_>>().join("\t");
    std::iter::once(HEADER.join("\t")).chain(rows.iter().map(line)).map(|line| line + "\n").collect()
}

/// All disagreements as values separated by tabs.
#[must_use]
pub fn differences(rows: &[Row]) -> String {
    let mut text = String::from("pair\tkind\tcheck\tsubject\treason\n");
    for row in rows {
        for Disagreement { kind, check, subject, reason } in row.disagreements() {
            let cells = [&row.name, kind.word(), check, &subject, &reason].map(|cell| cell.replace(['\t', '\n'], " "));
            let _ = writeln!(text, "{}", cells.join("\t"));
        }
    }
    text
}

/// The table as Markdown, with the sums and each disagreement below.
#[must_use]
pub fn markdown(rows: &[Row]) -> String {
    let plain = |cell: &String| cell.replace('|', "\\|").replace('\n', " ").chars().take(80).collect::<String>();
    let mut text = format!("| {} |\n|{}\n", HEADER.join(" | "), " --- |".repeat(HEADER.len()));
    for row in rows {
        let cells: Vec<String> = row.cells().iter().map(plain).collect();
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text.push_str(&sums(rows));
    for kind in [Kind::Missed, Kind::Unexplained, Kind::Unconfirmed, Kind::SecondOpinion] {
        let of = |row| Row::disagreements(row).into_iter().filter(|one| one.kind == kind).collect::<Vec<_>>();
        if rows.iter().all(|row| of(row).is_empty()) {
            continue;
        }
        let _ = writeln!(text, "\n## {}\n", kind.word());
        for row in rows {
            let all = of(row);
            for Disagreement { check, subject, reason, .. } in all.iter().take(LISTED) {
                let reason: String = reason.chars().take(300).collect();
                let _ = writeln!(text, "- {} ({check}) `{subject}`: {}", row.name, reason.replace('\n', " "));
            }
            if let Some(more @ 1..) = all.len().checked_sub(LISTED) {
                let _ = writeln!(text, "- {} and {more} more", row.name);
            }
        }
    }
    text
}

/// The rates: what was missed of what the checks found, and what nothing confirms of what was reported.
fn sums(rows: &[Row]) -> String {
    let compared: Vec<&Row> = rows.iter().filter(|row| matches!(row.report, Some(Ok(_)))).collect();
    let fails = |row: &&&Row| {
        let has = |wire: &Option<Wire>| wire.as_ref().is_some_and(|wire| !wire.failures.is_empty());
        let record = &row.record;
        record.source.as_ref().is_some_and(|source| !source.broken.is_empty())
            || has(&record.responses)
            || has(&record.requests)
    };
    let breaks = compared.iter().filter(fails).count();
    let missed = compared.iter().filter(|row| row.disagreements().iter().any(|one| one.kind == Kind::Missed)).count();
    let count = |kind| compared.iter().flat_map(|row| row.disagreements()).filter(|one| one.kind == kind).count();
    let severe = |row: &&&Row| match &row.report {
        Some(Ok(report)) => report.findings.iter().filter(|finding| finding.class >= Class::Source).count(),
        _ => 0,
    };
    let severe: usize = compared.iter().map(|row| severe(&row)).sum();
    let times = || compared.iter().filter_map(|row| row.report.as_ref()?.as_ref().ok()?.times);
    let (read, comparison) =
        times().fold((0.0, 0.0), |(read, comparison), times| (read + times.read, comparison + times.compared));
    format!(
        "\n{} pairs, {} with a report. A check fails for {breaks}; the verdict is too mild for {missed} of these, and {} \
         failures are of no finding. Of {severe} findings of the classes wire and source, no check confirms {}. Reading \
         took {read:.0} ms, comparing {comparison:.0} ms.\n",
        rows.len(),
        compared.len(),
        count(Kind::Unexplained),
        count(Kind::Unconfirmed),
    )
}

/// Whether a verdict is too mild.
#[must_use]
pub fn has_misses(rows: &[Row]) -> bool {
    rows.iter().any(|row| row.disagreements().iter().any(|one| one.kind == Kind::Missed))
}
