//! Tables with aligned columns.

use std::time::Duration;

use crate::generator::{Fields, Summary};

/// A crate in the closing table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The provider, or the document.
    pub name: String,
    /// The number of operations.
    pub operations: usize,
    /// The number of types.
    pub types: usize,
    /// How many fields have a type.
    pub fields: Fields,
    /// The number of losses, accepted or not.
    pub losses: usize,
    /// The number of files that are created, replaced or removed.
    pub changed: usize,
    /// The time that the generator took.
    pub duration: Duration,
}

impl Row {
    /// A client that is equal to the one on disk.
    #[must_use]
    pub fn new(name: &str, summary: Summary, losses: usize, duration: Duration) -> Self {
        let Summary { operations, types, fields } = summary;
        Self { name: name.to_owned(), operations, types, fields, losses, changed: 0, duration }
    }
}

/// The alignment of the cells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// For text.
    Left,
    /// For numbers.
    Right,
}

/// Joins the cells with two spaces; lines have no trailing spaces.
#[must_use]
pub fn aligned<const N: usize>(rows: &[[String; N]], alignments: [Align; N]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(widths).zip(alignments).map(|((cell, width), side)| match side {
            Align::Left => format!("{cell:<width$}"),
            Align::Right => format!("{cell:>width$}"),
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// A line of titles and a line for each row; empty if there are no rows.
pub(super) fn render(rows: &[Row]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let titles =
        ["provider", "operations", "types", "typed fields", "losses", "files changed", "time"].map(str::to_owned);
    let cells = rows.iter().map(|row| {
        [
            row.name.clone(),
            row.operations.to_string(),
            row.types.to_string(),
            format!("{:.1}%", row.fields.percent()),
            row.losses.to_string(),
            row.changed.to_string(),
            format!("{:.1} s", row.duration.as_secs_f64()),
        ]
    });
    let lines: Vec<_> = std::iter::once(titles).chain(cells).collect();
    let mut alignments = [Align::Right; 7];
    if let Some(first) = alignments.first_mut() {
        *first = Align::Left;
    }
    aligned(&lines, alignments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned() {
        let row = |name: &str, operations| Row {
            name: name.to_owned(),
            operations,
            types: 7,
            fields: Fields { typed: 3, untyped: 1, lost: 0 },
            losses: 12,
            changed: 0,
            duration: Duration::from_millis(1250),
        };
        let text = render(&[row("pet-store", 112), row("a", 3)]);
        let expected = "\
provider   operations  types  typed fields  losses  files changed   time
pet-store         112      7         75.0%      12              0  1.2 s
a                   3      7         75.0%      12              0  1.2 s
";
        assert_eq!(text, expected);
        assert_eq!(render(&[]), "");
    }
}
