//! Enums of several responses, named by status and then by media type.

use moored_document::{scope::Scope, status::Status};
use moored_model::{
    api::{Response, ResponseBody, Types},
    naming::status_variant,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::{pattern, types::rust_type};
use crate::emit::{docs, ident};

/// One variant.
pub(in crate::emit) struct Variant<'a> {
    pub(in crate::emit) name: Ident,
    pub(in crate::emit) response: &'a Response,
    pub(super) media_types: Vec<String>,
    pub(in crate::emit) body: ResponseBody,
}

/// Returns one variant for each of `responses`, with the body that the call requests.
pub(in crate::emit) fn negotiated<'a>(responses: &[&'a Response]) -> Vec<Variant<'a>> {
    let mut scope = Scope::default();
    let variant = |response: &&'a Response| {
        let name = ident(&scope.take_first(&[status_variant(response.status)]));
        Variant { name, response, media_types: Vec::new(), body: response.negotiated().body }
    };
    responses.iter().map(variant).collect()
}

/// Returns the variants of each of `responses`: an error response may have any of its documented media types.
pub(super) fn possible<'a>(responses: &[&'a Response]) -> Vec<Vec<Variant<'a>>> {
    let of_response = |response: &&'a Response| {
        let mut bodies: Vec<(Vec<String>, ResponseBody)> =
            response.possible().into_iter().map(|one| (one.media_types, one.body)).collect();
        if bodies.is_empty() {
            bodies.push((Vec::new(), ResponseBody::Empty));
        }
        let variant = |((media_types, body), name): ((Vec<String>, ResponseBody), &String)| Variant {
            name: ident(name),
            response,
            media_types,
            body,
        };
        bodies.into_iter().zip(&response.variants).map(variant).collect()
    };
    responses.iter().map(of_response).collect()
}

/// Emits the enum `name` of `variants`. A fake provider encodes it.
pub(super) fn response_enum<'a>(
    name: &Ident,
    text: &str,
    variants: impl Iterator<Item = &'a Variant<'a>>,
    types: &Types,
) -> TokenStream {
    let docs = docs::attributes(text);
    let variants = variants.map(|variant| {
        let docs = docs::attributes(&variant_docs(variant));
        let name = &variant.name;
        match &variant.body {
            ResponseBody::Empty => quote! { #docs #name },
            ResponseBody::Bytes => {
                let with = "moored_runtime::testing::serialize_bytes";
                let attribute = quote!(#[cfg_attr(feature = "testing", serde(serialize_with = #with))]);
                quote! { #docs #attribute #name(moored_runtime::Bytes) }
            }
            body => {
                let inner = rust_type(body, types);
                quote! { #docs #name(#inner) }
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "testing", derive(serde::Serialize), serde(untagged))]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}

fn variant_docs(Variant { response, media_types, .. }: &Variant<'_>) -> String {
    let status = match response.status {
        Status::Code(code) => format!("`{code}`"),
        Status::Range(hundred) => format!("`{hundred}XX`"),
        Status::Default => "Any other status".to_owned(),
    };
    let media_types = match (response.possible().len() > 1, media_types.as_slice()) {
        (true, [_, ..]) => format!(" as {}", media_types.join(", ")),
        _ => String::new(),
    };
    match response.description.trim() {
        "" => format!("{status}{media_types}."),
        description => format!("{status}{media_types}: {description}"),
    }
}

/// The arm that creates an error of the enum `name` from a response with one of `variants`.
pub(super) fn error_arm(name: &Ident, variants: &[Variant<'_>]) -> TokenStream {
    let Some((first, others)) = variants.split_first() else { return TokenStream::new() };
    let pattern = pattern(first.response.status);
    let decode = |Variant { name: variant, body, .. }: &Variant<'_>| match body {
        ResponseBody::Empty => quote!(response.error_with(#name::#variant)),
        ResponseBody::Json(_) => quote!(response.error_json(#name::#variant)),
        ResponseBody::Text => quote!(response.error_text(#name::#variant)),
        ResponseBody::Bytes => quote!(response.error_bytes(#name::#variant)),
    };
    let usual = decode(first);
    if others.is_empty() {
        return quote! { #pattern => Err(#usual), };
    }
    let documented = variants.iter().map(|Variant { media_types, .. }| quote!(&[#(#media_types),*]));
    let arms = others.iter().enumerate().map(|(index, variant)| {
        let (index, decoded) = (Literal::usize_unsuffixed(index + 1), decode(variant));
        quote! { #index => #decoded, }
    });
    quote! {
        #pattern => Err(match response.representation(&[#(#documented),*]) {
            #(#arms)*
            _ => #usual,
        }),
    }
}
