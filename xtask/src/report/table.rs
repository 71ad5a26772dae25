//! Tables: columns as wide as they need to be.

use std::time::Duration;

use crate::generator::Fields;

/// A crate in the closing table.
#[derive(Clone, Debug)]
pub struct Row {
    /// The provider, or the document.
    pub name: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many types it declares.
    pub types: usize,
    /// How many of its fields have a type.
    pub fields: Fields,
    /// How many losses it has, accepted or not.
    pub losses: usize,
    /// How many files are created, replaced and removed.
    pub changed: usize,
    /// How long generating took.
    pub took: Duration,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Two spaces between columns, none at the end of a line.
#[must_use]
pub fn aligned<const N: usize>(rows: &[[String; N]], sides: [Side; N]) -> String {
    let mut widths = [0; N];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(widths).zip(sides).map(|((cell, width), side)| match side {
            Side::Left => format!("{cell:<width$}"),
            Side::Right => format!("{cell:>width$}"),
        });
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// A line of titles and one for each row; nothing for no row.
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
            format!("{:.1} s", row.took.as_secs_f64()),
        ]
    });
    let lines: Vec<_> = std::iter::once(titles).chain(cells).collect();
    let mut sides = [Side::Right; 7];
    if let Some(first) = sides.first_mut() {
        *first = Side::Left;
    }
    aligned(&lines, sides)
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
            fields: Fields { typed: 3, untyped: 1, lost: 0 },
            losses: 12,
            changed: 0,
            took: Duration::from_millis(1250),
        };
        let text = render(&[row("sendcloud", 112), row("a", 3)]);
        let expected = "\
provider   operations  types  typed fields  losses  files changed   time
sendcloud         112      7         75.0%      12              0  1.2 s
a                   3      7         75.0%      12              0  1.2 s
";
        assert_eq!(text, expected);
        assert_eq!(render(&[]), "");
    }
}
