//! What the compiler says to the mistakes in `tests/mistakes`.
//!
//! `TRYBUILD=overwrite cargo test -p moored-example-mistakes` writes the messages; read them.

#[test]
fn the_compiler_says_what_is_wrong() {
    trybuild::TestCases::new().compile_fail("tests/mistakes/*.rs");
}
