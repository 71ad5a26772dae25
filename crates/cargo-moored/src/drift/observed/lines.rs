//! The file that clients write: a line of JSON for each report. docs/book/live-drift.md has its members.

use serde::{Deserialize, Serialize};

/// The version of the format.
const VERSION: u64 = 1;

/// A report of a client.
#[derive(Debug, Deserialize)]
pub(super) struct Line {
    version: u64,
    /// The line of the file.
    #[serde(skip)]
    pub(super) number: usize,
    pub(super) document: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) status: u16,
    #[serde(default)]
    pub(super) media_type: Option<String>,
    pub(super) kind: Kind,
    pub(super) pointer: String,
    pub(super) origin: String,
    pub(super) expected: String,
    pub(super) found: String,
    pub(super) count: u64,
    pub(super) first_seen: String,
    pub(super) last_seen: String,
}

/// What differs: the kinds of `DeviationKind` of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    UndocumentedStatus,
    UndocumentedMediaType,
    UndocumentedMember,
    MissingMember,
    OtherType,
    UnlistedValue,
    OtherFormat,
}

/// What is wrong with a line.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) message: String,
}

/// Reads all lines of `text`. Empty ones are skipped.
///
/// # Errors
/// What is wrong with each line that is no report.
pub(super) fn read(text: &str) -> Result<Vec<Line>, Vec<Problem>> {
    let (mut lines, mut problems) = (Vec::new(), Vec::new());
    for (index, text) in text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty()) {
        let number = index.saturating_add(1);
        match serde_json::from_str::<Line>(text) {
            Ok(line) if line.version == VERSION => lines.push(Line { number, ..line }),
            Ok(line) => {
                let message =
                    format!("the report has version {}, and this version of moored reads {VERSION}", line.version);
                problems.push(Problem { line: number, column: 1, message });
            }
            Err(error) => {
                let message = error.to_string();
                // The line of the error is always 1.
                let message = message.split(" at line ").next().unwrap_or_default();
                let column = error.column().max(1);
                problems.push(Problem {
                    line: number,
                    column,
                    message: format!("this is no report of drift: {message}"),
                });
            }
        }
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}
