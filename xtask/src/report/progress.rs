//! What is being generated right now.

use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressStyle};

use super::Console;

/// A spinner for each crate on a terminal; a line for each one elsewhere.
#[derive(Debug)]
pub struct Progress {
    console: Console,
    spinners: MultiProgress,
}

/// One crate on its way; dropped without [`Step::end`] it just disappears.
#[derive(Debug)]
pub struct Step(ProgressBar);

impl Progress {
    /// Nothing is shown yet.
    #[must_use]
    pub fn new(console: &Console) -> Self {
        Self { console: *console, spinners: MultiProgress::new() }
    }

    /// The crate `name` is being generated.
    #[must_use]
    pub fn start(&self, name: &str) -> Step {
        if self.spinners.is_hidden() {
            self.console.note(&format!("generating {name}"));
            return Step(ProgressBar::hidden());
        }
        let spinner = ProgressBar::new_spinner().with_message(format!("generating {name}"));
        // The template is checked by a test; were it wrong, the default one would do.
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {elapsed}") {
            spinner.set_style(style);
        }
        let spinner = self.spinners.add(spinner);
        spinner.enable_steady_tick(Duration::from_millis(100));
        Step(spinner)
    }
}

impl Step {
    /// It is done: the closing table tells the rest.
    pub fn end(self) {
        self.0.finish_and_clear();
    }
}
