//! Functions that decode what the provider sends by itself.

use moored_model::api::{Types, Webhook, WebhookKind};
use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, ident, rust_type::qualified};

const WEBHOOKS: &str = "What the provider sends to an address that was agreed upon with it: a function for each webhook, which decodes its body.";
const CALLBACKS: &str =
    "What the provider sends to an address that a call gave it: a function for each callback, which decodes its body.";

/// The module of `webhooks`, all of one kind; `None` where there are none.
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
        false => format!("{intro}\n\nWithout a body that could be decoded:\n\n{}", bare.join("\n")),
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
        #[doc = " Where `body` is not what the document says."]
        pub fn #name(body: &[u8]) -> Result<#ty, DecodeError> {
            moored_runtime::decode(body)
        }
    })
}
