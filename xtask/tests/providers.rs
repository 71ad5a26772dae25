//! No source that people edit names a provider of `specs/`: a new one is added without editing any of them.
//!
//! Facts about one provider stand in `specs/<provider>/tests/`. Pages and examples may name providers.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

#[path = "layers/generated.rs"]
mod generated;

use std::fs;
use std::path::{Path, PathBuf};

use generated::is_generated;

/// The kinds of files that people edit. `run` is the name of a script without an extension.
const KINDS: [&str; 9] = ["json", "mjs", "py", "rs", "run", "sh", "toml", "yaml", "yml"];

/// What is not searched: facts about providers, generated files, pages, and programs that show how providers are used.
const ELSEWHERE: [&str; 4] = ["docs/", "examples/", "generated/", "specs/"];

/// Sources that may name one provider, each with the reason.
const EXCEPTIONS: [(&str, &str); 1] = [(
    "bench/call/",
    "the benchmark makes the same call with one client and by hand; docs/benchmarks.md has its figures",
)];

#[test]
fn no_source_names_a_provider() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let providers = providers_with_tests(&root);
    assert!(!providers.is_empty(), "no provider has tests");
    let mut used = [false; EXCEPTIONS.len()];
    let mut found = Vec::new();
    for (file, text) in sources(&root) {
        for (index, line) in edited_lines(&text) {
            let Some(provider) = providers.iter().find(|provider| line.to_lowercase().contains(provider.as_str()))
            else {
                continue;
            };
            match EXCEPTIONS.iter().position(|(path, _)| file.starts_with(path)) {
                Some(exception) => used[exception] = true,
                None => found.push(format!("{file}:{}: names {provider}: {}", index + 1, line.trim())),
            }
        }
    }
    assert!(
        found.is_empty(),
        "move facts to specs/<provider>/tests/, read lists from specs/, and take `petstore` as an example:\n{}",
        found.join("\n")
    );
    let unused: Vec<_> =
        EXCEPTIONS.iter().zip(used).filter(|(_, used)| !used).map(|(exception, _)| exception).collect();
    assert!(unused.is_empty(), "unused exceptions: {unused:?}");
}

#[test]
fn lines_between_markers_are_not_edited_by_people() {
    let text = "a\n# <providers> written by `cargo xtask codegen`\nb\n# </providers>\nc\n";
    let lines: Vec<_> = edited_lines(text).map(|(index, line)| (index, line.to_owned())).collect();
    let expected = [(0, "a"), (1, "# <providers> written by `cargo xtask codegen`"), (4, "c")];
    assert_eq!(lines, expected.map(|(index, line)| (index, line.to_owned())));
}

/// The names of the providers about which there are facts. One without tests may have been added just now, with a name
/// that is an example elsewhere, such as `petstore`.
fn providers_with_tests(root: &Path) -> Vec<String> {
    let folders = fs::read_dir(root.join("specs")).unwrap().map(|entry| entry.unwrap());
    let with_tests = folders.filter(|folder| folder.path().join("tests").is_dir());
    with_tests.map(|folder| folder.file_name().to_string_lossy().to_lowercase()).collect()
}

/// The sources that people edit: path and text.
fn sources(root: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let (path, name) = (entry.as_ref().unwrap().path(), entry.unwrap().file_name());
            let name = name.to_string_lossy();
            let shown = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            if path.is_symlink() || ELSEWHERE.iter().any(|folder| format!("{shown}/").starts_with(folder)) {
                continue;
            }
            if path.is_dir() {
                if !matches!(&*name, ".git" | ".moored" | "node_modules" | "target") {
                    folders.push(path);
                }
            } else if KINDS.iter().any(|kind| name.rsplit('.').next() == Some(kind)) {
                // Some documents of the tests are not UTF-8.
                let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                if !is_generated(&shown, &text) {
                    files.push((shown, text));
                }
            }
        }
    }
    files
}

/// The lines with their indexes, without those between the markers of a part that is generated.
fn edited_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut is_within = false;
    text.lines().enumerate().filter(move |(_, line)| {
        let was_within = is_within;
        if line.starts_with("# </") {
            is_within = false;
        } else if line.starts_with("# <") && line.contains(" written by ") {
            is_within = true;
        }
        !was_within
    })
}
