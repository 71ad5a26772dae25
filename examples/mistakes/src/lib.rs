//! Typical mistakes of those who use a client.
//!
//! What is in `tests/mistakes` fails with the message beside it. What is in `src/accepted` was a mistake once, and
//! compiles. What is in `src/warned` compiles with the warnings that it expects.

#![expect(dead_code, reason = "it is compiled and not called")]

mod accepted {
    mod await_without_send;
    mod optional_compared;
    mod optional_member;
    mod parsed_enum;
    mod spawned_call;
}

mod warned {
    mod deprecated_members;
}
