//! Generating a client beside what progenitor, which makes the types in both, takes for the same document: same run, same machine.
//!
//! ```sh
//! cargo run --release --package moored-bench-generate
//! ```
//!
//! The documents are made here, each twice as large as the one before, so that what grows faster than its document is seen. The two take
//! turns, and what is told is the least of all rounds: what the process computed, on all its threads, for text in and text out. No disk is
//! written to. progenitor's text is one file without answers by status, credentials or strings with rules; that is what the difference buys.
#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on should stop where it stands")]

mod document;

use std::collections::BTreeMap;
use std::time::Duration;

use moored_codegen::{Inputs, Packaging};

const ROUNDS: usize = 5;
const RESOURCES: [usize; 4] = [25, 50, 100, 200];

fn main() {
    println!("{ROUNDS} rounds; what the process computed at least in one");
    println!(
        "{:>10} {:>10} {:>10} {:>12} {:>10} {:>12} {:>8}",
        "operations", "bytes", "moored", "lines", "progenitor", "lines", "ratio"
    );
    for resources in RESOURCES {
        let text = document::with(resources).to_string();
        let mut rounds = Vec::new();
        for round in 0..ROUNDS {
            rounds.push(if round % 2 == 0 {
                let ours = timed(|| moored(&text));
                (ours, timed(|| progenitor(&text)))
            } else {
                let theirs = timed(|| progenitor(&text));
                (timed(|| moored(&text)), theirs)
            });
        }
        let (ours, our_lines) = rounds.iter().map(|(ours, _)| *ours).min().unwrap();
        let (theirs, their_lines) = rounds.iter().map(|(_, theirs)| *theirs).min().unwrap();
        println!(
            "{:>10} {:>10} {:>8.0}ms {our_lines:>12} {:>8.0}ms {their_lines:>12} {:>8.2}",
            resources * document::OPERATIONS,
            text.len(),
            ours.as_secs_f64() * 1e3,
            theirs.as_secs_f64() * 1e3,
            ours.as_secs_f64() / theirs.as_secs_f64(),
        );
    }
}

/// A client as this generator makes it; how many lines it has.
fn moored(text: &str) -> usize {
    let inputs = Inputs {
        provider: "bench".to_owned(),
        display: String::new(),
        specs: BTreeMap::from([("openapi.yaml".to_owned(), text.to_owned())]),
        packaging: Packaging::Member,
    };
    let files = moored_codegen::generate(&inputs).files.unwrap();
    files.iter().filter(|(path, _)| path.as_str().ends_with(".rs")).map(|(_, text)| text.lines().count()).sum()
}

/// The same as progenitor makes it, formatted by the same library.
fn progenitor(text: &str) -> usize {
    let document: openapiv3::OpenAPI = serde_json::from_str(text).unwrap();
    let tokens = progenitor::Generator::default().generate_tokens(&document).unwrap();
    prettyplease::unparse(&syn::parse2(tokens).unwrap()).lines().count()
}

fn timed(work: impl FnOnce() -> usize) -> (Duration, usize) {
    let begun = computed();
    let lines = work();
    (computed() - begun, lines)
}

/// The time that this process has computed since it began.
fn computed() -> Duration {
    Duration::try_from(rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime)).unwrap()
}
