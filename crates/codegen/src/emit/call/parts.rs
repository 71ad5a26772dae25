//! A multipart form: a type with a field for each part.
//!
//! ```text
//! client.add_pet(AddPetForm { photo: Some(FilePart::new(bytes)), ..AddPetForm::new("Rex") }).send().await
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::style::style;
use crate::emit::{bounds, docs, ident, rust_type};
use moored_model::api::{Content, Form, Part, PartKind, TypeRef, Types};

/// A constructor with more arguments than this is harder to read than the fields.
const MOST: usize = 7;

/// Emits the type `name` of a form of `parts`.
pub(super) fn emit(name: &Ident, text: &str, content: &Content, form: &Form, types: &Types) -> TokenStream {
    let Form { parts, others } = form;
    let docs = docs::attributes(text);
    let default = (!parts.iter().any(is_required)).then(|| quote!(Default,));
    let fields = parts.iter().map(|part| {
        let (docs, field, ty) = (docs::attributes(&part.description), ident(&part.field), part_type(part, types));
        quote!(#docs pub #field: #ty)
    });
    let start = start(&content.media_type);
    let lines = parts.iter().enumerate().map(|(index, part)| {
        let (check, line) = (check(content, index, part), line(part));
        quote!(#check #line)
    });
    let constructor = constructor(form, types);
    let others = others.as_ref().map(|field| Others::of(&ident(field))).unwrap_or_default();
    let Others { field: others_field, methods: others_methods, line: others_line } = &others;
    quote! {
        #docs
        #[derive(#default Debug)]
        pub struct #name {
            #(#fields,)*
            #others_field
        }

        impl #name {
            #constructor

            #others_methods

            fn into_parts(self) -> moored_runtime::Multipart {
                #start #(#lines)* #others_line
            }
        }
    }
}

/// The expression for an empty body of `media_type`.
pub(super) fn start(media_type: &str) -> TokenStream {
    match media_type {
        "multipart/mixed" => quote!(moored_runtime::Multipart::mixed()),
        "multipart/related" => quote!(moored_runtime::Multipart::related()),
        _ => quote!(moored_runtime::Multipart::form_data()),
    }
}

/// The code for parts that the document does not name.
#[derive(Default)]
struct Others {
    field: TokenStream,
    methods: TokenStream,
    line: TokenStream,
}

impl Others {
    fn of(field: &Ident) -> Self {
        Self {
            field: quote! {
                #[doc = " Parts that the document does not name, sent after all others. [`part`](Self::part) and"]
                #[doc = " [`value`](Self::value) add one."]
                pub #field: moored_runtime::Multipart,
            },
            methods: quote! {
                #[doc = " Adds a part that the document does not name: a file, or other content with a media type."]
                #[must_use]
                pub fn part(mut self, name: impl Into<String>, part: impl Into<moored_runtime::FilePart>) -> Self {
                    self.#field = self.#field.file(name, part);
                    self
                }

                #[doc = " Adds a value that the document does not name: a scalar as text, an object as JSON, a list as one part for"]
                #[doc = " each element."]
                #[must_use]
                pub fn value(mut self, name: impl Into<String>, value: &impl serde::Serialize) -> Self {
                    self.#field = self.#field.field(name, value);
                    self
                }
            },
            line: quote!(.extend(self.#field)),
        }
    }
}

/// Whether the caller must provide the part. A list of files may be empty, so it is never required.
fn is_required(part: &Part) -> bool {
    part.required && !matches!(part.kind, PartKind::Files)
}

fn part_type(part: &Part, types: &Types) -> TokenStream {
    let ty = match &part.kind {
        PartKind::Files => return quote!(Vec<moored_runtime::FilePart>),
        PartKind::File => quote!(moored_runtime::FilePart),
        PartKind::Value(ty) => rust_type::qualified(ty, types),
    };
    if part.required { ty } else { quote!(Option<#ty>) }
}

/// Whether the constructor accepts `impl Into` of the part's type.
fn accepts_into(part: &Part) -> bool {
    matches!(part.kind, PartKind::File | PartKind::Value(TypeRef::String))
}

/// `new(…)` with the required parts as arguments; `None` if all fields or no parts are required.
fn constructor(Form { parts, others }: &Form, types: &Types) -> Option<TokenStream> {
    let required: Vec<&Part> = parts.iter().filter(|part| is_required(part)).collect();
    let are_all_required = required.len() == parts.len() && others.is_none();
    if required.is_empty() || are_all_required || required.len() > MOST {
        return None;
    }
    let arguments = required.iter().map(|part| {
        let (field, ty) = (ident(&part.field), part_type(part, types));
        if accepts_into(part) { quote!(#field: impl Into<#ty>) } else { quote!(#field: #ty) }
    });
    let values = parts.iter().map(|part| {
        let field = ident(&part.field);
        match is_required(part) {
            false => quote!(#field: Default::default()),
            true if accepts_into(part) => quote!(#field: #field.into()),
            true => quote!(#field),
        }
    });
    let others = others.as_ref().map(|field| {
        let field = ident(field);
        quote!(#field: Default::default(),)
    });
    Some(quote! {
        #[doc = " Creates a value from the required fields. All other fields are unset."]
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values,)* #others }
        }
    })
}

/// The method call that checks the bounds of the part with the number `index`.
fn check(content: &Content, index: usize, part: &Part) -> Option<TokenStream> {
    let table = bounds::of_part(content, index)?;
    let (name, field) = (&part.name, ident(&part.field));
    Some(match &part.kind {
        PartKind::Value(_) | PartKind::File => quote!(.check(#name, &self.#field, &#table)),
        PartKind::Files => quote!(.check(#name, &moored_runtime::bounds::Count(self.#field.len()), &#table)),
    })
}

/// The method call that adds a part to the form.
fn line(part: &Part) -> TokenStream {
    let (name, field) = (&part.name, ident(&part.field));
    if let (PartKind::Value(_), Some(style)) = (&part.kind, part.style) {
        let style = self::style(style);
        return quote!(.field_in_style(#name, #style, &self.#field));
    }
    match (&part.kind, &part.media_type) {
        (PartKind::Value(_), None) => quote!(.field(#name, &self.#field)),
        (PartKind::Value(_), Some(media_type)) => quote!(.field_as(#name, #media_type, &self.#field)),
        (PartKind::File, None) if part.required => quote!(.file(#name, self.#field)),
        (PartKind::File, Some(media_type)) if part.required => quote!(.files_as(#name, #media_type, [self.#field])),
        // `files` accepts both an option and a list.
        (PartKind::File | PartKind::Files, None) => quote!(.files(#name, self.#field)),
        (PartKind::File | PartKind::Files, Some(media_type)) => quote!(.files_as(#name, #media_type, self.#field)),
    }
}
