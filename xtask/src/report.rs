//! All that a person reads.
//!
//! What was asked for goes to standard output: the text of a stage, stale paths, the closing table. What is said about it
//! goes to standard error: findings, errors, progress.

use std::env;
use std::io::{self, IsTerminal as _, Write};

use crate::{
    generator::{Color, Fields, Findings, Losses},
    tree::{Named as _, Staleness},
};

mod losses;
mod progress;
mod table;

pub use progress::{Progress, Step};
pub use table::{Row, Side, aligned};

/// Where a person reads along, or a file does.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    output: Color,
    errors: Color,
}

impl Console {
    /// Colours only where a terminal shows them and nobody has asked for none (<https://no-color.org>).
    #[must_use]
    pub fn new() -> Self {
        let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        let color = |terminal: bool| if terminal && !unwanted { Color::Always } else { Color::Never };
        Self { output: color(io::stdout().is_terminal()), errors: color(io::stderr().is_terminal()) }
    }

    /// What has gone wrong.
    pub fn error(&self, message: &str) {
        let label = paint("error", "1;31", self.errors);
        // Nobody is left to tell that standard error is gone.
        let _ = writeln!(io::stderr(), "{label}: {message}");
    }

    /// What is going on.
    pub fn note(&self, message: &str) {
        let _ = writeln!(io::stderr(), "{message}");
    }

    /// The findings about one document.
    ///
    /// # Errors
    /// Where standard error cannot be written.
    pub fn findings(&self, findings: &Findings) -> io::Result<()> {
        put(&mut io::stderr().lock(), &findings.render(self.errors))
    }

    /// In short what the client `name` says less than its document; `report` has the rest.
    ///
    /// # Errors
    /// Where standard error cannot be written.
    pub fn losses(&self, name: &str, losses: &Losses, fields: Fields, report: &str) -> io::Result<()> {
        put(&mut io::stderr().lock(), &losses::render(name, losses, fields, report))
    }

    /// The losses of the provider in `folder` that nobody has accepted, and how that is done.
    pub fn unaccepted(&self, folder: &str, losses: &Losses) {
        self.error(&losses::refusal(folder, losses));
    }

    /// A line of what was asked for.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn line(&self, line: &str) -> io::Result<()> {
        self.text(&format!("{line}\n"))
    }

    /// The text that was asked for.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn text(&self, text: &str) -> io::Result<()> {
        put(&mut io::stdout().lock(), text)
    }

    /// A path that is out of date, and how it differs.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn stale(&self, shown: &str, why: &Staleness) -> io::Result<()> {
        let mut text = format!("{}: {}\n", paint(shown, "1", self.output), paint(&why.to_string(), "33", self.output));
        for line in why.diff().unwrap_or_default().lines() {
            let color = match line.chars().next() {
                Some('-') => "31",
                Some('+') => "32",
                Some('@' | '…') => "36",
                _ => "0",
            };
            text.extend(["    ", &paint(line, color, self.output), "\n"]);
        }
        self.text(&text)
    }

    /// The closing table.
    ///
    /// # Errors
    /// Where standard output cannot be written.
    pub fn table(&self, rows: &[Row]) -> io::Result<()> {
        self.text(&table::render(rows))
    }
}

impl Default for Console {
    fn default() -> Self {
        Self::new()
    }
}

fn put(out: &mut impl Write, text: &str) -> io::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever read has read enough (`… | head`): no reason to stop what is being done.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.named("write to", "the terminal or the file behind it".as_ref()),
    }
}

fn paint(text: &str, code: &str, color: Color) -> String {
    match color {
        Color::Never => text.to_owned(),
        Color::Always => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
    }
}

/// `1 path`, `2 paths`, `3 losses`.
#[must_use]
pub fn count(number: usize, noun: &str) -> String {
    let ending = match number {
        1 => "",
        _ if noun.ends_with('s') => "es",
        _ => "s",
    };
    format!("{number} {noun}{ending}")
}
