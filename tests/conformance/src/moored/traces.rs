//! The spans and events of the generated client.

use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, Once, PoisonError};

use tracing::{Instrument as _, info_span};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::subject::{Outcome, Reply};

/// What all clients of this process have written.
static WRITTEN: Mutex<Vec<u8>> = Mutex::new(Vec::new());

/// The span of a caller, which has a number of its own.
pub(super) struct Traced {
    number: u64,
}

impl Traced {
    /// The subscriber is one for all threads: if some had none, `tracing` might find that nobody wants an event.
    pub(super) fn new() -> Self {
        static SUBSCRIBER: Once = Once::new();
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        SUBSCRIBER.call_once(|| {
            tracing_subscriber::fmt()
                .with_max_level(LevelFilter::INFO)
                .with_span_events(FmtSpan::CLOSE)
                .with_ansi(false)
                .without_time()
                .with_writer(|| Written)
                .init();
        });
        Self { number: NUMBER.fetch_add(1, Ordering::Relaxed) }
    }

    /// Makes a call within the span.
    pub(super) async fn trace<F: Future>(&self, call: F) -> F::Output {
        call.instrument(info_span!("caller", number = self.number)).await
    }

    /// The lines of the client, with those spans that ended.
    pub(super) fn lines(&self) -> Outcome {
        let written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
        let (text, caller) = (String::from_utf8_lossy(&written), format!("caller{{number={}}}:", self.number));
        let lines = text.lines().filter(|line| line.contains(&caller) && line.contains("moored_runtime"));
        Ok(Reply { items: lines.map(|line| Ok(line.into())).collect(), ..Reply::default() })
    }
}

/// Adds to what is written.
struct Written;

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        WRITTEN.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
