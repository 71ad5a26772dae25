//! Generated types that are compiled here, so that tests can assert what they read and write.
//!
//! `<golden>/openapi.yaml` is a document, and the rest of its folder its types and findings.
//! `UPDATE=1 cargo test -p moored-codegen --test generator golden_files` writes them.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "this is test code throughout, and whatever is unexpected is a failed test"
)]
// Which of them are dead code depends on the derives and macros of each, so that no expectation holds for all modules.
#![allow(dead_code, reason = "generated items are not all used by these tests")]

mod alias;
mod choice;
mod extra_fields;
mod union;

mod aliases {
    #[expect(unreachable_pub, unused_imports, reason = "generated items are not all used by these tests")]
    #[rustfmt::skip]
    pub mod types;
}

mod choices {
    #[expect(unreachable_pub, unused_imports, reason = "generated items are not all used by these tests")]
    #[rustfmt::skip]
    pub mod types;
}

mod objects {
    #[expect(unreachable_pub, unused_imports, reason = "generated items are not all used by these tests")]
    #[rustfmt::skip]
    pub mod types;
}

mod unions {
    #[expect(unreachable_pub, unused_imports, reason = "generated items are not all used by these tests")]
    #[rustfmt::skip]
    pub mod types;
}
