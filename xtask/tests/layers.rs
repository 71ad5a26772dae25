//! The structure of the project: within a crate no two modules import each other, files are short, only the emitter
//! names the libraries that it is built on and makes identifiers, the generator does no input or output, and what its
//! crates offer is used.
//!
//! `cargo test -p xtask --test layers -- --nocapture` prints the table of crates, and what uses the items of a root.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a file that cannot be read or parsed fails the test"
)]

#[path = "layers/crates.rs"]
mod crates;
#[path = "layers/examples.rs"]
mod examples;
#[path = "layers/generated.rs"]
mod generated;
#[path = "layers/graph.rs"]
mod graph;
#[path = "layers/identifiers.rs"]
mod identifiers;
#[path = "layers/mentions.rs"]
mod mentions;
#[path = "layers/modules.rs"]
mod modules;
#[path = "layers/names.rs"]
mod names;
#[path = "layers/public.rs"]
mod public;
#[path = "layers/resolve.rs"]
mod resolve;
#[path = "shared/sources.rs"]
mod sources;
#[path = "layers/table.rs"]
mod table;

use generated::is_generated;
use sources::source_files;
use table::Structure;

/// Longer files have more than one subject.
const SOURCE_LINES: usize = 300;
const TEST_LINES: usize = 400;

fn structures() -> Vec<Structure> {
    crates::workspace_crates(&source_files("rs")).into_iter().map(Structure::read).collect()
}

#[test]
fn modules_do_not_import_each_other() {
    let structures = structures();
    println!("{}", table::table(&structures));
    print_list("Uses of what a root defines", structures.iter().flat_map(Structure::up_arrows).collect());
    fail_if_any("cycles", structures.iter().flat_map(Structure::cycles).collect());
    fail_if_any("cycles of folders", structures.iter().flat_map(Structure::folder_cycles).collect());
}

#[test]
fn files_are_short() {
    let mut long = Vec::new();
    for file in source_files("rs").iter().filter(|file| !is_generated(&file.path, &file.text)) {
        let is_test = file.path.split('/').any(|part| part == "tests" || part == "tests.rs");
        let (lines, limit) = (file.text.lines().count(), if is_test { TEST_LINES } else { SOURCE_LINES });
        if lines > limit {
            long.push(format!("{}: {lines} lines; at most {limit}", file.path));
        }
    }
    fail_if_any("long files", long);
}

#[test]
fn only_the_emitter_names_the_engine() {
    fail_if_any("files", names::engine_names(&source_files("rs"), &source_files("toml")));
}

#[test]
fn the_generator_does_no_input_or_output() {
    fail_if_any("paths", names::world_paths(&structures()));
}

#[test]
fn only_the_emitter_makes_identifiers() {
    fail_if_any("places", identifiers::identifiers_from_elsewhere(&source_files("rs")));
}

#[test]
fn what_a_crate_offers_is_used() {
    fail_if_any("items", public::unused_items(&source_files("rs")));
}

fn print_list(title: &str, lines: Vec<String>) {
    println!("{title}: {}\n  {}\n", lines.len(), lines.join("\n  "));
}

fn fail_if_any(what: &str, found: Vec<String>) {
    assert!(found.is_empty(), "{} {what}:\n  {}", found.len(), found.join("\n  "));
}
