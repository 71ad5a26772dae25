//! Everything that the commands print.
//!
//! The result goes to standard output: the text of a stage, paths that are out of date, the closing table. Findings,
//! errors and progress go to standard error.

use std::env;
use std::io::{self, IsTerminal as _, Write};

use crate::{
    cli::{Coloring, Output, Verbosity},
    exit::{Exit, UsageError},
    generator::{Color, Fields, Findings, Losses},
    tree::{PathContext as _, Staleness},
    workspace::InvalidSettings,
};

mod losses;
mod progress;
mod table;

pub use progress::{Progress, Step};
pub use table::{Align, Row, aligned};

/// Standard output and standard error, each with or without colours.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    output: Color,
    errors: Color,
    verbosity: Verbosity,
}

impl Console {
    /// Unless `options` decide it, colours are used only on a terminal, and not if `NO_COLOR` is set
    /// (<https://no-color.org>) or `TERM` is `dumb`.
    #[must_use]
    pub fn new(options: &Output) -> Self {
        let is_disabled = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("TERM").is_some_and(|value| value == "dumb");
        let color = |terminal: bool| match options.coloring() {
            Coloring::Always => Color::Always,
            Coloring::Auto if terminal && !is_disabled => Color::Always,
            Coloring::Auto | Coloring::Never => Color::Never,
        };
        Self {
            output: color(io::stdout().is_terminal()),
            errors: color(io::stderr().is_terminal()),
            verbosity: options.verbosity(),
        }
    }

    /// Prints an error.
    pub fn error(&self, message: &str) {
        let label = paint("error", "1;31", self.errors);
        // If standard error cannot be written, the error cannot be reported.
        let _ = writeln!(io::stderr(), "{label}: {message}");
    }

    /// Prints why the command failed, and returns its exit code.
    pub fn failure(&self, error: &anyhow::Error) -> Exit {
        if let Some(InvalidSettings(findings)) = error.downcast_ref() {
            // If standard error cannot be written, the findings cannot be reported.
            let _ = self.findings(findings);
            return Exit::Findings;
        }
        self.error(&format!("{error:#}"));
        if error.is::<UsageError>() { Exit::UsageError } else { Exit::Failed }
    }

    /// Prints progress.
    pub fn note(&self, message: &str) {
        if self.verbosity != Verbosity::Quiet {
            let _ = writeln!(io::stderr(), "{message}");
        }
    }

    /// Prints the findings about one document.
    ///
    /// # Errors
    /// Returns an error if standard error cannot be written.
    pub fn findings(&self, findings: &Findings) -> io::Result<()> {
        write_all(&mut io::stderr().lock(), &findings.render(self.errors))
    }

    /// Prints a summary of the losses of the client `name`. The file `report` has the full list.
    ///
    /// # Errors
    /// Returns an error if standard error cannot be written.
    pub fn losses(&self, name: &str, losses: &Losses, fields: Fields, report: &str) -> io::Result<()> {
        write_all(&mut io::stderr().lock(), &losses::render(name, losses, fields, report))
    }

    /// Prints the losses of the provider in `folder` that are not accepted, and how to accept them.
    pub fn unaccepted(&self, folder: &str, losses: &Losses) {
        self.error(&losses::unaccepted_message(folder, losses));
    }

    /// Prints a line of the result.
    ///
    /// # Errors
    /// Returns an error if standard output cannot be written.
    pub fn line(&self, line: &str) -> io::Result<()> {
        self.text(&format!("{line}\n"))
    }

    /// Prints text of the result.
    ///
    /// # Errors
    /// Returns an error if standard output cannot be written.
    pub fn text(&self, text: &str) -> io::Result<()> {
        write_all(&mut io::stdout().lock(), text)
    }

    /// Prints a path that is out of date, and the difference.
    ///
    /// # Errors
    /// Returns an error if standard output cannot be written.
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

    /// Prints the closing table.
    ///
    /// # Errors
    /// Returns an error if standard output cannot be written.
    pub fn table(&self, rows: &[Row]) -> io::Result<()> {
        self.text(&table::render(rows))
    }
}

fn write_all(out: &mut impl Write, text: &str) -> io::Result<()> {
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // The reader has closed the pipe (`… | head`). The command continues with its other work.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written.path_context("write to", "standard output or standard error".as_ref()),
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
