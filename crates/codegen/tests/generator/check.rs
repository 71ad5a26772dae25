//! What is true of every generated crate, whatever its document.

#[path = "check/code_blocks.rs"]
mod code_blocks;
#[path = "check/manifest.rs"]
mod manifest;
#[path = "check/syntax.rs"]
mod syntax;

use std::collections::{BTreeMap, BTreeSet};

use moored_codegen::Files;

use manifest::{manifest, readme};
use syntax::rust;

/// Below the header.
const BUILD_SCRIPT: &str = "
//! Fails the build if a file differs from `inputs.lock`.

fn main() -> std::process::ExitCode {
    moored_gate::check_crate()
}";

/// Everything that is wrong with the crate.
pub(crate) fn check(files: &Files) -> Vec<String> {
    let mut found = Vec::new();
    let texts: BTreeMap<&str, &str> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folded: BTreeSet<String> = texts.keys().map(|path| path.to_ascii_lowercase()).collect();
    if folded.len() != texts.len() {
        found.push("two files differ in case alone".to_owned());
    }
    for (path, text) in &texts {
        let known = ["Cargo.toml", "README.md", "build.rs", "client.json", "inputs.lock", "losses.json", "stubs.json"]
            .contains(path)
            || path.starts_with("src/");
        if !known || path.contains("..") {
            found.push(format!("{path} does not belong to a crate"));
        }
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
            let device = ["aux", "con", "nul", "prn"].contains(&stem.as_str())
                || (stem.len() == 4
                    && ["com", "lpt"].iter().any(|device| stem.starts_with(device))
                    && stem.ends_with(|last: char| last.is_ascii_digit()));
            if device || part.len() > 150 {
                found.push(format!("{path} is not a file name on every system"));
            }
        }
        if text.chars().any(|character| character.is_control() && character != '\n') {
            found.push(format!("{path} has control characters"));
        }
        if *path == "build.rs" {
            if text.lines().skip(1).collect::<Vec<_>>() != BUILD_SCRIPT.lines().collect::<Vec<_>>() {
                found.push(format!("build.rs: {text}"));
            }
        } else if path.ends_with(".rs") {
            found.extend(rust(text, &texts, path).into_iter().map(|problem| format!("{path}: {problem}")));
        }
    }
    found.extend(
        manifest(texts.get("Cargo.toml").copied().unwrap_or_default())
            .into_iter()
            .map(|problem| format!("Cargo.toml: {problem}")),
    );
    found.extend(
        readme(texts.get("README.md").copied().unwrap_or_default())
            .into_iter()
            .map(|problem| format!("README.md: {problem}")),
    );
    found
}
