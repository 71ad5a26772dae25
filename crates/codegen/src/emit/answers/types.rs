//! The Rust types of what answers hold.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{contract::AnswerBody, emit};

/// The expression that reads `answer`.
pub(super) fn read(body: &AnswerBody) -> TokenStream {
    match body {
        AnswerBody::Empty => quote!(answer.empty()),
        AnswerBody::Json(_) => quote!(answer.json()),
        AnswerBody::Text => quote!(answer.text()),
        AnswerBody::Bytes => quote!(answer.bytes()),
    }
}

pub(super) fn rust_type(body: &AnswerBody) -> TokenStream {
    match body {
        AnswerBody::Empty => quote!(()),
        AnswerBody::Json(schema) => emit::rust_type::of(schema),
        AnswerBody::Text => quote!(String),
        AnswerBody::Bytes => quote!(moored_runtime::Bytes),
    }
}
