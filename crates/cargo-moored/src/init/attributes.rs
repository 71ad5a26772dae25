//! `.gitattributes`: no conversion of line ends.

use super::template::{self, Values};
use crate::changes::Changes;

const FILE_NAME: &str = ".gitattributes";

/// Appends the lines that are missing, with the comment above them. A later line has precedence.
pub(super) fn plan(changes: &mut Changes, values: &Values) -> anyhow::Result<()> {
    let before = changes.text(FILE_NAME)?.unwrap_or_default();
    let wanted = values.fill(template::ATTRIBUTES);
    let (comment, lines) = wanted.split_once('\n').unwrap_or_default();
    let missing: Vec<&str> = lines.lines().filter(|line| !is_covered(&before, line)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let mut after = before;
    if !after.is_empty() && !after.ends_with('\n') {
        after.push_str(end);
    }
    for line in std::iter::once(comment).chain(missing) {
        after.extend([line, end]);
    }
    changes.set(FILE_NAME, after)?;
    Ok(())
}

/// Whether the last line about the folder, or about all files, already turns the conversion off.
fn is_covered(text: &str, line: &str) -> bool {
    let pattern = line.split_whitespace().next().unwrap_or_default().trim_start_matches('/');
    let folder = pattern.trim_end_matches("/**");
    let about = |line: &&str| {
        let first = line.split_whitespace().next().unwrap_or_default().trim_start_matches('/');
        first == "*" || first == "**" || first == pattern || first.trim_end_matches("/**") == folder
    };
    let is_off = |line: &str| line.split_whitespace().any(|word| word == "-text" || word == "binary");
    let all: Vec<&str> = text.lines().filter(about).filter(|line| line.contains("text") || is_off(line)).collect();
    all.last().is_some_and(|line| is_off(line))
}

#[cfg(test)]
mod tests {
    use super::is_covered;

    #[test]
    fn the_last_line_about_a_folder_counts() {
        let line = "/specs/** -text";
        for covered in ["* -text\n", "/specs/** -text\r\n", "* text=auto\nspecs/** -text\n", "* -text\n*.rs text\n"] {
            assert!(is_covered(covered, line), "{covered}");
        }
        for open in ["", "* text=auto\n", "# * -text\n", "*.rs -text\n", "* -text\n* text=auto\n", "* -diff\n"] {
            assert!(!is_covered(open, line), "{open}");
        }
    }
}
