//! The output of the command.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use similar::TextDiff;

use crate::compare::{Comparison, Difference, Kind};
use crate::lock;

/// The number of paths that are listed; the others are counted.
const LISTED: usize = 40;
/// The number of lines that are printed of a file's diff.
const LINES: usize = 40;
/// In characters. Some lines of a compared text are a whole file.
const LONGEST_LINE: usize = 400;

/// All comparisons.
#[derive(Debug, Default)]
pub(crate) struct Report {
    areas: BTreeMap<String, Area>,
    differences: Vec<(String, Difference)>,
}

#[derive(Debug, Default)]
struct Area {
    tasks: usize,
    files: usize,
    accepted: usize,
    differences: usize,
}

impl Report {
    /// Adds the comparison of one document.
    pub(crate) fn add(&mut self, area: &str, task: &str, comparison: Comparison) {
        let counts = self.areas.entry(area.to_owned()).or_default();
        counts.tasks += 1;
        counts.files += comparison.files;
        counts.accepted += comparison.accepted;
        counts.differences += comparison.differences.len();
        let folder = format!("{area}/{task}");
        self.differences.extend(comparison.differences.into_iter().map(|found| (folder.clone(), found)));
    }

    /// Whether there are no differences.
    pub(crate) fn is_equal(&self) -> bool {
        self.differences.is_empty()
    }

    /// A line for each area, the paths that differ, and the diffs of the first `limit` changed files.
    pub(crate) fn render(&self, limit: usize) -> String {
        // A lock differs whenever a file does, so the files come first.
        let is_lock = |found: &Difference| found.path.ends_with(lock::FILE_NAME);
        let (locks, others): (Vec<_>, Vec<_>) = self.differences.iter().partition(|(_, found)| is_lock(found));
        let differences: Vec<_> = others.into_iter().chain(locks).collect();
        // Writing to a string cannot fail.
        let mut text = String::new();
        for (name, Area { tasks, files, accepted, differences }) in &self.areas {
            let _ = writeln!(
                text,
                "{name:<13} {tasks:>3} runs {files:>7} files {differences:>6} differences {accepted:>4} accepted client.json"
            );
        }
        for (folder, Difference { path, kind }) in differences.iter().take(LISTED) {
            let label = match kind {
                Kind::Missing => "missing   ",
                Kind::Additional => "additional",
                Kind::Changed { .. } => "changed   ",
            };
            let _ = writeln!(text, "{label} {folder}/{path}");
        }
        if let Some(more) = differences.len().checked_sub(LISTED).filter(|more| *more > 0) {
            let _ = writeln!(text, "and {more} more");
        }
        let changed = differences.iter().filter_map(|(folder, Difference { path, kind })| match kind {
            Kind::Changed { old, new } => Some((format!("{folder}/{path}"), old, new)),
            _ => None,
        });
        for (path, old, new) in changed.take(limit) {
            text.push_str(&diff(&path, old, new));
        }
        text
    }
}

fn diff(path: &str, old: &str, new: &str) -> String {
    let diff = TextDiff::from_lines(old, new);
    let unified = diff.unified_diff().header(&format!("old/{path}"), &format!("new/{path}")).to_string();
    let mut text = String::new();
    for line in unified.lines().take(LINES) {
        text.extend(line.chars().take(LONGEST_LINE));
        text.push('\n');
    }
    let more = unified.lines().count().saturating_sub(LINES);
    if more > 0 {
        let _ = writeln!(text, "… {more} more lines");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_paths_and_prints_diffs() {
        let changed = Kind::Changed { old: "a\nb\n".to_owned(), new: "a\nc\n".to_owned() };
        let differences = vec![
            Difference { path: "src/lib.rs".to_owned(), kind: changed },
            Difference { path: "src/types.rs".to_owned(), kind: Kind::Missing },
        ];
        let mut report = Report::default();
        report.add("corpus", "a.yaml", Comparison { files: 3, accepted: 0, differences });
        let text = report.render(1);
        assert!(text.starts_with("corpus          1 runs       3 files      2 differences"), "{text}");
        assert!(text.contains("missing    corpus/a.yaml/src/types.rs\n"), "{text}");
        assert!(text.contains("--- old/corpus/a.yaml/src/lib.rs\n") && text.contains("-b\n+c\n"), "{text}");
        assert!(!report.is_equal());
    }
}
