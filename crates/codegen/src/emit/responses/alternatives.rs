//! Representations that a caller can request instead of the default one.

use moored_document::status::Status;
use moored_model::api::{Representation, Response, ResponseBody, Types};
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    pattern,
    types::{items, read, rust_type},
};

/// Another representation of an operation's successes.
pub(in crate::emit) struct Alternative {
    /// Its media types.
    pub(in crate::emit) media_types: Vec<String>,
    /// Its type in Rust.
    pub(in crate::emit) ty: TokenStream,
    /// The type of its items, and the function that decodes them.
    pub(in crate::emit) items: Option<(TokenStream, TokenStream)>,
    /// The arms of the `match` on the status for successes.
    pub(in crate::emit) arms: TokenStream,
}

/// The representations of `successes`, which include the `default` response if it describes success too.
pub(super) fn representations(successes: &[&Response]) -> Vec<Representation> {
    let mut found: Vec<Representation> = Vec::new();
    for one in successes.iter().flat_map(|response| response.alternatives()) {
        match found.iter_mut().find(|other| other.media_types.first() == one.media_types.first()) {
            // Each status has its own body type; bytes are what they have in common.
            Some(other) => {
                if other.body != one.body {
                    other.body = ResponseBody::Bytes;
                }
                other.items = other.items.take().filter(|items| one.items.as_ref() == Some(items));
            }
            None => found.push(one.clone()),
        }
    }
    found.retain(|one| !one.media_types.is_empty());
    found
}

impl Alternative {
    /// Creates the alternative for `representation` of `successes`.
    pub(super) fn of(representation: &Representation, successes: &[&Response], types: &Types) -> Self {
        let patterns = successes.iter().map(|response| match response.status {
            Status::Default => quote!(200..=299),
            status => pattern(status),
        });
        let read = read(&representation.body);
        Self {
            media_types: representation.media_types.clone(),
            ty: rust_type(&representation.body, types),
            items: representation.items.as_ref().map(|found| items(found, types)),
            arms: quote! { #(#patterns)|* => #read, },
        }
    }
}
