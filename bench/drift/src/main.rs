//! Calls an operation many times, and prints what it cost: calls per second, CPU time of the calling thread and of
//! the whole process (with the server) for a call, and the peak of memory. `bench/drift/run.sh` compares the figures
//! without the feature `drift`, with it, and with samples of responses that are compared with the document.
//!
//! The argument is the share of responses to compare; without one, none is.
#![expect(clippy::unwrap_used, reason = "an error ends the benchmark")]

mod server;

use std::time::{Duration, Instant};

use moored_insighto::{Client, Credential};
use rustix::time::{ClockId, clock_gettime};

const KEY: &str = "in-0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
const CALLS: u32 = 20_000;

fn main() {
    let address = server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let builder = Client::builder().base_address(&address).credential(Credential::api_key(KEY));
    let share = std::env::args().nth(1);
    #[cfg(not(feature = "drift"))]
    assert_eq!(share, None, "this program has been built without the feature `drift`");
    #[cfg(feature = "drift")]
    let drift = share.map(|share| {
        moored_insighto::runtime::Drift::builder().sample(share.parse().unwrap()).callback(|_| ()).start().unwrap()
    });
    #[cfg(feature = "drift")]
    let builder = match &drift {
        Some(drift) => builder.drift(drift),
        None => builder,
    };
    let client = builder.build().unwrap();
    let calls = |count: u32| {
        runtime.block_on(async {
            for _ in 0..count {
                assert_eq!(client.get_user().await.unwrap().data.as_ref().unwrap().follower_count, Some(123));
            }
        });
    };
    // Warms up the connection, caches and the branch predictor.
    calls(CALLS / 10);
    let (start, thread, process) = (Instant::now(), cpu(ClockId::ThreadCPUTime), cpu(ClockId::ProcessCPUTime));
    calls(CALLS);
    let elapsed = start.elapsed();
    let [thread, process] =
        [cpu(ClockId::ThreadCPUTime) - thread, cpu(ClockId::ProcessCPUTime) - process].map(|time| time / CALLS);
    println!(
        "{:.0} {:.2} {:.2} {}",
        f64::from(CALLS) / elapsed.as_secs_f64(),
        thread.as_secs_f64() * 1e6,
        process.as_secs_f64() * 1e6,
        peak_memory(),
    );
    #[cfg(feature = "drift")]
    if let Some(drift) = drift {
        runtime.block_on(drift.flush());
        eprintln!("{:?}", drift.counts());
    }
}

fn cpu(clock: ClockId) -> Duration {
    Duration::try_from(clock_gettime(clock)).unwrap()
}

/// The most memory that the process has used, in kB, as Linux has it.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}
