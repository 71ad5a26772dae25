//! Shows which crates are being generated: on a terminal only.

use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Console;
use crate::cli::{Format, Verbosity};

/// A spinner for each crate; nothing where standard error is not a terminal, or only errors are printed.
#[derive(Debug)]
pub struct Progress(MultiProgress);

/// The spinner of one crate. If it is dropped without [`Step::end`], it is removed.
#[derive(Debug)]
pub struct Step(ProgressBar);

impl Progress {
    /// Shows nothing until [`Progress::start`] is called.
    #[must_use]
    pub fn new(console: &Console) -> Self {
        Self(match (console.verbosity, console.format) {
            (Verbosity::Normal | Verbosity::Verbose, Format::Text) => MultiProgress::new(),
            _ => MultiProgress::with_draw_target(ProgressDrawTarget::hidden()),
        })
    }

    /// Shows that the crate `name` is being generated.
    #[must_use]
    pub fn start(&self, name: &str) -> Step {
        let spinner = ProgressBar::new_spinner().with_message(format!("generating {name}"));
        // The template is a constant and valid. If it were not, the default style would be used.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            spinner.set_style(style);
        }
        let spinner = self.0.add(spinner);
        spinner.enable_steady_tick(Duration::from_millis(100));
        Step(spinner)
    }
}

impl Step {
    /// Removes the spinner. The closing table shows the result.
    pub fn end(self) {
        self.0.finish_and_clear();
    }
}
