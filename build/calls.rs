//! Lists the calls of all generated clients, by their `client.json`: `stubs.rs` in `OUT_DIR`, which tests/stubs.rs
//! includes. With a client `pets` and a call `operations::GetPetCall`, it has the line
//!
//! ```text
//! #[cfg(feature = "pets")] found.push(decoded::<moored_pets::Client, moored_pets::operations::GetPetCall>("pets"));
//! ```

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Where the clients are, and whether each is a feature of this crate.
const FOLDERS: &[(&str, Dependency)] = &[("generated", Dependency::Feature), ("examples/clients", Dependency::Always)];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Dependency {
    Feature,
    Always,
}

/// Writes the list.
///
/// # Errors
/// A folder or a file cannot be read or written.
pub(crate) fn list(root: &Path, out: &Path) -> io::Result<()> {
    let mut lines = String::new();
    for (folder, dependency) in FOLDERS {
        println!("cargo::rerun-if-changed={folder}");
        let mut clients: Vec<_> = fs::read_dir(root.join(folder))?.collect::<Result<_, _>>()?;
        clients.sort_by_key(fs::DirEntry::file_name);
        for client in clients {
            let Ok(text) = fs::read_to_string(client.path().join("client.json")) else { continue };
            let name = client.file_name().to_string_lossy().into_owned();
            let of_feature = format!("#[cfg(feature = {name:?})] ");
            let condition = if *dependency == Dependency::Feature { of_feature.as_str() } else { "" };
            let package =
                text.lines().find_map(|line| member(line, "\"crate\": \"")).unwrap_or_default().replace('-', "_");
            // A line for each operation.
            for line in text.lines().filter(|line| line.starts_with("    {\"id\":")) {
                let Some(call) = member(line, "\"call\":\"") else { continue };
                let group = member(line, "\"group\":\"").map(|group| format!("{group}::")).unwrap_or_default();
                let _ = writeln!(
                    lines,
                    "{condition}found.push(decoded::<{package}::Client, {package}::operations::{group}{call}>({name:?}));"
                );
            }
        }
    }
    fs::write(out.join("stubs.rs"), format!("{{ {lines} }}\n"))
}

/// The text behind `key`, up to the next quotation mark.
fn member<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.split_once(key)?.1.split('"').next()
}
