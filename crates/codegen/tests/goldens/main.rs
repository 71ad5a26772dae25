//! Generated types that are compiled here, so that tests can assert what they read and write.
//!
//! `<golden>/openapi.yaml` is a document, and the rest of its folder its types and findings.
//! `UPDATE=1 cargo test -p moored-codegen --test generator golden_files` writes them.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "this is test code throughout, and whatever is unexpected is a failed test"
)]

mod alias;
mod choice;
mod extra_fields;
mod union;

mod aliases {
    #[expect(dead_code, unreachable_pub, unused_imports, reason = "generated items are not all used by these tests")]
    #[rustfmt::skip]
    pub mod types;
}

mod choices {
    #[expect(dead_code, unreachable_pub, unused_imports, reason = "generated items are not all used by these tests")]
    #[rustfmt::skip]
    pub mod types;
}

mod objects {
    #[expect(dead_code, unreachable_pub, unused_imports, reason = "generated items are not all used by these tests")]
    #[rustfmt::skip]
    pub mod types;
}

mod unions {
    #[expect(dead_code, unreachable_pub, unused_imports, reason = "generated items are not all used by these tests")]
    #[rustfmt::skip]
    pub mod types;
}
