//! Unions: enums that encode the value that they decoded. One line for each variant; the type, its traits and the
//! selection of a variant are in the runtime's `union.rs`.
//!
//! ```text
//! moored_runtime::union! {
//!     /// A pet, or its name.
//!     pub enum Pet by "kind" {
//!         /// `kind` is `cat`.
//!         Cat(Cat) = object("cat"),
//!         Name(String) = string,
//!         _ = Unlisted,
//!     }
//! }
//! ```

use moored_model::api::{Constant, Precision, Shape, Storage, TagOnWire, TagType, Types, Union, Variant};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::emit::{docs, ident, rust_type};

/// Emits the enum `name`, with the variants in the order in which they are tried.
pub(super) fn emit(docs: &TokenStream, name: &Ident, union: &Union, types: &Types) -> TokenStream {
    let mut tried: Vec<&Variant> = union.variants.iter().collect();
    tried.sort_by_key(|variant| variant.precision);
    let variants = tried.into_iter().map(|variant| {
        let docs = docs::attributes(&variant_docs(union, variant));
        let name = ident(&variant.name);
        let (held, selection) = (held(variant, types), selection(union, variant));
        quote!(#docs #name(#held) = #selection)
    });
    let discriminator = union.tag.as_ref().map(|tag| quote!(by #tag));
    let unlisted = ident(&union.unlisted);
    quote!(moored_runtime::union! { #docs pub enum #name #discriminator { #(#variants,)* _ = #unlisted, } })
}

/// The type that a variant holds.
fn held(variant: &Variant, types: &Types) -> TokenStream {
    let ty = rust_type::in_types(&variant.ty, types);
    let ty = match variant.storage {
        Storage::Inline => ty,
        Storage::Boxed => quote!(Box<#ty>),
    };
    match variant.tag_on_wire {
        TagOnWire::Variant => ty,
        TagOnWire::Union => quote!(moored_runtime::union::Tagged<#ty>),
    }
}

/// What selects a variant: the JSON type, the values of the discriminator, and a constant.
fn selection(union: &Union, variant: &Variant) -> TokenStream {
    let shape = ident(match variant.shape {
        Shape::Object => "object",
        Shape::Array => "array",
        Shape::String if variant.precision == Precision::Form => "text",
        Shape::String => "string",
        Shape::Number => "number",
        Shape::Decimal => "decimal",
        Shape::Boolean => "boolean",
        Shape::Any => "any",
    });
    if !matches!(variant.shape, Shape::Object | Shape::Any) {
        return quote!(#shape);
    }
    let tags: Vec<TokenStream> = variant.tags.iter().map(|tag| tag_literal(union.tag_type, tag)).collect();
    let tags = (!tags.is_empty()).then(|| quote!((#(#tags),*)));
    let default = variant.is_default.then(|| quote!(.as_default()));
    let constant = variant.constant.as_ref().filter(|_| variant.shape == Shape::Object);
    let constant = constant.map(|Constant { property, value }| quote!(.with_constant(#property, #value)));
    quote!(#shape #tags #default #constant)
}

/// The value of a tag as it is encoded.
fn tag_literal(ty: TagType, tag: &str) -> TokenStream {
    let is_same = |value: &i64| value.to_string() == tag;
    let integer = || tag.parse().ok().filter(is_same).map(Literal::i64_suffixed).map(|value| quote!(#value));
    let boolean = || tag.parse::<bool>().ok().map(|value| quote!(#value));
    let scalar = (ty == TagType::Scalar).then(|| integer().or_else(boolean)).flatten();
    scalar.unwrap_or_else(|| quote!(#tag))
}

/// The documentation of a variant: its description, or the values of the discriminator.
fn variant_docs(union: &Union, variant: &Variant) -> String {
    if let Some(description) = &variant.description {
        return description.clone();
    }
    let quoted: Vec<String> = variant.tags.iter().map(|tag| format!("`{}`", tag.replace('`', "'"))).collect();
    match (&union.tag, quoted.as_slice()) {
        (Some(member), [_, ..]) => format!("`{}` is {}.", member.replace('`', "'"), quoted.join(" or ")),
        (Some(member), []) if variant.is_default => format!("`{}` is any other.", member.replace('`', "'")),
        _ => String::new(),
    }
}
