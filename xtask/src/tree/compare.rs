//! One file: what is on disk against what codegen would write.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::time::Duration;

use moored_document::digest::digest;
use similar::{Algorithm, ChangeTag, TextDiff};

use super::Staleness;

/// What the last run is known to have left at a path.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Record<'a> {
    /// Text with this digest.
    Digest(&'a str),
    /// What is there now, as far as anybody can tell.
    Same,
    /// Something other than what is there now.
    Other,
}

/// How much of a difference is shown. Enough to recognise one's own edit; git shows the rest.
const SHOWN_LINES: usize = 12;
const SHOWN_COLUMNS: usize = 160;

/// Past this the difference is found line block by line block, which is cruder: nobody waits for a smaller one.
const PATIENCE: Duration = Duration::from_millis(500);

/// How `disk` is not `wanted`; `None` where they are equal, byte by byte.
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
    let as_left = match record {
        Record::Digest(recorded) => digest(text.as_bytes()) == *recorded,
        Record::Same => true,
        Record::Other => false,
    };
    let diff = diff(&text, wanted);
    Some(if as_left { Staleness::Changed { diff } } else { Staleness::HandEdited { diff } })
}

/// `text` with every `\r\n` made `\n`.
pub(crate) fn without_carriage_returns(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { Cow::Owned(text.replace("\r\n", "\n")) } else { Cow::Borrowed(text) }
}

/// The first lines of the difference, `-` for `disk` and `+` for `wanted`, with a line of context and their numbers.
fn diff(disk: &str, wanted: &str) -> String {
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).timeout(PATIENCE).diff_lines(disk, wanted);
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

/// A line as a terminal may show it: not too long, and nothing in it that the terminal would obey.
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
