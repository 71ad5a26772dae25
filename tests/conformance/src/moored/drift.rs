//! What the generated client reports about responses that differ from its document.

use std::sync::{Arc, Mutex, PoisonError};

use conformance_client::runtime::{Drift, DriftReport};
use serde_json::{Value, json};

use crate::subject::{Failure, Kind, Outcome, Reply};

/// Keeps the reports.
pub(super) struct Compared {
    pub(super) drift: Drift,
    reports: Arc<Mutex<Vec<Value>>>,
}

impl Compared {
    pub(super) fn start() -> Result<Self, Failure> {
        let reports = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&reports);
        let keep = move |report: &DriftReport| {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            let deviation = &report.deviation;
            kept.push(json!({
                "kind": deviation.kind.as_str(),
                "pointer": deviation.pointer,
                "expected": deviation.expected,
                "found": deviation.found,
                "shown": format!("{report:?} {deviation}"),
                "count": report.count,
            }));
        };
        let drift = Drift::builder().callback(keep).start().map_err(|error| Failure::new(Kind::NotSent, &error))?;
        Ok(Self { drift, reports })
    }

    /// The reports, and how many responses were compared.
    pub(super) async fn reports(&self) -> Outcome {
        self.drift.flush().await;
        let reports = self.reports.lock().unwrap_or_else(PoisonError::into_inner);
        let value = self.drift.counts().compared.into();
        Ok(Reply { value, items: reports.iter().cloned().map(Ok).collect(), ..Reply::default() })
    }
}
