//! A generated call beside the same call written by hand with reqwest and serde: time and allocations per call, same server,
//! same run.
//!
//! ```sh
//! cargo run --release --package moored-bench-call
//! ```
//!
//! The two take turns, in blocks, so that what else the machine does falls on both alike; the figures are medians of the blocks.
//! Allocations are those of the calling thread, on which the whole client runs; the server has a thread of its own.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop where it stands")]

mod by_hand;
mod server;

use std::time::{Duration, Instant};

use moored_insighto as insighto;
use tokio::runtime::Runtime;

const KEY: &str = "in-0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
const BLOCKS: usize = 120;
const CALLS: u32 = 200;

fn main() {
    let address = server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let generated = insighto::Client::builder()
        .base_address(&address)
        .credential(insighto::Credential::api_key(KEY))
        .build()
        .unwrap();
    let by_hand = by_hand::Client::new(address, KEY);

    let call_generated = || async {
        assert_eq!(generated.get_user().send().await.unwrap().data.value().unwrap().follower_count.value(), Some(&123));
    };
    let call_by_hand = || async {
        assert_eq!(by_hand.get_user().await.unwrap().data.unwrap().follower_count, Some(123));
    };

    // Connections, caches, the branch predictor.
    block(&runtime, call_generated);
    block(&runtime, call_by_hand);
    let mut times = [Vec::new(), Vec::new()];
    for number in 0..BLOCKS {
        let [ours, theirs] = &mut times;
        if number % 2 == 0 {
            ours.push(block(&runtime, call_generated));
            theirs.push(block(&runtime, call_by_hand));
        } else {
            theirs.push(block(&runtime, call_by_hand));
            ours.push(block(&runtime, call_generated));
        }
    }
    let [ours, theirs] = times.map(median);
    let ours_allocated = allocated(|| block(&runtime, call_generated));
    let theirs_allocated = allocated(|| block(&runtime, call_by_hand));

    println!("{BLOCKS} blocks of {CALLS} calls each");
    println!("{:<12} {:>12} {:>14} {:>14}", "", "time", "allocations", "bytes");
    let row = |name: &str, time: Duration, allocated: &allocation_counter::AllocationInfo| {
        let calls = u64::from(CALLS);
        let (count, bytes) = (allocated.count_total / calls, allocated.bytes_total / calls);
        println!("{name:<12} {:>9.2} µs {count:>14} {bytes:>14}", time.as_secs_f64() * 1e6);
    };
    row("generated", ours, &ours_allocated);
    row("by hand", theirs, &theirs_allocated);
    #[expect(clippy::cast_precision_loss, reason = "a few millions at most")]
    let ratio = |ours: u64, theirs: u64| (ours as f64 / theirs as f64 - 1.0) * 100.0;
    println!(
        "{:<12} {:>10.1} % {:>12.1} % {:>12.1} %",
        "difference",
        (ours.as_secs_f64() / theirs.as_secs_f64() - 1.0) * 100.0,
        ratio(ours_allocated.count_total, theirs_allocated.count_total),
        ratio(ours_allocated.bytes_total, theirs_allocated.bytes_total),
    );
}

/// The mean time of one call of a block.
fn block<F: Future<Output = ()>>(runtime: &Runtime, call: impl Fn() -> F) -> Duration {
    let begun = Instant::now();
    runtime.block_on(async {
        for _ in 0..CALLS {
            call().await;
        }
    });
    begun.elapsed() / CALLS
}

/// What is allocated while `block` runs.
fn allocated(block: impl Fn() -> Duration) -> allocation_counter::AllocationInfo {
    allocation_counter::measure(|| {
        let _ = block();
    })
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    *times.get(times.len() / 2).unwrap()
}
