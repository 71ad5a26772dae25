//! Documents with random changes that know what a document is: each becomes a correct crate or a finding at its
//! location, and no operation is lost without a finding.
//!
//! The seeds are fixed, so that a failure can be repeated. `fuzz/` makes the same changes for as long as one likes.

pub(crate) mod mutate;
pub(crate) mod seeds;
pub(crate) mod verify;

use std::fmt::Write as _;
use std::{env, thread};

use mutate::mutate;
use serde_json::Value;
use verify::verify;

use crate::shared::Run;

/// How many mutants each run makes; `MUTANTS=100000` for more.
const MUTANTS: u64 = 3_000;

#[test]
fn a_document_with_random_changes_is_a_crate_or_a_finding() {
    let mutants = env::var("MUTANTS").ok().and_then(|text| text.parse().ok()).unwrap_or(MUTANTS);
    let documents = &seeds::documents(concat!(env!("CARGO_MANIFEST_DIR"), "/../model/tests/cases"));
    assert!(documents.len() > 50, "{} documents", documents.len());
    let parts: Vec<(u64, String)> = thread::scope(|scope| {
        let work = |first| move || run(documents, (first..mutants).step_by(4));
        let threads: Vec<_> = (0..4).map(|first| scope.spawn(work(first))).collect();
        threads.into_iter().map(|thread| thread.join().expect("no run panics")).collect()
    });
    let crates: u64 = parts.iter().map(|(crates, _)| crates).sum();
    let failures: String = parts.into_iter().map(|(_, failures)| failures).collect();
    // If all of them were errors, nothing would have been checked.
    assert!(crates > mutants / 10, "{crates} crates of {mutants}");
    assert!(failures.is_empty(), "\n{failures}");
}

/// How many crates were generated, and what is wrong with them.
fn run(documents: &[Value], numbers: impl Iterator<Item = u64>) -> (u64, String) {
    let (mut crates, mut failures) = (0, String::new());
    for number in numbers {
        let mut random = Random(number);
        let mut choose = |below: usize| random.below(below);
        let mut document = documents.get(choose(documents.len())).cloned().unwrap_or_default();
        mutate(&mut document, &mut choose);
        let text = document.to_string();
        let outcome = Run::document(&text).outcome;
        crates += u64::from(outcome.files.is_some());
        let problems = verify(&text, &outcome);
        if !problems.is_empty() {
            let _ = writeln!(failures, "mutant {number}: {text}\n  {}", problems.join("\n  "));
        }
    }
    (crates, failures)
}

/// Sebastiano Vigna's SplitMix64: a few lines, and the same numbers everywhere.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let number = usize::try_from((mixed ^ (mixed >> 31)) >> 33).unwrap_or_default();
        number % below.max(1)
    }
}
