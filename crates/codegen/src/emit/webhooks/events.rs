//! The enum of events.

use moored_model::api::{EventName, TypeRef, Types, UNKNOWN_EVENT, Webhook, WebhookKind};
use proc_macro2::TokenStream;
use quote::quote;

use super::forms;
use crate::emit::{docs, ident, rust_type::qualified};

/// Emits `Event` for `webhooks`, all of one kind. `names` is where requests have the names of their events.
pub(super) fn emit(webhooks: &[&Webhook], kind: WebhookKind, names: &[EventName], types: &Types) -> TokenStream {
    let docs = docs::attributes(&intro(webhooks, kind, names));
    let unknown = ident(UNKNOWN_EVENT);
    let variants = webhooks.iter().map(|webhook| {
        let variant = ident(&webhook.variant);
        let docs = docs::attributes(&about(webhook));
        let held = match &webhook.ty {
            Some(ty @ TypeRef::Named(_)) => {
                let ty = qualified(ty, types);
                quote!(Box<#ty>)
            }
            Some(ty) => qualified(ty, types),
            None => quote!(RawEvent),
        };
        quote!(#docs #variant(#held))
    });
    let decoders = webhooks.iter().flat_map(|webhook| {
        let variant = ident(&webhook.variant);
        let members = match forms::is_needed(webhook) {
            true => forms::name(webhook),
            false => quote!(&[]),
        };
        let decode = match &webhook.ty {
            Some(TypeRef::Named(_)) => {
                quote!(|event| event.boxed(#members, Self::#variant))
            }
            Some(_) => quote!(|event| event.value(#members, Self::#variant)),
            None => quote!(|event| Ok(Self::#variant(event.clone()))),
        };
        webhook.events.iter().map(move |name| quote!((#name, #decode)))
    });
    let names_in_code = names.iter().map(|name| match name {
        EventName::Header(name) => quote!(EventName::Header(#name)),
        EventName::Body(pointer) => quote!(EventName::Body(#pointer)),
    });
    let decode = (!names.is_empty() || webhooks.len() == 1).then(|| {
        quote! {
            /// Decodes a request with these headers and this body. Verify its signature first.
            ///
            /// # Errors
            /// Returns an error, which keeps the request, if the body does not match the documented type of its event.
            pub fn decode(headers: &HeaderMap, body: &[u8]) -> Result<Self, EventError> {
                WebhookEvent::decode(headers, body)
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            #(#variants,)*
            /// An event that the document does not have, as it was received.
            #unknown(RawEvent),
        }

        impl Event {
            #decode

            /// Decodes the event `name`, which is known in another way, as by the address of the request.
            ///
            /// # Errors
            /// Returns an error, which keeps the request, if the body does not match the documented type of the event.
            pub fn decode_named(name: &str, headers: &HeaderMap, body: &[u8]) -> Result<Self, EventError> {
                WebhookEvent::decode_named(name, headers, body)
            }
        }

        impl WebhookEvent for Event {
            const NAME: &'static [EventName] = &[#(#names_in_code),*];
            const EVENTS: &'static [EventDecoder<Self>] = &[#(#decoders),*];

            fn unknown(event: RawEvent) -> Self {
                Self::#unknown(event)
            }
        }
    }
}

fn intro(webhooks: &[&Webhook], kind: WebhookKind, names: &[EventName]) -> String {
    let word = match kind {
        WebhookKind::Webhook => "webhook",
        WebhookKind::Callback => "callback",
    };
    let parts: Vec<String> = names.iter().map(ToString::to_string).collect();
    let how = match parts.as_slice() {
        [] if webhooks.len() == 1 => "There is only one.".to_owned(),
        [] => format!(
            "Nothing in the document distinguishes them, so that the receiver has to know the name of each {word}:\n\
             [`Event::decode_named`]."
        ),
        parts => format!("The name of an event is {}.", parts.join(" and ")),
    };
    format!("The {word}s by their events.\n\n{how}")
}

/// What a variant is: the first paragraph of the documentation, and the names of the event.
fn about(webhook: &Webhook) -> String {
    let first = webhook.docs.split("\n\n").next().unwrap_or_default();
    let names: Vec<String> = webhook.events.iter().map(|name| format!("`{name}`")).collect();
    match names.is_empty() {
        true => first.to_owned(),
        false => format!("{first}\n\nThe event {}.", names.join(" or ")),
    }
}
