//! Functions that decode webhooks and callbacks.

use moored_model::api::{Types, Webhook, WebhookKind};
use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident, rust_type::qualified};

const WEBHOOKS: &str = "Webhooks: requests that the provider sends to an address that is registered with it.\n\nEach function decodes the body of a webhook.";
const CALLBACKS: &str = "Callbacks: requests that the provider sends to an address that it received in an earlier request.\n\nEach function decodes the body of a callback.";

/// Emits the module of `webhooks`, all of one kind; `None` if there are none.
pub(super) fn emit(webhooks: &[&Webhook], kind: WebhookKind, types: &Types) -> Option<TokenStream> {
    if webhooks.is_empty() {
        return None;
    }
    let intro = match kind {
        WebhookKind::Webhook => WEBHOOKS,
        WebhookKind::Callback => CALLBACKS,
    };
    let bare: Vec<String> = webhooks
        .iter()
        .filter(|webhook| webhook.ty.is_none())
        .map(|webhook| {
            format!("- `{}`: {}", webhook.name, webhook.docs.split_whitespace().collect::<Vec<_>>().join(" "))
        })
        .collect();
    let text = match bare.is_empty() {
        true => intro.to_owned(),
        false => format!("{intro}\n\nThese have no body that can be decoded:\n\n{}", bare.join("\n")),
    };
    let lines = docs::lines(&text);
    let functions: Vec<TokenStream> = webhooks.iter().filter_map(|webhook| function(webhook, types)).collect();
    let mut names_types = false;
    for ty in webhooks.iter().filter_map(|webhook| webhook.ty.as_ref()) {
        ty.each_named(&mut |_| names_types = true);
    }
    let import_types = names_types.then(|| {
        quote!(
            use crate::types;
        )
    });
    let import_error = (!functions.is_empty()).then(|| {
        quote!(
            use moored_runtime::DecodeError;
        )
    });
    Some(quote! {
        #(#![doc = #lines])*
        #import_error
        #import_types
        #(#functions)*
    })
}

fn function(webhook: &Webhook, types: &Types) -> Option<TokenStream> {
    let (name, ty) = (ident(&webhook.name), qualified(webhook.ty.as_ref()?, types));
    let docs = docs::attributes(&webhook.docs);
    Some(quote! {
        #docs
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = " Returns an error if `body` does not match its documented type, or is nested more than 128 levels deep;"]
        #[doc = " [`decode_within`](moored_runtime::decode_within) has another limit."]
        pub fn #name(body: &[u8]) -> Result<#ty, DecodeError> {
            moored_runtime::decode(body)
        }
    })
}
