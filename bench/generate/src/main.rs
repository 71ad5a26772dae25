//! Compares the time for generating a client with the time of progenitor for the same document.
//!
//! ```sh
//! cargo run --release --package moored-bench-generate
//! ```
//!
//! The documents are created here. Each is twice as large as the previous one, so that superlinear growth becomes
//! visible. The two generators take turns, and the result is the minimum of all rounds: the CPU time of all threads,
//! from the text of the document to the text of the client. Nothing is written to disk. progenitor's output is a single
//! file without responses by status, credentials, or strings with constraints.
#![expect(clippy::unwrap_used, reason = "an error ends the benchmark")]

mod document;

use std::collections::BTreeMap;
use std::time::Duration;

use moored_codegen::{Inputs, Packaging, Runtime};

const ROUNDS: usize = 5;
const RESOURCES: [usize; 4] = [25, 50, 100, 200];

fn main() {
    println!("{ROUNDS} rounds; minimum of the CPU time");
    println!(
        "{:>10} {:>10} {:>10} {:>12} {:>10} {:>12} {:>8}",
        "operations", "bytes", "moored", "lines", "progenitor", "lines", "ratio"
    );
    for resources in RESOURCES {
        let text = document::with(resources).to_string();
        let mut rounds = Vec::new();
        for round in 0..ROUNDS {
            rounds.push(if round % 2 == 0 {
                let moored = timed(|| moored(&text));
                (moored, timed(|| progenitor(&text)))
            } else {
                let progenitor = timed(|| progenitor(&text));
                (timed(|| moored(&text)), progenitor)
            });
        }
        let (moored, moored_lines) = rounds.iter().map(|(moored, _)| *moored).min().unwrap();
        let (progenitor, progenitor_lines) = rounds.iter().map(|(_, progenitor)| *progenitor).min().unwrap();
        println!(
            "{:>10} {:>10} {:>8.0}ms {moored_lines:>12} {:>8.0}ms {progenitor_lines:>12} {:>8.2}",
            resources * document::OPERATIONS,
            text.len(),
            moored.as_secs_f64() * 1e3,
            progenitor.as_secs_f64() * 1e3,
            moored.as_secs_f64() / progenitor.as_secs_f64(),
        );
    }
}

/// Generates a client with this generator, and returns its number of lines.
fn moored(text: &str) -> usize {
    let inputs = Inputs {
        provider: "bench".to_owned(),
        display: String::new(),
        specs: BTreeMap::from([("openapi.yaml".to_owned(), text.to_owned())]),
        packaging: Packaging::of_provider("generated/bench", Runtime::Version("0.1.0".to_owned())),
    };
    let files = moored_codegen::generate(&inputs).files.unwrap();
    files.iter().filter(|(path, _)| path.as_str().ends_with(".rs")).map(|(_, text)| text.lines().count()).sum()
}

/// Generates a client with progenitor, formatted by the same library, and returns its number of lines.
fn progenitor(text: &str) -> usize {
    let document: openapiv3::OpenAPI = serde_json::from_str(text).unwrap();
    let tokens = progenitor::Generator::default().generate_tokens(&document).unwrap();
    prettyplease::unparse(&syn::parse2(tokens).unwrap()).lines().count()
}

fn timed(work: impl FnOnce() -> usize) -> (Duration, usize) {
    let start = cpu_time();
    let lines = work();
    (cpu_time() - start, lines)
}

/// The CPU time of this process since it was started.
fn cpu_time() -> Duration {
    Duration::try_from(rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime)).unwrap()
}
