//! How often each deviation was seen.

use std::collections::HashMap;
use std::time::SystemTime;

use super::deviation::{Deviation, DriftReport};

/// The most distinct deviations. More would be those of data in names, and fill the memory.
const MAX_DEVIATIONS: usize = 1000;

/// How often each deviation was seen.
#[derive(Default)]
pub(super) struct Ledger {
    tallies: HashMap<Deviation, Tally>,
}

struct Tally {
    total: u64,
    /// Since the last report.
    unreported: u64,
    first: SystemTime,
    last: SystemTime,
}

/// What follows from a deviation.
pub(super) enum Recorded {
    /// It was counted.
    Counted,
    /// It was counted, and is reported now.
    Reported(DriftReport),
    /// It was not counted: there are too many others.
    Full,
}

impl Ledger {
    /// Counts `deviation` in a response that was compared at `now`. It is reported for the first time, and whenever its
    /// number has doubled: few reports, however long a program runs.
    pub(super) fn record(&mut self, deviation: Deviation, now: SystemTime) -> Recorded {
        if self.tallies.len() >= MAX_DEVIATIONS && !self.tallies.contains_key(&deviation) {
            return Recorded::Full;
        }
        let reported = deviation.clone();
        let tally = self.tallies.entry(deviation).or_insert(Tally { total: 0, unreported: 0, first: now, last: now });
        if tally.unreported == 0 {
            tally.first = now;
        }
        tally.last = now;
        tally.total = tally.total.saturating_add(1);
        tally.unreported = tally.unreported.saturating_add(1);
        match tally.total.is_power_of_two() {
            true => Recorded::Reported(tally.report(reported)),
            false => Recorded::Counted,
        }
    }

    /// What has been counted and not reported.
    pub(super) fn rest(&mut self) -> Vec<DriftReport> {
        let open = self.tallies.iter_mut().filter(|(_, tally)| tally.unreported > 0);
        let mut reports: Vec<DriftReport> = open.map(|(deviation, tally)| tally.report(deviation.clone())).collect();
        reports.sort_by_key(|report| report.first_seen);
        reports
    }
}

impl Tally {
    fn report(&mut self, deviation: Deviation) -> DriftReport {
        let count = std::mem::take(&mut self.unreported);
        DriftReport { deviation, count, first_seen: self.first, last_seen: self.last }
    }
}
