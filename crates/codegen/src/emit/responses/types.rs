//! The Rust types of response bodies.

use moored_model::api::{Framing, Items, ResponseBody, Types};
use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::rust_type::qualified;

/// The expression that decodes a raw `response`; `ty` is the type of JSON if the compiler cannot infer it.
pub(super) fn read(body: &ResponseBody, ty: Option<&TokenStream>) -> TokenStream {
    let function = function(body, ty);
    quote!(response.#function())
}

/// The method that decodes a raw response.
pub(super) fn function(body: &ResponseBody, ty: Option<&TokenStream>) -> TokenStream {
    match (body, ty) {
        (ResponseBody::Empty, _) => quote!(empty),
        (ResponseBody::Json(_), None) => quote!(json),
        (ResponseBody::Json(_), Some(ty)) => quote!(json::<#ty, _>),
        (ResponseBody::Text, _) => quote!(text),
        (ResponseBody::Bytes, _) => quote!(bytes),
    }
}

/// The type of a decoded body.
pub(super) fn rust_type(body: &ResponseBody, types: &Types) -> TokenStream {
    match body {
        ResponseBody::Empty => quote!(()),
        ResponseBody::Json(ty) => qualified(ty, types),
        ResponseBody::Text => quote!(String),
        ResponseBody::Bytes => quote!(moored_runtime::Bytes),
    }
}

/// The type of an item, and the function that decodes items from a body.
pub(super) fn items(Items { framing, ty }: &Items, types: &Types) -> (TokenStream, TokenStream) {
    let ty = match framing {
        Framing::TextEvents => quote!(String),
        _ => qualified(ty, types),
    };
    let ty = match framing {
        Framing::Events | Framing::TextEvents => quote!(moored_runtime::Event<#ty>),
        Framing::WholeEvents | Framing::JsonLines | Framing::JsonSequence => ty,
    };
    let read = match framing {
        Framing::Events => quote!(events),
        Framing::TextEvents => quote!(text_events),
        Framing::WholeEvents => quote!(object_events),
        Framing::JsonLines => quote!(json_lines),
        Framing::JsonSequence => quote!(json_sequence),
    };
    (ty, quote!(moored_runtime::Items::#read))
}
