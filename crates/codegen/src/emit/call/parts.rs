//! A form of several parts: a type with a field for each.
//!
//! ```text
//! client.add_pet(AddPetForm { photo: Some(FilePart::new(bytes)), ..AddPetForm::new("Rex") }).send().await
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::request;
use crate::emit::{docs, ident, rust_type};
use moored_model::api::{Part, PartKind};

/// More arguments than this are no help.
const MOST: usize = 7;

pub(super) fn emit(name: &Ident, text: &str, parts: &[Part], media_type: &str) -> TokenStream {
    let docs = docs::attributes(text);
    let default = (!parts.iter().any(is_required)).then(|| quote!(Default,));
    let fields = parts.iter().map(|part| {
        let words = if part.description.is_empty() { format!("`{}`", part.name) } else { part.description.clone() };
        let (docs, field, kind) = (docs::attributes(&words), ident(&part.field), kind(part));
        quote!(#docs pub #field: #kind)
    });
    let start = match media_type {
        "multipart/mixed" => quote!(mixed),
        "multipart/related" => quote!(related),
        _ => quote!(form_data),
    };
    let lines = parts.iter().map(line);
    let constructor = constructor(parts);
    quote! {
        #docs
        #[derive(#default Debug)]
        pub struct #name {
            #(#fields,)*
        }

        impl #name {
            #constructor

            fn into_parts(self) -> moored_runtime::Multipart {
                moored_runtime::Multipart::#start() #(#lines)*
            }
        }
    }
}

/// Whether a caller has to give it: no file may be any number of files.
fn is_required(part: &Part) -> bool {
    part.required && !matches!(part.kind, PartKind::Files)
}

fn kind(part: &Part) -> TokenStream {
    let kind = match &part.kind {
        PartKind::Files => return quote!(Vec<moored_runtime::FilePart>),
        PartKind::File => quote!(moored_runtime::FilePart),
        PartKind::Value(schema) => rust_type::of(schema),
    };
    if part.required { kind } else { quote!(Option<#kind>) }
}

/// What makes one of what is required; nothing where everything or nothing is.
fn constructor(parts: &[Part]) -> Option<TokenStream> {
    let required: Vec<&Part> = parts.iter().filter(|part| is_required(part)).collect();
    if required.is_empty() || required.len() == parts.len() || required.len() > MOST {
        return None;
    }
    let others = |kind: &TokenStream| ["String", "moored_runtime :: FilePart"].contains(&kind.to_string().as_str());
    let arguments = required.iter().map(|part| {
        let (field, kind) = (ident(&part.field), kind(part));
        if others(&kind) { quote!(#field: impl Into<#kind>) } else { quote!(#field: #kind) }
    });
    let values = parts.iter().map(|part| {
        let field = ident(&part.field);
        match is_required(part) {
            false => quote!(#field: Default::default()),
            true if others(&kind(part)) => quote!(#field: #field.into()),
            true => quote!(#field),
        }
    });
    Some(quote! {
        #[doc = " With what is required; everything else is left out until it is set."]
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    })
}

/// What adds a part to those before it.
fn line(part: &Part) -> TokenStream {
    let (name, field) = (&part.name, ident(&part.field));
    if let (PartKind::Value(_), Some(style)) = (&part.kind, part.style) {
        let style = request::style(style);
        return quote!(.field_in_style(#name, #style, &self.#field));
    }
    match (&part.kind, &part.media_type) {
        (PartKind::Value(_), None) => quote!(.field(#name, &self.#field)),
        (PartKind::Value(_), Some(media_type)) => quote!(.field_as(#name, #media_type, &self.#field)),
        (PartKind::File, None) if part.required => quote!(.file(#name, self.#field)),
        (PartKind::File, Some(media_type)) if part.required => quote!(.files_as(#name, #media_type, [self.#field])),
        // Both an option and a list are any number of files.
        (PartKind::File | PartKind::Files, None) => quote!(.files(#name, self.#field)),
        (PartKind::File | PartKind::Files, Some(media_type)) => quote!(.files_as(#name, #media_type, self.#field)),
    }
}
