//! Compares a file on disk with the text that codegen would write.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::time::Duration;

use moored_document::digest::digest;
use similar::{Algorithm, ChangeTag, TextDiff};

use super::Staleness;

/// What is known about the file after the last run.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Record<'a> {
    /// It had this digest.
    Digest(&'a str),
    /// It is assumed to be unchanged.
    Same,
    /// It is known to be different now.
    Other,
}

/// The limits for printing a difference. They suffice to recognise an edit; git shows the whole.
const SHOWN_LINES: usize = 12;
const SHOWN_COLUMNS: usize = 160;

/// After this time the algorithm uses a coarser result.
const DIFF_TIMEOUT: Duration = Duration::from_millis(500);

/// How `disk` differs from `wanted`; `None` if they are equal byte by byte.
pub(crate) fn compare(wanted: &str, disk: &[u8], record: Record<'_>) -> Option<Staleness> {
    if disk == wanted.as_bytes() {
        return None;
    }
    let Ok(text) = str::from_utf8(disk) else {
        return Some(Staleness::HandEdited { diff: "not UTF-8 text\n".to_owned() });
    };
    let text = without_carriage_returns(text);
    if text == wanted {
        return Some(Staleness::LineEnds);
    }
    let is_unedited = match record {
        Record::Digest(recorded) => digest(text.as_bytes()) == *recorded,
        Record::Same => true,
        Record::Other => false,
    };
    let diff = diff(&text, wanted);
    Some(if is_unedited { Staleness::Changed { diff } } else { Staleness::HandEdited { diff } })
}

/// `text` with `\n` in place of every `\r\n`.
pub(crate) fn without_carriage_returns(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// The first lines of the difference from `disk` (`-`) to `wanted` (`+`), with one line of context and with line
/// numbers.
fn diff(disk: &str, wanted: &str) -> String {
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).timeout(DIFF_TIMEOUT).diff_lines(disk, wanted);
    let mut lines = Vec::new();
    for group in diff.grouped_ops(1) {
        lines.extend(group.first().map(|op| format!("@@ line {}", op.old_range().start + 1)));
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let sign = match change.tag() {
                ChangeTag::Delete => '-',
                ChangeTag::Insert => '+',
                ChangeTag::Equal => ' ',
            };
            lines.push(format!("{sign}{}", printable(change.value())));
            if change.missing_newline() {
                lines.push("\\ no newline at the end".to_owned());
            }
        }
    }
    let mut shown = String::new();
    for line in lines.iter().take(SHOWN_LINES) {
        shown.extend([line, "\n"]);
    }
    let more = lines.len().saturating_sub(SHOWN_LINES);
    if more > 0 {
        // Writing to a `String` cannot fail.
        let _ = writeln!(shown, "… {more} more line{}", if more == 1 { "" } else { "s" });
    }
    shown
}

/// A line that is safe to print on a terminal: truncated, with control characters escaped.
fn printable(line: &str) -> String {
    let line = line.strip_suffix('\n').unwrap_or(line);
    let mut shown = String::new();
    for character in line.chars().take(SHOWN_COLUMNS) {
        if character.is_control() && character != '\t' {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    if line.chars().nth(SHOWN_COLUMNS).is_some() {
        shown.push('…');
    }
    shown
}
