//! The files of this crate as data, of which the generator makes a copy in a workspace.

/// The manifest, and below it the part that is only about this crate's own tests.
const MANIFEST: &str = include_str!("../Cargo.toml");
const OF_TESTS: &str = "\n[lints]\n";

macro_rules! sources {
    ($($name:literal)*) => { [$((concat!("src/", $name), include_str!($name))),*] };
}

/// The files of a copy: paths relative to the crate, with `/` between their parts, and texts.
pub fn files() -> Vec<(String, String)> {
    let manifest = MANIFEST.replace("\r\n", "\n");
    let manifest = manifest.split(OF_TESTS).next().unwrap_or_default().to_owned();
    let sources =
        sources!("client.rs" "compare.rs" "folder.rs" "lib.rs" "lock.rs" "sha256.rs" "source.rs" "workspace.rs");
    let sources = sources.map(|(path, text)| (path.to_owned(), text.replace("\r\n", "\n")));
    [("Cargo.toml".to_owned(), manifest)].into_iter().chain(sources).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    #[test]
    fn a_copy_is_complete_and_inherits_nothing() -> std::io::Result<()> {
        let files = super::files();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut expected = vec!["Cargo.toml".to_owned()];
        for entry in fs::read_dir(folder)? {
            expected.push(format!("src/{}", entry?.file_name().to_string_lossy()));
        }
        expected.sort();
        assert_eq!(files.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>(), expected);
        let manifest = files.first().map(|(_, text)| text.as_str()).unwrap_or_default();
        assert!(manifest.contains("name = \"moored-gate\"") && !manifest.contains("workspace = true"), "{manifest}");
        Ok(())
    }
}
