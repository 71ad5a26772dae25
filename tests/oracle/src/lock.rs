//! The parts of `inputs.lock` that are compared.

use crate::renames::Renames;

/// Its name in a generated crate.
pub(crate) const FILE_NAME: &str = "inputs.lock";

/// All lines except those for `client.json`, those for the copied runtime, and the digest of the lock, which depends on
/// them.
pub(crate) fn compared(text: &str) -> String {
    let lines = sections(text).filter(|(section, line)| !is_accepted(section, line));
    lines.map(|(_, line)| format!("{line}\n")).collect()
}

/// Like [`compared`], but without the digests of outputs, which depend on documentation. Sorted, with the paths of the
/// new side.
pub(crate) fn paths(text: &str, renames: Option<&Renames>) -> String {
    let lines = sections(text).filter(|(section, line)| !is_accepted(section, line) && !line.starts_with('#'));
    let mut lines: Vec<String> = lines
        .map(|(section, line)| match line.split_once("\" = ") {
            Some((path, _)) if section == "[outputs]" => {
                let path = path.trim_start_matches('"');
                format!("{section} {}", renames.map_or_else(|| path.to_owned(), |renames| renames.path(path)))
            }
            _ => format!("{section} {line}"),
        })
        .collect();
    lines.sort();
    lines.join("\n")
}

/// Each line with its section.
fn sections(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().scan("", |section, line| {
        if line.starts_with('[') {
            *section = line;
        }
        Some((*section, line))
    })
}

fn is_accepted(section: &str, line: &str) -> bool {
    let own_digest = section == "[self]" && line.starts_with("digest = ");
    let of_manifest = section == "[outputs]" && line.starts_with("\"client.json\" = ");
    let of_runtime = section == "[runtime]" || line.starts_with("\"runtime/") || line.starts_with("\"runtime\" = ");
    own_digest || of_manifest || of_runtime || line.starts_with("\"crates/runtime/")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "\
# Written by `cargo xtask codegen`.
version = 1
[inputs]
\"a.yaml\" = \"00\"
[outputs]
\"Cargo.toml\" = \"11\"
\"src/lib.rs\" = \"22\"
[self]
digest = \"33\"
";

    #[test]
    fn accepts_additions() {
        let added = LOCK
            .replace("\"src", "\"client.json\" = \"44\"\n\"runtime/src/new.rs\" = \"55\"\n\"src")
            .replace("\"33\"", "\"66\"");
        assert_eq!(compared(LOCK), compared(&added));
        assert_eq!(paths(LOCK, None), paths(&added, None));
    }

    #[test]
    fn reports_everything_else() {
        for (old, new) in [("00", "01"), ("11", "12"), ("22", "23"), ("src/lib.rs", "src/runtime.rs"), ("= 1", "= 2")] {
            assert_ne!(compared(LOCK), compared(&LOCK.replace(old, new)), "{old} → {new}");
        }
        let another = LOCK.replace("[self]", "\"src/types.rs\" = \"44\"\n[self]");
        assert_ne!(compared(LOCK), compared(&another));
        assert_ne!(paths(LOCK, None), paths(&another, None));
    }

    #[test]
    fn paths_leave_out_digests_of_outputs_only() {
        assert_eq!(paths(LOCK, None), paths(&LOCK.replace("22", "23"), None));
        assert_ne!(paths(LOCK, None), paths(&LOCK.replace("00", "01"), None));
    }
}
