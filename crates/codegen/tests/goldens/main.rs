//! Generated types that are compiled here, so that it can be asserted what they read and write.
//!
//! `<golden>/openapi.yaml` is a document, the rest of its folder the types that are made of it:
//! `UPDATE=1 cargo test -p moored-codegen --test generator golden_files` writes them.

#![expect(clippy::expect_used, clippy::panic, reason = "this is test code throughout, and a surprise is a failed test")]

mod union;

mod unions {
    #[expect(dead_code, unreachable_pub, unused_imports, reason = "what is generated is for others than these tests")]
    #[rustfmt::skip]
    pub mod types;
}
