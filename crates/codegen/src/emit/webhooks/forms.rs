//! What the members of a form are, for the runtime, which reads it as JSON.

use moored_model::api::{Native, TypeKind, TypeRef, Types, Webhook, WebhookEncoding};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// How deep objects in a form may contain others. Those that are deeper are JSON.
const DEEPEST: usize = 4;

/// Whether `webhook` can be a form.
pub(super) fn is_needed(webhook: &Webhook) -> bool {
    webhook.ty.is_some() && webhook.encoding != WebhookEncoding::Json
}

/// The constant for the members of `webhook`.
pub(super) fn name(webhook: &Webhook) -> TokenStream {
    let name = format_ident!("{}_FORM", webhook.name.to_uppercase());
    quote!(#name)
}

/// Emits this constant; `None` if `webhook` cannot be a form.
pub(super) fn emit(webhook: &Webhook, types: &Types) -> Option<TokenStream> {
    let ty = webhook.ty.as_ref().filter(|_| is_needed(webhook))?;
    let (name, members) = (name(webhook), members(ty, types, DEEPEST));
    Some(quote!(const #name: &[(&str, FormValue)] = #members;))
}

fn members(ty: &TypeRef, types: &Types, depth: usize) -> TokenStream {
    let TypeRef::Named(id) = types.resolved(ty).not_null() else { return quote!(&[]) };
    let Some(TypeKind::Struct(object)) = types.get(id).map(|ty| &ty.kind) else { return quote!(&[]) };
    let members = object.fields.iter().map(|field| {
        let (name, value) = (&field.wire_name, value(&field.ty, types, depth));
        quote!((#name, #value))
    });
    quote!(&[#(#members),*])
}

fn value(ty: &TypeRef, types: &Types, depth: usize) -> TokenStream {
    match types.resolved(ty).not_null() {
        TypeRef::String => quote!(FormValue::Text),
        TypeRef::Native(native) if native != Native::Number => quote!(FormValue::Text),
        TypeRef::List(item) => {
            let item = value(&item, types, depth.saturating_sub(1));
            quote!(FormValue::List(&#item))
        }
        TypeRef::Named(id) => match types.get(id).map(|ty| &ty.kind) {
            Some(TypeKind::Enum(_)) => quote!(FormValue::Text),
            Some(TypeKind::Wrapper(inner)) if depth > 0 => value(inner, types, depth - 1),
            Some(TypeKind::Struct(_)) if depth > 0 => {
                let members = members(&TypeRef::Named(id), types, depth - 1);
                quote!(FormValue::Object(#members))
            }
            _ => quote!(FormValue::Json),
        },
        _ => quote!(FormValue::Json),
    }
}
