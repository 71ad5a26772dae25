//! Shows which crates are being generated.

use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use super::Console;

/// On a terminal, a spinner for each crate; otherwise a line for each crate.
#[derive(Debug)]
pub struct Progress {
    console: Console,
    spinners: MultiProgress,
}

/// The spinner of one crate. If it is dropped without [`Step::end`], it is removed.
#[derive(Debug)]
pub struct Step(ProgressBar);

impl Progress {
    /// Shows nothing until [`Progress::start`] is called.
    #[must_use]
    pub fn new(console: &Console) -> Self {
        Self { console: *console, spinners: MultiProgress::new() }
    }

    /// Shows that the crate `name` is being generated.
    #[must_use]
    pub fn start(&self, name: &str) -> Step {
        if self.spinners.is_hidden() {
            self.console.note(&format!("generating {name}"));
            return Step(ProgressBar::hidden());
        }
        let spinner = ProgressBar::new_spinner().with_message(format!("generating {name}"));
        // The template is a constant and valid. If it were not, the default style would be used.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            spinner.set_style(style);
        }
        let spinner = self.spinners.add(spinner);
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
