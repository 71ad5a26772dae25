//! What the compiler says to the mistakes that users of a client make. What is in `tests/mistakes` fails with the
//! message beside it. What is in `tests/mistakes/accepted` was a mistake once, and compiles. What is in
//! `tests/mistakes/warned` compiles with the warnings that it expects.
//!
//! `TRYBUILD=overwrite cargo test -p moored-example-service --test mistakes` writes the messages; read them.

#[expect(dead_code, reason = "it is compiled and not called")]
#[path = "mistakes/accepted"]
mod accepted {
    mod await_without_send;
    mod optional_compared;
    mod optional_member;
    mod parsed_enum;
    mod spawned_call;
}

#[expect(dead_code, reason = "it is compiled and not called")]
#[path = "mistakes/warned"]
mod warned {
    mod deprecated_members;
}

#[test]
fn the_compiler_says_what_is_wrong() {
    trybuild::TestCases::new().compile_fail("tests/mistakes/*.rs");
}
