//! A generated call beside the same call written by hand with reqwest and serde: time and allocations per call, same server,
//! same run.
//!
//! ```sh
//! cargo run --release --package moored-bench-call
//! ```
//!
//! The two take turns, so that what else the machine does falls on both alike, and begin anew each round, for a connection may be
//! lucky with the cores that its two ends run on. The whole client runs on one thread, and what is told is of that thread: the time that
//! it computed, in user code and in the kernel, and what it allocated. The time that passed is told as well, of the quarter of the rounds in
//! which least passed: it is mostly the kernel's and the server's, and twice or five times as long where the cores have other work.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop where it stands")]

mod by_hand;
mod server;

use std::time::{Duration, Instant};

use moored_insighto as insighto;
use tokio::runtime::Runtime;

const KEY: &str = "in-0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
const ROUNDS: usize = 60;
const CALLS: u32 = 200;

fn main() {
    let address = server::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut times: [Vec<Times>; 2] = [Vec::new(), Vec::new()];
    let mut allocations =
        [allocation_counter::AllocationInfo::default(), allocation_counter::AllocationInfo::default()];
    for round in 0..ROUNDS {
        let (generated, by_hand) = (generated(&address), by_hand::Client::new(address.clone(), KEY));
        let call_generated = || async {
            let user = generated.get_user().send().await.unwrap();
            assert_eq!(user.data.value().unwrap().follower_count.value(), Some(&123));
        };
        let call_by_hand = || async {
            assert_eq!(by_hand.get_user().await.unwrap().data.unwrap().follower_count, Some(123));
        };
        // Connections, caches, the branch predictor; and what is allocated once they are there.
        let _warm = [block(&runtime, call_generated), block(&runtime, call_by_hand)];
        allocations = [allocated(|| block(&runtime, call_generated)), allocated(|| block(&runtime, call_by_hand))];

        let [ours, theirs] = &mut times;
        if round % 2 == 0 {
            ours.push(block(&runtime, call_generated));
            theirs.push(block(&runtime, call_by_hand));
        } else {
            theirs.push(block(&runtime, call_by_hand));
            ours.push(block(&runtime, call_generated));
        }
    }
    let [ours, theirs] = times.map(Times::of_all);
    let [ours_allocated, theirs_allocated] = allocations;

    println!("{ROUNDS} rounds of {CALLS} calls each, each round with new clients and connections");
    println!("{:<12} {:>12} {:>12} {:>12} {:>12}", "", "computed", "passed", "allocations", "bytes");
    let calls = f64::from(CALLS);
    let figures = |times: Times, allocated: &allocation_counter::AllocationInfo| {
        #[expect(clippy::cast_precision_loss, reason = "a few millions at most")]
        let [count, bytes] = [allocated.count_total as f64 / calls, allocated.bytes_total as f64 / calls];
        [times.computed.as_secs_f64() * 1e6, times.passed.as_secs_f64() * 1e6, count, bytes]
    };
    let (ours, theirs) = (figures(ours, &ours_allocated), figures(theirs, &theirs_allocated));
    for (name, [computed, passed, count, bytes]) in [("generated", ours), ("by hand", theirs)] {
        println!("{name:<12} {computed:>9.2} µs {passed:>9.2} µs {count:>12.0} {bytes:>12.0}");
    }
    print!("{:<12}", "difference");
    for (ours, theirs) in ours.iter().zip(theirs) {
        print!(" {:>10.1} %", (ours / theirs - 1.0) * 100.0);
    }
    println!();
}

fn generated(address: &str) -> insighto::Client {
    let credential = insighto::Credential::api_key(KEY);
    insighto::Client::builder().base_address(address).credential(credential).build().unwrap()
}

/// Of one call, on the mean of a block.
#[derive(Clone, Copy)]
struct Times {
    computed: Duration,
    passed: Duration,
}

impl Times {
    /// The median of what was computed, and the first quartile of what passed.
    fn of_all(blocks: Vec<Self>) -> Self {
        let nth = |of: fn(&Self) -> Duration, n: usize| {
            let mut sorted: Vec<Duration> = blocks.iter().map(of).collect();
            sorted.sort_unstable();
            *sorted.get(n).unwrap()
        };
        Self {
            computed: nth(|times| times.computed, blocks.len() / 2),
            passed: nth(|times| times.passed, blocks.len() / 4),
        }
    }
}

fn block<F: Future<Output = ()>>(runtime: &Runtime, call: impl Fn() -> F) -> Times {
    let (begun, computed) = (Instant::now(), computed());
    runtime.block_on(async {
        for _ in 0..CALLS {
            call().await;
        }
    });
    Times { passed: begun.elapsed() / CALLS, computed: (self::computed() - computed) / CALLS }
}

/// The time that this thread has computed since it began.
fn computed() -> Duration {
    Duration::try_from(rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime)).unwrap()
}

/// What is allocated while `block` runs.
fn allocated(block: impl Fn() -> Times) -> allocation_counter::AllocationInfo {
    allocation_counter::measure(|| {
        let _ = block();
    })
}
