//! The Rust types of what answers hold.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit;
use moored_model::api::{AnswerBody, Framing, Items};

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

/// The type of an item, and what makes them of a body.
pub(super) fn items(Items { framing, schema }: &Items) -> (TokenStream, TokenStream) {
    let kind = match framing {
        Framing::TextEvents => quote!(String),
        _ => emit::rust_type::of(schema),
    };
    let kind = match framing {
        Framing::Events | Framing::TextEvents => quote!(moored_runtime::Event<#kind>),
        Framing::WholeEvents | Framing::JsonLines | Framing::JsonSequence => kind,
    };
    let read = match framing {
        Framing::Events => quote!(events),
        Framing::TextEvents => quote!(text_events),
        Framing::WholeEvents => quote!(whole_events),
        Framing::JsonLines => quote!(json_lines),
        Framing::JsonSequence => quote!(json_sequence),
    };
    (kind, quote!(moored_runtime::Items::#read))
}
