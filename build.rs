//! Fails the build if `generated/` is not what codegen made of `specs/`, and lists the tests of single providers and
//! the calls of all clients.

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

#[path = "build/calls.rs"]
mod calls;
#[path = "build/provider_tests.rs"]
mod provider_tests;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build");
    let folder = |variable| env::var_os(variable).map(PathBuf::from).unwrap_or_default();
    let (root, out) = (folder("CARGO_MANIFEST_DIR"), folder("OUT_DIR"));
    if let Err(error) = provider_tests::list(&root, &out).and_then(|()| calls::list(&root, &out)) {
        println!("cargo::error={error}");
        return ExitCode::FAILURE;
    }
    moored_gate::check_workspace(&moored_gate::Workspace {
        specs: "specs",
        generated: "generated",
        command: "cargo xtask codegen",
    })
}
