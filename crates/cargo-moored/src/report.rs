//! Everything that the commands print.
//!
//! The result goes to standard output: the text of a stage, paths that are out of date, the closing table. Findings,
//! errors and progress go to standard error.

use std::env;
use std::io::{self, IsTerminal as _, Write};

use crate::{
    cli::{Coloring, Format, Output, Verbosity},
    exit::Exit,
    generator::{Color, Findings},
    tree::{PathContext as _, Staleness},
    upstream::Unavailable,
    workspace::InvalidSettings,
};

mod annotations;
mod codegen_annotations;
mod drift;
mod github;
mod json;
mod losses;
mod progress;
mod pull;
mod run;
mod sarif;
mod status;
mod table;
mod text;

pub use progress::{Progress, Step};
pub use pull::{ProviderPull, PullReport, PullState};
pub use run::{Change, ChangeKind, Counts, DocumentReport, Run, StalePath};
pub use status::{Freshness, ProviderStatus, WorkspaceStatus};
pub use table::{Align, Row, aligned};

/// Standard output and standard error, each with or without colours.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    output: Color,
    errors: Color,
    verbosity: Verbosity,
    /// Whether people read standard output.
    format: Format,
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
            format: Format::Text,
        }
    }

    /// Whether everything is to be shown in full.
    #[must_use]
    pub fn is_verbose(&self) -> bool {
        self.verbosity == Verbosity::Verbose
    }

    /// Prints an error.
    pub fn error(&self, message: &str) {
        let label = paint("error", "1;31", self.errors);
        // If standard error cannot be written, the error cannot be reported.
        let _ = writeln!(io::stderr(), "{label}: {message}");
    }

    /// Prints a warning.
    pub fn warning(&self, message: &str) {
        let label = paint("warning", "1;33", self.errors);
        // If standard error cannot be written, the warning cannot be reported.
        let _ = writeln!(io::stderr(), "{label}: {message}");
    }

    /// Prints why the command failed, and returns its exit code.
    pub fn failure(&self, error: &anyhow::Error) -> Exit {
        if let Some(InvalidSettings(findings)) = error.downcast_ref() {
            // If standard error cannot be written, the findings cannot be reported.
            let _ = self.findings(findings);
            return Exit::Findings;
        }
        if let Some(Unavailable { findings, exit }) = error.downcast_ref() {
            let _ = self.findings(findings);
            return *exit;
        }
        self.error(&format!("{error:#}"));
        Exit::of(error)
    }

    /// Prints progress.
    pub fn note(&self, message: &str) {
        if self.verbosity != Verbosity::Quiet && self.format == Format::Text {
            let _ = writeln!(io::stderr(), "{message}");
        }
    }

    /// Prints the findings about one document.
    ///
    /// # Errors
    /// Returns an error if standard error cannot be written.
    pub fn findings(&self, findings: &Findings) -> io::Result<()> {
        self.write_error(&findings.render(self.errors))
    }

    /// The same for a command that prints its result in this format.
    #[must_use]
    pub fn for_format(&self, format: Format) -> Self {
        Self { format, ..*self }
    }

    /// Prints what a run of `codegen` found and did.
    ///
    /// # Errors
    /// Returns an error if standard output or standard error cannot be written.
    pub fn run(&self, run: &Run, format: Format) -> io::Result<()> {
        match format {
            Format::Text => text::print(run, self),
            Format::Json => self.text(&json::render(run)),
            Format::Github => self.text(&github::render(&codegen_annotations::of(run))),
            Format::Sarif => self.text(&sarif::render(&codegen_annotations::of(run))),
        }
    }

    fn write_error(&self, text: &str) -> io::Result<()> {
        write_all(&mut io::stderr().lock(), text)
    }

    /// Prints a line of the result, unless only errors are printed.
    ///
    /// # Errors
    /// Returns an error if standard output cannot be written.
    pub fn line(&self, line: &str) -> io::Result<()> {
        if self.verbosity == Verbosity::Quiet { Ok(()) } else { self.text(&format!("{line}\n")) }
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
