//! Names of providers: of a folder in `specs/`, and of a crate.

use std::path::Path;

use crate::{dependants, exit::UsageError, specs, tree, workspace::Workspace};

/// Crates that have these names already, or that a build always has.
const RESERVED: [&str; 9] =
    ["moored-runtime", "moored-gate", "moored", "cargo-moored", "core", "std", "alloc", "test", "proc-macro"];

/// Devices of Windows, which cannot be names of folders there.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Checks the name of a new provider.
///
/// # Errors
/// [`UsageError`] if it is not valid or is taken, and an error if a folder cannot be read.
pub fn check(name: &str, workspace: &Workspace) -> anyhow::Result<()> {
    let settings = workspace.settings();
    if !is_valid(name) {
        let message = format!(
            "`{name}` cannot be the name of a provider; expected lower-case ASCII alphanumeric characters and `-`, \
             first an alphabetic one, such as `{}`",
            similar(name)
        );
        return Err(UsageError(message).into());
    }
    let crate_name = format!("{}{name}", settings.crate_prefix());
    let is_device = DEVICES.contains(&name.trim_end_matches(|last: char| last.is_ascii_digit()));
    if [name, &crate_name].iter().any(|name| RESERVED.contains(name)) || is_device {
        return Err(UsageError(format!("the name `{name}` is reserved; choose another one")).into());
    }
    let (specs, generated) = (workspace.specs_of(name), workspace.generated(name));
    if workspace.join(&specs).exists() {
        let command = settings.command();
        let message = format!(
            "there is a provider `{name}` already, in {specs}; choose another name, or remove that one first: \
             `{command} remove {name}`"
        );
        return Err(UsageError(message).into());
    }
    if let Some(file) = tree::foreign_files(&workspace.join(&generated))?.first() {
        let message = format!("{generated} contains files that codegen did not write ({file:?}); choose another name");
        return Err(UsageError(message).into());
    }
    let root = workspace.join("");
    for manifest in dependants::manifests(&root, Path::new(settings.generated()))? {
        if manifest.package().as_ref() == Some(&crate_name) {
            let message =
                format!("{} is the manifest of a crate `{crate_name}` already; choose another name", manifest.path);
            return Err(UsageError(message).into());
        }
    }
    Ok(())
}

/// Checks the name of a provider that there is.
///
/// # Errors
/// [`UsageError`] if there is none, and an error if a folder cannot be read.
pub fn find(name: &str, workspace: &Workspace) -> anyhow::Result<()> {
    specs::selected(workspace, &[name.to_owned()]).map(drop)
}

fn is_valid(name: &str) -> bool {
    let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.split('-').all(|part| !part.is_empty() && part.bytes().all(is_allowed))
        && name.len() <= 64
}

/// A valid name that looks like `name`.
fn similar(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    let parts = lower.split(|character: char| !character.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let similar = parts.collect::<Vec<_>>().join("-");
    let similar = similar.trim_start_matches(|first: char| !first.is_ascii_alphabetic());
    let similar = similar.get(..64).unwrap_or(similar).trim_end_matches('-');
    if similar.is_empty() { "petstore".to_owned() } else { similar.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_that_of_a_folder_and_of_a_crate() {
        for valid in ["a", "gotify", "open-ai", "s3"] {
            assert!(is_valid(valid), "{valid}");
        }
        for (name, suggested) in [
            ("", "petstore"),
            ("Gotify API", "gotify-api"),
            ("open_ai", "open-ai"),
            ("3scale", "scale"),
            ("../x", "x"),
            ("a--b", "a-b"),
            ("-a", "a"),
            ("größe", "gr-e"),
        ] {
            assert!(!is_valid(name), "{name}");
            assert_eq!(similar(name), suggested);
            assert!(is_valid(suggested), "{suggested}");
        }
    }
}
