//! How many retries a client may send, over all of its calls.

use std::fmt;
use std::time::Duration;

use tower::retry::budget::{Budget as _, TpsBudget};

use super::BudgetSize;

/// A bucket of tokens: calls fill it, retries empty it.
pub(crate) struct Budget(TpsBudget);

impl Budget {
    pub(crate) fn new(size: BudgetSize) -> Self {
        // tower refuses larger figures by a panic.
        let share = f32::from(size.percent.min(1000)) / 100.0;
        Self(TpsBudget::new(WINDOW, size.per_second.min(1_000_000), share))
    }

    /// A call was made.
    pub(crate) fn deposit(&self) {
        self.0.deposit();
    }

    /// Whether a retry may be sent. If so, it counts as sent.
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
