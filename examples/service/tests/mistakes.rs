//! What the compiler says to the mistakes that users of a client make. What is in `tests/mistakes` fails with the
//! message beside it; what is in `tests/mistakes/accepted` compiles.
//!
//! `TRYBUILD=overwrite cargo test -p moored-example-service --test mistakes` writes the messages; read them.

#[test]
fn the_compiler_says_what_is_wrong() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/mistakes/*.rs");
    // What was a mistake once.
    cases.pass("tests/mistakes/accepted/*.rs");
}
