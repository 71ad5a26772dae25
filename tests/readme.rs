//! The table of providers in README.md has every crate, with its methods if they are few.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The methods of every crate, from the generated READMEs.
fn generated(root: &Path) -> BTreeMap<String, Vec<String>> {
    let crates = fs::read_dir(root.join("generated")).unwrap().map(|entry| entry.unwrap().path());
    crates
        .map(|path| {
            let readme = fs::read_to_string(path.join("README.md")).unwrap();
            let name = readme.lines().next().unwrap().trim_start_matches("# ").to_owned();
            let operations = readme.split("## Operations").nth(1).unwrap().split("\n## ").next().unwrap();
            (name, code_in(operations, 1))
        })
        .collect()
}

/// The text between backticks in the given column of each row of a table.
fn code_in(table: &str, column: usize) -> Vec<String> {
    let cells = table.lines().filter_map(|line| line.split('|').nth(column));
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn the_table_of_providers_names_every_crate_with_its_methods() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let table = readme.split("## Providers").nth(1).unwrap().split("\n## ").next().unwrap();
    let listed: BTreeMap<String, Vec<String>> =
        table.lines().filter_map(|row| Some((code_in(row, 2).pop()?, code_in(row, 3)))).collect();
    let sorted = |crates: BTreeMap<String, Vec<String>>| -> BTreeMap<String, Vec<String>> {
        crates
            .into_iter()
            .map(|(name, mut methods)| {
                methods.sort();
                (name, methods)
            })
            .collect()
    };
    let mut crates = generated(root);
    // Of more than five, it has the number.
    for (name, methods) in crates.iter_mut().filter(|(_, methods)| methods.len() > 5) {
        let row = table.lines().find(|row| row.contains(&format!("`{name}`"))).unwrap();
        assert!(row.contains(&format!("[{} operations](generated/", methods.len())), "{row}");
        methods.clear();
    }
    assert_eq!(sorted(listed), sorted(crates), "run `cargo xtask codegen`");
}
