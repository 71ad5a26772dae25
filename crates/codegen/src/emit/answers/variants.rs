//! Enums of several answers, by status and then by media type.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{pattern, types::rust_type};
use crate::emit::{docs, ident};
use moored_document::{scope::Scope, status::Status};
use moored_model::{
    api::{Answer, AnswerBody, Representation},
    naming::status_variant,
    naming::{media_type_names, variant_name},
};

/// One variant.
pub(super) struct Variant<'a> {
    pub(super) name: Ident,
    pub(super) answer: &'a Answer,
    pub(super) media_types: Vec<String>,
    pub(super) body: AnswerBody,
}

/// A variant for each of `answers`, which is what a call asks for.
pub(super) fn asked<'a>(answers: &[&'a Answer]) -> Vec<Variant<'a>> {
    let mut scope = Scope::default();
    let variant = |answer: &&'a Answer| {
        let name = ident(&scope.take_first(&[status_variant(answer.status)]));
        Variant { name, answer, media_types: Vec::new(), body: answer.asked().body }
    };
    answers.iter().map(variant).collect()
}

/// The variants of each of `answers`: of a failure comes what the provider likes.
pub(super) fn unasked<'a>(answers: &[&'a Answer]) -> Vec<Vec<Variant<'a>>> {
    let mut scope = Scope::default();
    // What is named after a status alone goes first.
    let names: Vec<String> = answers.iter().map(|answer| scope.take_first(&[status_variant(answer.status)])).collect();
    let mut all = Vec::new();
    for (answer, status) in answers.iter().zip(names) {
        let mut variants: Vec<Variant<'a>> = Vec::new();
        for Representation { media_types, body, .. } in answer.unasked() {
            let name = match variants.is_empty() {
                true => status.clone(),
                false => {
                    let words = media_types.first().map(|media_type| media_type_names(media_type)).unwrap_or_default();
                    let wishes = words.iter().map(|word| variant_name(&format!("{status} {word}")));
                    scope.take_first(&wishes.collect::<Vec<_>>())
                }
            };
            variants.push(Variant { name: ident(&name), answer, media_types, body });
        }
        if variants.is_empty() {
            let (name, media_types, body) = (ident(&status), Vec::new(), AnswerBody::Empty);
            variants.push(Variant { name, answer, media_types, body });
        }
        all.push(variants);
    }
    all
}

/// The enum `name` of `variants`.
pub(super) fn answer_enum<'a>(
    name: &Ident,
    text: &str,
    variants: impl Iterator<Item = &'a Variant<'a>>,
) -> TokenStream {
    let docs = docs::attributes(text);
    let variants = variants.map(|Variant { name, answer, media_types, body }| {
        let status = match answer.status {
            Status::Code(code) => format!("`{code}`"),
            Status::Range(hundred) => format!("`{hundred}XX`"),
            Status::Default => "Any other status".to_owned(),
        };
        let description = answer.description.trim();
        let kind = match (answer.unasked().len() > 1, media_types.as_slice()) {
            (true, [_, ..]) => format!(" as {}", media_types.join(", ")),
            _ => String::new(),
        };
        let docs = docs::attributes(&match description {
            "" => format!("{status}{kind}."),
            _ => format!("{status}{kind}: {description}"),
        });
        match body {
            AnswerBody::Empty => quote! { #docs #name },
            _ => {
                let inner = rust_type(body);
                quote! { #docs #name(#inner) }
            }
        }
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#variants,)*
        }
    }
}

/// The arm that makes an error of the enum `name` of an answer that comes in one of `variants`.
pub(super) fn refusal(name: &Ident, variants: &[Variant<'_>]) -> TokenStream {
    let Some((first, others)) = variants.split_first() else { return TokenStream::new() };
    let pattern = pattern(first.answer.status);
    let refused = |Variant { name: variant, body, .. }: &Variant<'_>| match body {
        AnswerBody::Empty => quote!(answer.refused_as(#name::#variant)),
        AnswerBody::Json(_) => quote!(answer.refused(#name::#variant)),
        AnswerBody::Text => quote!(answer.refused_text(#name::#variant)),
        AnswerBody::Bytes => quote!(answer.refused_bytes(#name::#variant)),
    };
    let usual = refused(first);
    if others.is_empty() {
        return quote! { #pattern => Err(#usual), };
    }
    let documented = variants.iter().map(|Variant { media_types, .. }| quote!(&[#(#media_types),*]));
    let arms = others.iter().enumerate().map(|(index, variant)| {
        let (index, refused) = (proc_macro2::Literal::usize_unsuffixed(index + 1), refused(variant));
        quote! { #index => #refused, }
    });
    quote! {
        #pattern => Err(match answer.representation(&[#(#documented),*]) {
            #(#arms)*
            _ => #usual,
        }),
    }
}
