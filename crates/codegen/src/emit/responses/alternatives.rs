//! Representations that a caller can request instead of the default one.

use moored_model::api::{Representation, ResponseBody, Types};
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    plan::{Plan, in_response},
    read_requested,
    types::{items, rust_type},
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
    /// The responses that its stream returns.
    pub(in crate::emit) expected: TokenStream,
}

impl Alternative {
    /// Creates the alternative for `representation` of the successes of `plan`.
    pub(super) fn of(representation: &Representation, plan: &Plan<'_>, types: &Types) -> Self {
        let media_types = &representation.media_types;
        let arms = plan.successes.iter().map(|response| match in_response(response, representation) {
            Some(found) => {
                let pattern = plan.pattern(response, &found.body);
                let read = read_requested(response, &found.media_types, &representation.body, None);
                quote!(#pattern => #read,)
            }
            None => {
                let pattern = plan.pattern(response, &ResponseBody::Empty);
                quote!(#pattern => Err(response.unexpected_media_type(&[#(#media_types),*], Some("send()"))),)
            }
        });
        Self {
            media_types: representation.media_types.clone(),
            ty: rust_type(&representation.body, types),
            items: representation.items.as_ref().map(|found| items(found, types)),
            arms: quote! { #(#arms)* },
            expected: plan.expected_alternative(representation),
        }
    }
}
