//! The reports of live drift, in each form.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use moored_runtime::Drift;

/// Everything that is reported: what a callback gets, and the file.
pub(crate) struct Reports {
    drift: Drift,
    shown: Arc<Mutex<String>>,
    file: PathBuf,
}

impl Reports {
    pub(crate) fn start() -> Self {
        let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("secrets.jsonl");
        // Of an earlier run.
        let _ = std::fs::remove_file(&file);
        let shown = Arc::<Mutex<String>>::default();
        let callback = Arc::clone(&shown);
        let drift = Drift::builder()
            .file(&file)
            .callback(move |report| {
                callback.lock().unwrap().push_str(&format!("{report:?} {report:#?} {}\n", report.deviation));
            })
            .start()
            .unwrap();
        Self { drift, shown, file }
    }

    /// For a client.
    pub(crate) fn drift(&self) -> Drift {
        self.drift.clone()
    }

    /// All reports, of which there have to be some of each client.
    pub(crate) async fn text(&self) -> String {
        self.drift.flush().await;
        let counts = self.drift.counts();
        assert!(counts.deviating > 0 && counts.compared > counts.deviating, "{counts:?}");
        let file = std::fs::read_to_string(&self.file).unwrap();
        for provider in crate::calls::calls().map(|call| call.provider) {
            assert!(file.contains(&format!("specs/{provider}/")), "nothing of {provider} was reported");
        }
        format!("{} {file} {:?} {:?}", self.shown.lock().unwrap(), self.drift, counts)
    }
}
