//! The order of passes: each pass names those that have to run before it, and no other order matters.
//!
//! The second half is tested on every `in.yaml` of `tests/cases`: the whole pipeline gives the same in other orders
//! that satisfy what the passes name.

#![expect(
    clippy::expect_used,
    reason = "this is test code throughout, and a file that cannot be read is a failed test"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use moored_document::document::Document;
use moored_document::finding::{Color, Findings};
use moored_document::pass::{Pass, broken_constraints};
use moored_document::repair;
use moored_document::source::Source;
use moored_document::upgrade;
use moored_model::config::Config;
use moored_model::lower;

#[test]
fn a_pass_runs_after_those_that_it_names() {
    assert_eq!(broken_constraints(lower::TABLES.into_iter().flatten()), [""; 0]);
    assert_eq!(broken_constraints(upgrade::PASSES), [""; 0]);
    assert_eq!(broken_constraints(repair::PASSES), [""; 0]);
}

#[test]
fn neighbours_that_do_not_name_each_other_can_be_swapped() {
    let mut failures = BTreeSet::new();
    for case in cases() {
        let Some(start) = case.start() else { continue };
        let order = table();
        let expected = case.finish(start.clone(), &order);
        // What the passes before the two do is the same for all pairs behind them.
        let mut so_far = start;
        for (index, pass) in order.iter().enumerate() {
            let mut rest: Order = order.iter().skip(index).copied().collect();
            if swap(&mut rest, 0).is_some() && case.finish(so_far.clone(), &rest) != expected {
                failures.insert(complaint(&rest, 0, &case));
            }
            case.run(&mut so_far, pass);
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn passes_can_run_in_any_order_that_their_constraints_allow() {
    let mut failures = BTreeSet::new();
    let orders = [latest_first(), earliest_first()];
    for case in cases() {
        let Some(start) = case.start() else { continue };
        let expected = case.finish(start.clone(), &table());
        for order in &orders {
            if case.finish(start.clone(), order) != expected {
                failures.insert(culprit(&case, &start, order));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.into_iter().collect::<Vec<_>>().join("\n"));
}

type Order = Vec<&'static Pass<Config>>;

/// The passes of lowering in their order.
fn table() -> Order {
    lower::TABLES.into_iter().flatten().collect()
}

/// Whether two neighbouring passes may run in the other order. A pass need not name those of the tables before its own.
fn can_swap(first: &Pass<Config>, second: &Pass<Config>) -> bool {
    let table =
        |pass: &Pass<Config>| lower::TABLES.iter().position(|table| table.iter().any(|other| other.name == pass.name));
    !second.after.contains(&first.name) && table(first) == table(second)
}

/// The order in which each pass runs as late as its constraints allow. The last pass is moved first, to make room.
fn latest_first() -> Order {
    let mut order = table();
    for start in (0..order.len()).rev() {
        let _ = (start..order.len()).try_for_each(|index| swap(&mut order, index));
    }
    order
}

/// The order in which each pass runs as early as its constraints allow.
fn earliest_first() -> Order {
    let mut order = table();
    for end in 0..order.len() {
        let _ = (0..end).rev().try_for_each(|index| swap(&mut order, index));
    }
    order
}

/// Swaps the passes at `index` and behind it; `None` if they may not be swapped.
fn swap(order: &mut Order, index: usize) -> Option<()> {
    let [first, second, ..] = order.get_mut(index..)? else { return None };
    can_swap(first, second).then(|| std::mem::swap(first, second))
}

/// Swaps neighbours, one pair after the other, until the passes are in the order `wanted`: the first pair that makes a
/// difference lacks a constraint.
fn culprit(case: &Case, start: &State, wanted: &Order) -> String {
    let mut order = table();
    let expected = case.finish(start.clone(), &order);
    let wanted_index = |pass: &Pass<Config>| wanted.iter().position(|other| other.name == pass.name);
    while let Some(index) =
        order.windows(2).position(|pair| pair.is_sorted_by_key(|pass| std::cmp::Reverse(wanted_index(pass))))
    {
        order.swap(index, index + 1);
        if case.finish(start.clone(), &order) != expected {
            return complaint(&order, index, case);
        }
    }
    format!("{}: no two passes alone make a difference", case.name())
}

/// What is wrong if the passes at `index` and behind it have been swapped, and make a difference.
fn complaint(order: &Order, index: usize, case: &Case) -> String {
    let names: Vec<&str> = order.iter().skip(index).take(2).map(|pass| pass.name).collect();
    format!("{}: the first of {names:?} has to name the second", case.name())
}

/// A document, and the settings for it.
struct Case {
    folder: PathBuf,
    config: Config,
}

/// A document between two passes.
#[derive(Clone)]
struct State {
    document: Document,
    findings: Findings,
}

impl Case {
    fn name(&self) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
        self.folder.strip_prefix(root).unwrap_or(&self.folder).display().to_string()
    }

    /// The document before lowering; `None` if it has errors by then.
    fn start(&self) -> Option<State> {
        let source = Source::new("in.yaml", read(&self.folder.join("in.yaml")));
        let document = Document::parse(&source).map_err(|found| found.render(Color::Never));
        let mut document = document.expect("a case is an OpenAPI document");
        let mut findings = Findings::default();
        upgrade::run(&mut document, &mut findings);
        repair::run(&mut document, &mut findings);
        (!findings.has_errors()).then_some(State { document, findings })
    }

    fn run(&self, state: &mut State, pass: &Pass<Config>) {
        pass.run(&mut state.document, &self.config, &mut state.findings);
    }

    /// The lowered document and what is reported, once `passes` have run.
    fn finish(&self, mut state: State, passes: &Order) -> (serde_json::Value, BTreeSet<String>) {
        for pass in passes {
            self.run(&mut state, pass);
        }
        let lines = state
            .findings
            .iter()
            .map(|found| format!("{} {} {}", found.rule.id, found.location.pointer, found.message));
        (state.document.value, lines.collect())
    }
}

/// Every case of `tests/cases/<stage>/<pass>/`.
fn cases() -> Vec<Case> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")];
    let mut cases = Vec::new();
    while let Some(folder) = folders.pop() {
        if folder.join("in.yaml").exists() {
            let settings = folder.join("moored.toml");
            let text = if settings.exists() { read(&settings) } else { String::new() };
            let config = Config::parse(&Source::new("moored.toml", text));
            let config =
                config.map_err(|found| found.render(Color::Never)).expect("a case has settings that can be read");
            cases.push(Case { folder, config });
        } else {
            let entries = fs::read_dir(&folder).expect("a folder can be read");
            folders.extend(entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()));
        }
    }
    assert!(!cases.is_empty());
    cases
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display())).expect("a case is complete")
}
