//! What a call sends as its body: a type for each media type, and an enum where there are several.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{parts, request::style};
use crate::emit::{call_name, docs, ident, rust_type};
use moored_model::api::{BodyKind, Content, Operation, RequestBody};

/// The body of an operation.
pub(super) struct Body<'a> {
    operation: &'a Operation,
    body: &'a RequestBody,
    /// The type in which each content is given.
    kinds: Vec<TokenStream>,
}

impl<'a> Body<'a> {
    pub(super) fn of(operation: &'a Operation) -> Option<Self> {
        let body = operation.body.as_ref()?;
        let kinds = body.contents.iter().map(|content| given(operation, content)).collect();
        Some(Self { operation, body, kinds })
    }

    pub(super) fn is_required(&self) -> bool {
        self.body.required
    }

    /// The document's words.
    pub(super) fn words(&self) -> &str {
        &self.body.description
    }

    /// The type of the argument.
    pub(super) fn kind(&self) -> TokenStream {
        match self.kinds.as_slice() {
            [only] => only.clone(),
            _ => {
                let name = self.name();
                quote!(#name)
            }
        }
    }

    /// Whether callers have it in other forms.
    pub(super) fn is_made_of_others(&self) -> bool {
        match self.body.contents.as_slice() {
            [only] => matches!(only.kind, BodyKind::Raw),
            _ => self.sources().next().is_some(),
        }
    }

    /// Whether it is a value, which can be cloned and shown, and not a stream.
    pub(super) fn is_value(&self) -> bool {
        self.body.contents.iter().all(|content| matches!(content.kind, BodyKind::Json(_) | BodyKind::Form(..)))
    }

    /// `request` with the body in `value`.
    pub(super) fn add(&self, request: &TokenStream, value: &TokenStream) -> TokenStream {
        match self.body.contents.as_slice() {
            [only] => add(only, request, value),
            _ => quote!(#value.add_to(#request)),
        }
    }

    /// The types that it is given in, as far as they are the call's own.
    pub(super) fn items(&self) -> TokenStream {
        let contents = self.body.contents.iter();
        let forms = contents.filter_map(|content| match &content.kind {
            BodyKind::Multipart(parts) if !parts.is_empty() => {
                let text = format!(
                    "The parts of `{}` for [`Client::{1}`](crate::Client::{1}).",
                    content.media_type, self.operation.method
                );
                Some(parts::emit(&form_name(self.operation, content), &text, parts, &content.media_type))
            }
            _ => None,
        });
        let several = (self.body.contents.len() > 1).then(|| self.choice());
        quote! { #(#forms)* #several }
    }

    /// Their names.
    pub(super) fn exports(&self) -> Vec<String> {
        let is_form = |content: &&Content| matches!(&content.kind, BodyKind::Multipart(parts) if !parts.is_empty());
        let forms = self.body.contents.iter().filter(is_form);
        let mut names: Vec<String> = forms.map(|content| form_name(self.operation, content).to_string()).collect();
        names.extend((self.body.contents.len() > 1).then(|| self.name().to_string()));
        names
    }

    fn name(&self) -> Ident {
        ident(&format!("{}Body", call_name(self.operation)))
    }

    /// The enum.
    fn choice(&self) -> TokenStream {
        let name = self.name();
        let text = format!("What [`Client::{0}`](crate::Client::{0}) sends, by its media type.", self.operation.method);
        let docs = docs::attributes(&text);
        let clone = self.is_value().then(|| quote!(Clone, PartialEq,));
        let variants = self.body.contents.iter().zip(&self.kinds).map(|(content, kind)| {
            let docs = docs::attributes(&format!("`{}`.", content.media_type));
            let variant = ident(&content.variant);
            quote!(#docs #variant(#kind))
        });
        let arms = self.body.contents.iter().map(|content| {
            let variant = ident(&content.variant);
            let added = add(content, &quote!(request), &quote!(body));
            quote!(Self::#variant(body) => #added)
        });
        let conversions = self.sources().map(|(content, kind)| {
            let variant = ident(&content.variant);
            quote! {
                impl From<#kind> for #name {
                    fn from(body: #kind) -> Self {
                        Self::#variant(body)
                    }
                }
            }
        });
        quote! {
            #docs
            #[derive(#clone Debug)]
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

    /// The contents whose type says which of them it is: the first of a type, JSON before a form. Bytes alone do not say what they are.
    fn sources(&self) -> impl Iterator<Item = (&Content, &TokenStream)> {
        let contents = self.body.contents.iter().zip(&self.kinds);
        contents.enumerate().filter_map(|(index, (content, kind))| {
            let is_known = self.kinds.iter().take(index).any(|other| other.to_string() == kind.to_string());
            let is_raw = matches!(content.kind, BodyKind::Raw);
            let is_only = self.kinds.iter().filter(|other| other.to_string() == kind.to_string()).count() == 1;
            ((!is_raw && !is_known) || (is_raw && is_only)).then_some((content, kind))
        })
    }
}

/// The type of a form of parts.
fn form_name(operation: &Operation, content: &Content) -> Ident {
    let name = call_name(operation);
    match content.media_type.as_str() {
        "multipart/form-data" => ident(&format!("{name}Form")),
        _ => ident(&format!("{name}{}Form", content.variant)),
    }
}

/// The type in which `content` is given.
fn given(operation: &Operation, content: &Content) -> TokenStream {
    match &content.kind {
        BodyKind::Json(schema) | BodyKind::Form(schema, _) => rust_type::of(schema),
        BodyKind::Multipart(parts) if parts.is_empty() => quote!(moored_runtime::Multipart),
        BodyKind::Multipart(_) => {
            let name = form_name(operation, content);
            quote!(#name)
        }
        BodyKind::Raw => quote!(moored_runtime::Body),
    }
}

/// `request` with `value` in the media type of `content`.
fn add(content: &Content, request: &TokenStream, value: &TokenStream) -> TokenStream {
    let media_type = &content.media_type;
    match &content.kind {
        BodyKind::Json(_) if media_type == "application/json" => quote!(#request.json(&#value)),
        BodyKind::Json(_) => quote!(#request.json_as(#media_type, &#value)),
        BodyKind::Form(_, styles) if styles.is_empty() => quote!(#request.form(&#value)),
        BodyKind::Form(_, styles) => {
            let styles = styles.iter().map(|(name, style)| {
                let style = self::style(*style);
                quote!((#name, #style))
            });
            quote!(#request.form_as(&[#(#styles),*], &#value))
        }
        BodyKind::Multipart(parts) if parts.is_empty() => quote!(#request.multipart(#value)),
        BodyKind::Multipart(_) => quote!(#request.multipart(#value.into_parts())),
        BodyKind::Raw => quote!(#request.body(#media_type, #value)),
    }
}
