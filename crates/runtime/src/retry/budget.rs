//! The limit of retries over all calls of a client.

use std::fmt;
use std::time::Duration;

use tower::retry::budget::{Budget as _, TpsBudget};

use super::BudgetSize;

/// A token bucket: calls add tokens, retries take them.
pub(crate) struct Budget(TpsBudget);

impl Budget {
    pub(crate) fn new(size: BudgetSize) -> Self {
        // tower panics on larger values.
        let share = f32::from(size.percent.min(1000)) / 100.0;
        Self(TpsBudget::new(WINDOW, size.per_second.min(1_000_000), share))
    }

    /// Records a call.
    pub(crate) fn deposit(&self) {
        self.0.deposit();
    }

    /// Takes a retry from the budget; `false` if there is none left.
    pub(crate) fn withdraw(&self) -> bool {
        self.0.withdraw()
    }
}

impl fmt::Debug for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Budget")
    }
}

/// How long a call counts.
const WINDOW: Duration = Duration::from_secs(10);
