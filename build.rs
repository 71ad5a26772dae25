//! Fails the build if `generated/` is not what codegen made of `specs/`.
//!
//! The script generates nothing and has no dependencies, so that it is fast. It compares the digests of the files in
//! `specs/<provider>/` and `generated/<provider>/` with those that the last run of codegen recorded in
//! `generated/<provider>/inputs.lock`. It cannot find out whether the current generator would write something else;
//! `cargo xtask codegen --check` does that.
//!
//! `MOORED_DRIFT=warn` turns its errors into warnings, for the time in which one edits a document. The default is
//! `deny`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[path = "build/gate.rs"]
mod gate;
#[path = "build/lock.rs"]
mod lock;
#[path = "build/sha256.rs"]
mod sha256;

const VARIABLE: &str = "MOORED_DRIFT";

/// What happens if a file has changed.
enum Drift {
    Deny,
    Warn,
}

fn main() -> ExitCode {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let root = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    // A packaged crate contains the code of the clients but not the documents, so there is nothing to compare.
    if !root.join("specs").is_dir() {
        return ExitCode::SUCCESS;
    }
    let drift = match drift() {
        Ok(drift) => drift,
        Err(message) => return fail(&message),
    };
    watch(&root);
    match gate::findings(&root) {
        Ok(findings) => {
            for finding in &findings {
                match drift {
                    Drift::Deny => println!("cargo::error={finding}"),
                    Drift::Warn => println!("cargo::warning={finding}"),
                }
            }
            match drift {
                Drift::Deny if !findings.is_empty() => ExitCode::FAILURE,
                _ => ExitCode::SUCCESS,
            }
        }
        Err(error) => fail(&error.to_string()),
    }
}

fn drift() -> Result<Drift, String> {
    let value = env::var_os(VARIABLE).unwrap_or_else(|| "deny".into());
    match value.to_str() {
        Some("deny") => Ok(Drift::Deny),
        Some("warn") => Ok(Drift::Warn),
        _ => Err(format!("{VARIABLE} is {value:?}; expected `deny` (the default) or `warn`")),
    }
}

fn fail(message: &str) -> ExitCode {
    println!("cargo::error={message}");
    ExitCode::FAILURE
}

/// Cargo watches all files in a folder, and the folder itself for removed files. If a path does not exist, cargo runs
/// this script in every build.
fn watch(root: &Path) {
    for folder in ["specs", "generated"] {
        if root.join(folder).exists() {
            println!("cargo::rerun-if-changed={folder}");
        }
    }
}
