//! Fails the build of a generated client if its documents or its files are not those of the last run of moored.
//!
//! It generates nothing and has no dependencies, so that a build script with it is fast. It compares the digests of
//! files with those that the last run recorded in the crate's `inputs.lock`. It cannot find out whether the current
//! generator would write something else; `cargo moored codegen --check` does that.
//!
//! The environment variable `MOORED_DRIFT=warn` turns errors into warnings, for the time in which one edits a document.
//! The default is `deny`.
//!
//! ```no_run
//! // build.rs of a generated crate
//! fn main() -> std::process::ExitCode {
//!     moored_gate::check_crate()
//! }
//! ```

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

mod client;
mod compare;
mod folder;
mod lock;
mod sha256;
#[cfg(feature = "source")]
pub mod source;
mod workspace;

use client::{Client, Found};
pub use sha256::hex as sha256;
pub use workspace::Workspace;

/// The command of a workspace if its locks do not state another.
const COMMAND: &str = "cargo moored codegen";

const VARIABLE: &str = "MOORED_DRIFT";

/// Checks the generated crate whose build script calls this: its documents, its files and the vendored crates that it
/// depends on.
///
/// Does nothing in a crate that is not where moored wrote it: a package from a registry contains no documents.
///
/// The result is the exit code of the build script. What has changed is printed for cargo, a line for each file.
#[must_use = "the build fails only by the exit code of the build script"]
pub fn check_crate() -> ExitCode {
    run(|folder| match Client::read(folder)? {
        Found::Client(client) => {
            client.watch();
            client.findings()
        }
        Found::Elsewhere => Ok(Vec::new()),
        Found::NoLock => Ok(vec![format!(
            "inputs.lock was removed after codegen wrote it: {}",
            client::update_command(COMMAND, &name(folder))
        )]),
        Found::ChangedLock(text) => {
            let command = lock::value(&text, "command").unwrap_or_else(|| COMMAND.to_owned());
            let update = client::update_command(&command, &name(folder));
            Ok(vec![client::changed_lock("inputs.lock", &text, &update)])
        }
    })
}

/// Checks all providers of a workspace, for the build script of a crate in its root: that each provider has a client,
/// that each client has a provider, and each client as [`check_crate`] does.
///
/// Does nothing if the folder of documents does not exist: a package from a registry has none.
///
/// The result is the exit code of the build script. What has changed is printed for cargo, a line for each file.
#[must_use = "the build fails only by the exit code of the build script"]
pub fn check_workspace(workspace: &Workspace<'_>) -> ExitCode {
    run(|root| {
        if !root.join(workspace.specs).is_dir() {
            return Ok(Vec::new());
        }
        workspace.watch(root);
        workspace.findings(root)
    })
}

/// What happens if a file has changed.
#[derive(Clone, Copy, PartialEq)]
enum Drift {
    Deny,
    Warn,
}

/// Prints the findings about the folder of the package that is built.
fn run(findings: impl FnOnce(&Path) -> io::Result<Vec<String>>) -> ExitCode {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    println!("cargo::rerun-if-changed=build.rs");
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let found = drift().and_then(|drift| Ok((drift, findings(&folder).map_err(|error| error.to_string())?)));
    match found {
        Ok((drift, findings)) => {
            for finding in &findings {
                match drift {
                    Drift::Deny => println!("cargo::error={finding}"),
                    Drift::Warn => println!("cargo::warning={finding}"),
                }
            }
            if drift == Drift::Deny && !findings.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
        }
        Err(message) => {
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

/// The name of a folder.
fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn drift() -> Result<Drift, String> {
    let value = env::var_os(VARIABLE).unwrap_or_else(|| "deny".into());
    match value.to_str() {
        Some("deny") => Ok(Drift::Deny),
        Some("warn") => Ok(Drift::Warn),
        _ => Err(format!("{VARIABLE} is {value:?}; expected `deny` (the default) or `warn`")),
    }
}
