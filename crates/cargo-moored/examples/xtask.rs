//! `cargo xtask`: the commands of `cargo moored`, in the version of Cargo.lock.

fn main() -> cargo_moored::Exit {
    cargo_moored::main("cargo xtask")
}
