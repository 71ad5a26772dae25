//! Fails the build if `generated/` is not what codegen made of `specs/`.

use std::process::ExitCode;

fn main() -> ExitCode {
    moored_gate::check_workspace(&moored_gate::Workspace {
        specs: "specs",
        generated: "generated",
        command: "cargo xtask codegen",
    })
}
