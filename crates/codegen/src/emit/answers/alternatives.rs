//! What a call can ask for in place of what it asks for by itself.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    pattern,
    types::{items, read, rust_type},
};
use moored_document::status::Status;
use moored_model::api::{Answer, AnswerBody, Representation};

/// Another representation of an operation's successes.
pub(in crate::emit) struct Alternative {
    /// Its media types.
    pub(in crate::emit) media_types: Vec<String>,
    /// What it is in Rust.
    pub(in crate::emit) kind: TokenStream,
    /// What its items are, and what makes them of it.
    pub(in crate::emit) items: Option<(TokenStream, TokenStream)>,
    /// The arms of `match answer.status().as_u16()` for successes.
    pub(in crate::emit) arms: TokenStream,
}

/// Those of `successes`, which hold the `default` where it is for all.
pub(super) fn read_off(successes: &[&Answer]) -> Vec<Alternative> {
    let mut found: Vec<Representation> = Vec::new();
    for one in successes.iter().flat_map(|answer| answer.alternatives()) {
        match found.iter_mut().find(|other| other.media_types.first() == one.media_types.first()) {
            // Each status has its own: one for all is what they are made of.
            Some(other) => {
                if other.body != one.body {
                    other.body = AnswerBody::Bytes;
                }
                other.items = other.items.take().filter(|items| one.items.as_ref() == Some(items));
            }
            None => found.push(one.clone()),
        }
    }
    let patterns = successes.iter().map(|answer| match answer.status {
        Status::Default => quote!(200..=299),
        status => pattern(status),
    });
    let patterns: Vec<TokenStream> = patterns.collect();
    let alternative = |Representation { media_types, body, items }: Representation| {
        let (read, items) = (read(&body), items.as_ref().map(self::items));
        Alternative { media_types, kind: rust_type(&body), items, arms: quote! { #(#patterns)|* => #read, } }
    };
    found.into_iter().filter(|one| !one.media_types.is_empty()).map(alternative).collect()
}
