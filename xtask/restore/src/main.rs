//! `cargo restore`: `cargo xtask codegen`, as a program that does not belong to the workspace. Cargo loads no workspace
//! in which a crate depends on one that is missing, so it would not start `cargo xtask`.

fn main() -> cargo_moored::Exit {
    cargo_moored::main("cargo xtask")
}
