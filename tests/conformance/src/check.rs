//! A check.

use std::pin::Pin;
use std::sync::Arc;

use crate::lab::Lab;
use crate::verdict::Verdict;

/// A behaviour with a name.
pub struct Check {
    /// Stable: it may be referred to from elsewhere.
    pub name: &'static str,
    /// What is expected, as a sentence.
    pub expected: &'static str,
    /// Who expects it: a section of a specification, or a decision of this project.
    pub source: &'static str,
    run: Arc<dyn Fn(Lab) -> Running + Send + Sync>,
}

type Running = Pin<Box<dyn Future<Output = Verdict> + Send>>;

impl Check {
    pub(crate) fn new<F: Future<Output = Verdict> + Send + 'static>(
        name: &'static str,
        expected: &'static str,
        source: &'static str,
        run: impl Fn(Lab) -> F + Send + Sync + 'static,
    ) -> Self {
        Self { name, expected, source, run: Arc::new(move |lab| Box::pin(run(lab))) }
    }

    /// Runs the check.
    ///
    /// # Errors
    /// What the client does instead.
    pub async fn run(&self, lab: Lab) -> Verdict {
        (self.run)(lab).await
    }
}
