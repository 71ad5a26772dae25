//! Compares a generated call with the same call written by hand with reqwest and serde: time and allocations per call.
//!
//! ```sh
//! cargo run --release --package moored-bench-call
//! ```
//!
//! The two calls take turns, so that other work of the machine affects both alike. Each round uses new clients and
//! connections, because the time of a connection depends on the cores on which its two ends run. The whole client runs
//! on one thread. The CPU time and the allocations are those of this thread, in user code and in the kernel. The
//! elapsed time is the first quartile of all rounds: it depends mostly on the kernel and the server, and is two to five
//! times as long while the cores have other work.
//!
//! With a number as its argument, it makes so many calls of the generated client and nothing else. `instructions.sh`
//! runs that in valgrind.
#![expect(clippy::unwrap_used, reason = "an error ends the benchmark")]

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
    if let Some(calls) = std::env::args().nth(1) {
        let client = generated(&address);
        let calls: u32 = calls.parse().unwrap();
        runtime.block_on(async {
            for _ in 0..calls {
                let _user = client.get_user().send().await.unwrap();
            }
        });
        return;
    }
    let mut times: [Vec<Times>; 2] = [Vec::new(), Vec::new()];
    let mut allocations =
        [allocation_counter::AllocationInfo::default(), allocation_counter::AllocationInfo::default()];
    for round in 0..ROUNDS {
        let (generated, by_hand) = (generated(&address), by_hand::Client::new(address.clone(), KEY));
        let call_generated = || async {
            let user = generated.get_user().send().await.unwrap();
            assert_eq!(user.data.as_ref().unwrap().follower_count, Some(123));
        };
        let call_by_hand = || async {
            assert_eq!(by_hand.get_user().await.unwrap().data.unwrap().follower_count, Some(123));
        };
        // Warms up connections, caches and the branch predictor, so that their allocations are not counted.
        let _warm = [block(&runtime, call_generated), block(&runtime, call_by_hand)];
        allocations = [allocated(|| block(&runtime, call_generated)), allocated(|| block(&runtime, call_by_hand))];

        let [generated_times, by_hand_times] = &mut times;
        if round % 2 == 0 {
            generated_times.push(block(&runtime, call_generated));
            by_hand_times.push(block(&runtime, call_by_hand));
        } else {
            by_hand_times.push(block(&runtime, call_by_hand));
            generated_times.push(block(&runtime, call_generated));
        }
    }
    let [generated_times, by_hand_times] = times.map(Times::of_all);
    let [generated_allocations, by_hand_allocations] = allocations;

    println!("{ROUNDS} rounds of {CALLS} calls each, each round with new clients and connections");
    println!("{:<12} {:>12} {:>12} {:>12} {:>12}", "", "CPU", "elapsed", "allocations", "bytes");
    let calls = f64::from(CALLS);
    let figures = |times: Times, allocated: &allocation_counter::AllocationInfo| {
        #[expect(clippy::cast_precision_loss, reason = "a few millions at most")]
        let [count, bytes] = [allocated.count_total as f64 / calls, allocated.bytes_total as f64 / calls];
        [times.cpu.as_secs_f64() * 1e6, times.elapsed.as_secs_f64() * 1e6, count, bytes]
    };
    let generated = figures(generated_times, &generated_allocations);
    let by_hand = figures(by_hand_times, &by_hand_allocations);
    for (name, [cpu, elapsed, count, bytes]) in [("generated", generated), ("by hand", by_hand)] {
        println!("{name:<12} {cpu:>9.2} µs {elapsed:>9.2} µs {count:>12.0} {bytes:>12.0}");
    }
    print!("{:<12}", "difference");
    for (generated, by_hand) in generated.iter().zip(by_hand) {
        print!(" {:>10.1} %", (generated / by_hand - 1.0) * 100.0);
    }
    println!();
}

fn generated(address: &str) -> insighto::Client {
    let credential = insighto::Credential::api_key(KEY);
    insighto::Client::builder().base_address(address).credential(credential).build().unwrap()
}

/// The mean times of one call in a block of calls.
#[derive(Clone, Copy)]
struct Times {
    cpu: Duration,
    elapsed: Duration,
}

impl Times {
    /// The median of the CPU times, and the first quartile of the elapsed times.
    fn of_all(blocks: Vec<Self>) -> Self {
        let nth = |of: fn(&Self) -> Duration, n: usize| {
            let mut sorted: Vec<Duration> = blocks.iter().map(of).collect();
            sorted.sort_unstable();
            *sorted.get(n).unwrap()
        };
        Self { cpu: nth(|times| times.cpu, blocks.len() / 2), elapsed: nth(|times| times.elapsed, blocks.len() / 4) }
    }
}

fn block<F: Future<Output = ()>>(runtime: &Runtime, call: impl Fn() -> F) -> Times {
    let (start, cpu) = (Instant::now(), cpu_time());
    runtime.block_on(async {
        for _ in 0..CALLS {
            call().await;
        }
    });
    Times { elapsed: start.elapsed() / CALLS, cpu: (cpu_time() - cpu) / CALLS }
}

/// The CPU time of this thread since it was started.
fn cpu_time() -> Duration {
    Duration::try_from(rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime)).unwrap()
}

/// The allocations while `block` runs.
fn allocated(block: impl Fn() -> Times) -> allocation_counter::AllocationInfo {
    allocation_counter::measure(|| {
        let _ = block();
    })
}
