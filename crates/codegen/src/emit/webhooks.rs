//! Functions that decode webhooks and callbacks.

mod events;
mod forms;

use std::collections::BTreeSet;

use moored_model::api::{Api, Types, Webhook, WebhookEncoding, WebhookKind};
use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident, rust_type::qualified};

const WEBHOOKS: &str = "Webhooks: requests that the provider sends to an address that is registered with it.\n\n[`Event`] decodes all of them by their events, and each function decodes the body of one webhook.";
const CALLBACKS: &str = "Callbacks: requests that the provider sends to an address that it received in an earlier request.\n\n[`Event`] decodes all of them by their events, and each function decodes the body of one callback.";

/// Emits the module of all webhooks of `kind`; `None` if there are none.
pub(super) fn emit(api: &Api, kind: WebhookKind) -> Option<TokenStream> {
    let webhooks: Vec<&Webhook> = api.webhooks.iter().filter(|webhook| webhook.kind == kind).collect();
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
    let functions: Vec<TokenStream> = webhooks.iter().filter_map(|webhook| function(webhook, &api.types)).collect();
    let mut names_types = false;
    for ty in webhooks.iter().filter_map(|webhook| webhook.ty.as_ref()) {
        ty.each_named(&mut |_| names_types = true);
    }
    let import_types = names_types.then(|| {
        quote!(
            use crate::types;
        )
    });
    let event_names = api.event_names.of(kind);
    let mut imports =
        BTreeSet::from(["EventDecoder", "EventError", "EventName", "HeaderMap", "RawEvent", "WebhookEvent"]);
    if !functions.is_empty() {
        imports.insert("DecodeError");
    }
    if webhooks.iter().any(|webhook| forms::is_needed(webhook)) {
        imports.insert("FormValue");
    }
    let imports = imports.into_iter().map(ident);
    let forms = webhooks.iter().filter_map(|webhook| forms::emit(webhook, &api.types));
    let events = events::emit(&webhooks, kind, event_names, &api.types);
    Some(quote! {
        #(#![doc = #lines])*
        use moored_runtime::{#(#imports),*};
        #import_types
        #events
        #(#functions)*
        #(#forms)*
    })
}

fn function(webhook: &Webhook, types: &Types) -> Option<TokenStream> {
    let (name, ty) = (ident(&webhook.name), qualified(webhook.ty.as_ref()?, types));
    let docs = docs::attributes(&webhook.docs);
    let decode = match webhook.encoding {
        WebhookEncoding::Json => quote!(moored_runtime::decode(body)),
        WebhookEncoding::Form | WebhookEncoding::JsonOrForm => {
            let members = forms::name(webhook);
            quote!(moored_runtime::decode_form(body, #members))
        }
    };
    Some(quote! {
        #docs
        #[doc = ""]
        #[doc = " # Errors"]
        #[doc = " Returns an error if `body` does not match its documented type, or is nested more than 128 levels deep;"]
        #[doc = " [`decode_within`](moored_runtime::decode_within) has another limit."]
        pub fn #name(body: &[u8]) -> Result<#ty, DecodeError> {
            #decode
        }
    })
}
