//! The body of a request: a type for each media type, and an enum if there are several.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{parts, style};
use crate::emit::{bounds, docs, ident, receiver::Receiver, rust_type};
use moored_model::api::{BodyKind, Content, Item, ItemKind, Operation, RequestBody, TypeRef, Types};

/// The body of an operation.
pub(super) struct Body<'a> {
    operation: &'a Operation,
    body: &'a RequestBody,
    types: &'a Types,
    /// The Rust type of each content.
    passed: Vec<Passed<'a>>,
}

impl<'a> Body<'a> {
    /// The body of `operation`, if it has one.
    pub(super) fn of(operation: &'a Operation, types: &'a Types) -> Option<Self> {
        let body = operation.body.as_ref()?;
        let passed = body.contents.iter().map(|content| Passed::of(operation, content)).collect();
        Some(Self { operation, body, types, passed })
    }

    pub(super) fn is_required(&self) -> bool {
        self.body.required
    }

    /// The description in the document.
    pub(super) fn description(&self) -> &str {
        &self.body.description
    }

    /// The type of the argument.
    pub(super) fn ty(&self) -> TokenStream {
        match self.passed.as_slice() {
            [only] => only.rust(self.types),
            _ => {
                let name = self.name();
                quote!(#name)
            }
        }
    }

    /// Whether the argument can be anything that converts to the body type.
    pub(super) fn accepts_into(&self) -> bool {
        match self.body.contents.as_slice() {
            [only] => matches!(only.kind, BodyKind::Raw),
            _ => self.sources().next().is_some(),
        }
    }

    /// Whether the body is a value, which implements `Clone` and `Debug`, and not a stream.
    pub(super) fn is_value(&self) -> bool {
        self.body.is_value()
    }

    /// The expression `request` with the body in `value`.
    pub(super) fn add(&self, request: &TokenStream, value: &TokenStream) -> TokenStream {
        match self.body.contents.as_slice() {
            [only] => add(only, request, value),
            _ => quote!(#value.add_to(#request)),
        }
    }

    /// The types of the body that belong to the call itself.
    pub(super) fn items(&self) -> TokenStream {
        let contents = self.body.contents.iter();
        let forms = contents.filter_map(|content| match &content.kind {
            BodyKind::Multipart(form) if !form.parts.is_empty() => {
                let link = Receiver::link(self.operation);
                let text = format!("The parts of the `{}` body of {link}.", content.media_type);
                Some(parts::emit(&ident(&self.operation.form_name(content)), &text, content, form, self.types))
            }
            _ => None,
        });
        let several = (self.body.contents.len() > 1).then(|| self.choice());
        quote! { #(#forms)* #several }
    }

    /// The names of these types.
    pub(super) fn exports(&self) -> Vec<String> {
        let is_form = |content: &&Content| matches!(&content.kind, BodyKind::Multipart(form) if !form.parts.is_empty());
        let forms = self.body.contents.iter().filter(is_form);
        let mut names: Vec<String> = forms.map(|content| self.operation.form_name(content)).collect();
        names.extend((self.body.contents.len() > 1).then(|| self.name().to_string()));
        names
    }

    fn name(&self) -> Ident {
        ident(&self.operation.body_name())
    }

    /// The enum of all contents.
    fn choice(&self) -> TokenStream {
        let name = self.name();
        let text = format!("The request body of {}, by media type.", Receiver::link(self.operation));
        let docs = docs::attributes(&text);
        let clone = self.is_value().then(|| quote!(Clone, PartialEq,));
        let variants = self.body.contents.iter().zip(&self.passed).map(|(content, passed)| {
            let docs = docs::attributes(&format!("`{}`.", content.media_type));
            let (variant, ty) = (ident(&content.variant), passed.rust(self.types));
            quote!(#docs #variant(#ty))
        });
        let arms = self.body.contents.iter().map(|content| {
            let variant = ident(&content.variant);
            let added = add(content, &quote!(request), &quote!(body));
            quote!(Self::#variant(body) => #added)
        });
        let conversions = self.sources().map(|(content, passed)| {
            let (variant, ty) = (ident(&content.variant), passed.rust(self.types));
            quote! {
                impl From<#ty> for #name {
                    fn from(body: #ty) -> Self {
                        Self::#variant(body)
                    }
                }
            }
        });
        quote! {
            #docs
            #[derive(#clone Debug)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants,)*
            }

            impl #name {
                fn add_to(self, request: moored_runtime::RequestBuilder<'_>) -> moored_runtime::RequestBuilder<'_> {
                    match self {
                        #(#arms,)*
                    }
                }
            }

            #(#conversions)*
        }
    }

    /// The contents that get a `From` conversion: the first of each type, JSON before a form. Bytes get one only if no
    /// other content is sent as bytes.
    fn sources(&self) -> impl Iterator<Item = (&Content, &Passed<'a>)> {
        let contents = self.body.contents.iter().zip(&self.passed);
        // Two aliases may be names of the same type.
        let is_same = |one: &Passed<'_>, other: &Passed<'_>| match (one, other) {
            (Passed::Value(one), Passed::Value(other)) => self.types.resolved(one) == self.types.resolved(other),
            _ => one == other,
        };
        contents.enumerate().filter_map(move |(index, (content, passed))| {
            let is_known = self.passed.iter().take(index).any(|other| is_same(other, passed));
            let is_raw = matches!(content.kind, BodyKind::Raw);
            let is_only = self.passed.iter().filter(|other| is_same(other, passed)).count() == 1;
            ((!is_raw && !is_known) || (is_raw && is_only)).then_some((content, passed))
        })
    }
}

/// The multipart body whose parts are the elements of `value`.
fn items(Item { kind, media_type }: &Item, body_media_type: &str, value: &TokenStream) -> TokenStream {
    let start = parts::start(body_media_type);
    match (kind, media_type) {
        (ItemKind::File, media_type) => {
            let media_type = media_type.as_deref().unwrap_or("application/octet-stream");
            quote!(#start.item_files(#media_type, #value))
        }
        (ItemKind::Value(_), None) => quote!(#start.items(None, &#value)),
        (ItemKind::Value(_), Some(media_type)) => quote!(#start.items(Some(#media_type), &#value)),
    }
}

/// The type that a caller passes for a content.
#[derive(PartialEq)]
enum Passed<'a> {
    Value(&'a TypeRef),
    /// Parts that the document does not declare.
    AnyParts,
    /// The form type of this name.
    Form(Ident),
    /// A list of parts without names.
    Items(&'a ItemKind),
    Bytes,
}

impl<'a> Passed<'a> {
    fn of(operation: &Operation, content: &'a Content) -> Self {
        match &content.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) => Self::Value(ty),
            BodyKind::Multipart(form) if form.parts.is_empty() => Self::AnyParts,
            BodyKind::Items(item) => Self::Items(&item.kind),
            BodyKind::Multipart(_) => Self::Form(ident(&operation.form_name(content))),
            BodyKind::Raw => Self::Bytes,
        }
    }

    fn rust(&self, types: &Types) -> TokenStream {
        match self {
            Self::Value(ty) => rust_type::qualified(ty, types),
            Self::AnyParts => quote!(moored_runtime::Multipart),
            Self::Form(name) => quote!(#name),
            Self::Items(ItemKind::File) => quote!(Vec<moored_runtime::FilePart>),
            Self::Items(ItemKind::Value(ty)) => {
                let ty = rust_type::qualified(ty, types);
                quote!(Vec<#ty>)
            }
            Self::Bytes => quote!(moored_runtime::Body),
        }
    }
}

/// The expression `request` with `value` in the media type of `content`.
fn add(content: &Content, request: &TokenStream, value: &TokenStream) -> TokenStream {
    let media_type = &content.media_type;
    let check = bounds::of_body(content).map(|table| match &content.kind {
        BodyKind::Items(Item { kind: ItemKind::File, .. }) => {
            quote!(.check_body(&moored_runtime::bounds::Count(#value.len()), &#table))
        }
        _ => quote!(.check_body(&#value, &#table)),
    });
    match &content.kind {
        BodyKind::Json(_) if media_type == "application/json" => quote!(#request #check .json(&#value)),
        BodyKind::Json(_) => quote!(#request #check .json_as(#media_type, &#value)),
        BodyKind::Form(_, styles) if styles.is_empty() => quote!(#request #check .form(&#value)),
        BodyKind::Form(_, styles) => {
            let styles = style::members(styles);
            quote!(#request #check .form_as(#styles, &#value))
        }
        BodyKind::Multipart(form) if form.parts.is_empty() => quote!(#request.multipart(#value)),
        BodyKind::Items(item) => {
            let parts = items(item, media_type, value);
            quote!(#request #check .multipart(#parts))
        }
        BodyKind::Multipart(_) => quote!(#request.multipart(#value.into_parts())),
        BodyKind::Raw => quote!(#request.body(#media_type, #value)),
    }
}
