//! The manifest and the README of a crate.

use std::collections::BTreeSet;

use super::code_blocks::runnable;

pub(super) fn manifest(text: &str) -> Vec<String> {
    let manifest: toml::Table = match text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return vec![format!("not TOML: {error}")],
    };
    let mut found = Vec::new();
    let mut expect = |name: &str, table: Option<&toml::Table>, expected: &[&str]| {
        let keys: BTreeSet<&str> = table.into_iter().flat_map(toml::Table::keys).map(String::as_str).collect();
        if keys != expected.iter().copied().collect() {
            found.push(format!("[{name}] has {keys:?}"));
        }
    };
    let table = |key: &str| manifest.get(key).and_then(toml::Value::as_table);
    expect("", Some(&manifest), &["build-dependencies", "dependencies", "features", "lints", "package"]);
    expect(
        "features",
        table("features"),
        &[
            "axum",
            "brotli",
            "chrono",
            "default",
            "drift",
            "gzip",
            "jiff",
            "native-tls",
            "reqwest",
            "rustls",
            "testing",
            "time",
            "tracing",
            "webhooks",
        ],
    );
    expect("dependencies", table("dependencies"), &["moored-runtime", "serde"]);
    let package = "categories description edition keywords metadata name publish readme rust-version version";
    expect("package", table("package"), &package.split(' ').collect::<Vec<_>>());
    let name = table("package").and_then(|package| package.get("name")?.as_str()).unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let keyword = ["self", "Self", "crate", "super", "async", "type"].contains(&name);
    if keyword || !name.bytes().all(plain) || !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        found.push(format!("the name `{name}`"));
    }
    found
}

pub(super) fn readme(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let code = runnable(text);
    if code != ["```rust,no_run"] {
        found.push(format!("code that rustdoc compiles: {code:?}"));
    }
    let columns = |line: &str| line.replace("\\|", "").matches('|').count();
    for line in text.lines().filter(|line| line.starts_with('|')) {
        if !matches!(columns(line), 3 | 4) {
            found.push(format!("a row with another number of columns: {line}"));
        }
    }
    for line in text.lines().filter(|line| line.starts_with('|')) {
        // Between backquotes it is text.
        if line.split('`').step_by(2).any(|part| part.contains('<')) {
            found.push(format!("HTML: {line}"));
        }
    }
    found
}
