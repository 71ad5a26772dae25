//! The closing table.

use std::time::Duration;

/// A crate in the closing table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The provider, or the document.
    pub name: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many types it declares.
    pub types: usize,
    /// How many files are created, replaced and removed.
    pub changed: usize,
    /// How long generating took.
    pub took: Duration,
}

/// A line of titles and one for each row, as wide as they need to be; nothing for no row.
pub(super) fn render(rows: &[Row]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let titles = ["provider", "operations", "types", "files changed", "time"].map(str::to_owned);
    let cells = rows.iter().map(|row| {
        let took = format!("{:.1} s", row.took.as_secs_f64());
        [row.name.clone(), row.operations.to_string(), row.types.to_string(), row.changed.to_string(), took]
    });
    let lines: Vec<[String; 5]> = std::iter::once(titles).chain(cells).collect();
    let mut widths = [0; 5];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for [name, numbers @ ..] in &lines {
        let [first, others @ ..] = &widths;
        text.push_str(&format!("{name:<first$}"));
        for (cell, width) in numbers.iter().zip(others) {
            text.push_str(&format!("  {cell:>width$}"));
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_under_each_other() {
        let row = |name: &str, operations| Row {
            name: name.to_owned(),
            operations,
            types: 7,
            changed: 0,
            took: Duration::from_millis(1250),
        };
        let text = render(&[row("sendcloud", 112), row("a", 3)]);
        let expected = "\
provider   operations  types  files changed   time
sendcloud         112      7              0  1.2 s
a                   3      7              0  1.2 s
";
        assert_eq!(text, expected);
        assert_eq!(render(&[]), "");
    }
}
