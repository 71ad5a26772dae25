//! The gate against drift: this crate compiles only where `generated/` is what codegen made of `specs/`.
//!
//! It generates nothing and has no dependencies, so it costs a build next to nothing. It compares digests: of what is in
//! `specs/<provider>/` and `generated/<provider>/` with what `generated/<provider>/inputs.lock` says of the run that wrote it.
//! Whether that run would write the same today, with the generator of today, only `cargo xtask codegen --check` can tell.
//!
//! `MOORED_DRIFT=warn` makes warnings of its errors, for the hour in which one works on a document; `deny` is the default.

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

/// What drift means.
enum Drift {
    Deny,
    Warn,
}

fn main() -> ExitCode {
    println!("cargo::rerun-if-env-changed={VARIABLE}");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let root = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    // A packaged crate carries the clients' code but not the documents: there is nothing to compare with.
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
        _ => Err(format!("{VARIABLE} is {value:?}; it can be `deny` (the default) or `warn`")),
    }
}

fn fail(message: &str) -> ExitCode {
    println!("cargo::error={message}");
    ExitCode::FAILURE
}

/// Cargo looks at all that is in a folder, and at the folder itself for what is no longer there. A path that does not exist
/// would have it run this program every time.
fn watch(root: &Path) {
    for folder in ["specs", "generated"] {
        if root.join(folder).exists() {
            println!("cargo::rerun-if-changed={folder}");
        }
    }
}
