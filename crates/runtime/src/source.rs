//! The files of this crate as data, of which the generator makes a copy in a workspace.

use include_dir::{Dir, DirEntry, include_dir};

static SOURCES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src");
const MANIFEST: &str = include_str!("../Cargo.toml");

/// The tables of the manifest that are only about this crate's own tests.
const OF_TESTS: [&str; 3] = ["dev-dependencies", "lints", "test"];

/// The files of a copy: paths relative to the crate, with `/` between their parts, and texts.
pub fn files() -> Vec<(String, String)> {
    let mut found = vec![("Cargo.toml".to_owned(), manifest())];
    let mut open = vec![&SOURCES];
    while let Some(folder) = open.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(folder) => open.push(folder),
                DirEntry::File(file) => {
                    let parts: Vec<_> = file.path().iter().map(|part| part.to_string_lossy()).collect();
                    let text = file.contents_utf8().unwrap_or_default().replace("\r\n", "\n");
                    found.push((format!("src/{}", parts.join("/")), text));
                }
            }
        }
    }
    found
}

/// The manifest without the tables of the tests.
fn manifest() -> String {
    let mut copied = String::new();
    let mut is_copied = true;
    for line in MANIFEST.lines() {
        if let Some(header) = line.strip_prefix('[') {
            let table = header.trim_start_matches('[').split(['.', ']']).next().unwrap_or_default();
            is_copied = !OF_TESTS.contains(&table);
        }
        if is_copied {
            copied.extend([line, "\n"]);
        }
    }
    format!("{}\n", copied.trim_end())
}

#[cfg(test)]
mod tests {
    use super::files;

    #[test]
    fn a_copy_is_complete_and_inherits_nothing() {
        let files = files();
        let text = |wanted: &str| files.iter().find(|(path, _)| path == wanted).map(|(_, text)| text.as_str());
        let manifest = text("Cargo.toml").unwrap_or_default();
        assert!(manifest.starts_with("# ") && manifest.contains("\n[dependencies]\n"), "{manifest}");
        assert!(manifest.contains("\nurl = \"") && manifest.ends_with("\"\n"), "{manifest}");
        for absent in [".workspace", "workspace = ", "dev-dependencies", "wiremock", "lints"] {
            assert!(!manifest.contains(absent), "{absent} in {manifest}");
        }
        assert_eq!(text("src/lib.rs"), Some(include_str!("lib.rs")));
        assert_eq!(text("src/items/event_stream.rs").or(text("src/retry/after.rs")).map(str::is_empty), Some(false));
    }
}
