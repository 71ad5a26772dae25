//! Unions: enums that encode the value that they decoded. `moored-runtime` selects the variant; this module emits the
//! table of variants.

use moored_model::api::{Constant, Precision, Shape, Storage, TagOnWire, TagType, Types, Union, Variant};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::{docs, ident, rust_type};

/// A variant with its Rust name and type.
struct Written<'a> {
    variant: &'a Variant,
    name: Ident,
    ty: TokenStream,
}

/// Emits the enum `name`.
pub(super) fn emit(name: &Ident, union: &Union, types: &Types) -> TokenStream {
    let write = |variant| Written { variant, name: ident(&variant.name), ty: rust_type::in_types(&variant.ty, types) };
    let variants: Vec<Written<'_>> = union.variants.iter().map(write).collect();
    let unlisted = ident(&union.unlisted);
    let declared = variants.iter().map(|Written { variant, name, ty }| {
        let docs = docs::attributes(&variant_docs(union, variant));
        let ty = match variant.storage {
            Storage::Inline => quote!(#ty),
            Storage::Boxed => quote!(Box<#ty>),
        };
        match variant.tag_on_wire {
            TagOnWire::Variant => quote!(#docs #name(#ty)),
            TagOnWire::Union => quote!(#docs #name(moored_runtime::union::Tagged<#ty>)),
        }
    });
    let encoded = variants.iter().map(|Written { variant, name, .. }| {
        match (variant.tag_on_wire, &union.tag, variant.tags.first()) {
            (TagOnWire::Union, Some(member), Some(tag)) => {
                let tag = tag_literal(union.tag_type, tag);
                quote!(Self::#name(value) => value.encode(#member, #tag, serializer))
            }
            _ => quote!(Self::#name(value) => value.serialize(serializer)),
        }
    });
    let union_impl = union_impl(union, name, &variants, &unlisted);
    let conversions = variants.iter().map(|variant| conversion(name, variant));
    quote! {
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#declared,)*
            #[doc = " A value that matches no other variant, as received."]
            #unlisted(moored_runtime::union::Unlisted),
        }

        #union_impl

        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#encoded,)*
                    Self::#unlisted(value) => value.serialize(serializer),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                moored_runtime::union::decode(deserializer)
            }
        }

        #(#conversions)*
    }
}

/// Emits the table of variants, in the order in which they are tried.
fn union_impl(union: &Union, name: &Ident, variants: &[Written<'_>], unlisted: &Ident) -> TokenStream {
    let tag = union.tag.as_ref().map_or_else(|| quote!(None), |tag| quote!(Some(#tag)));
    let mut tried: Vec<&Written<'_>> = variants.iter().collect();
    tried.sort_by_key(|written| written.variant.precision);
    let entries = tried.iter().map(|Written { variant, name, .. }| {
        let tags = &variant.tags;
        let decode = ident(if variant.precision == Precision::Form { "decode_text" } else { "decode" });
        let read = match (variant.tag_on_wire, &union.tag, variant.storage) {
            (TagOnWire::Union, Some(member), _) => quote!(|json| json.decode_tagged(#member, Self::#name)),
            (_, _, Storage::Inline) => quote!(|json| json.#decode(Self::#name)),
            (_, _, Storage::Boxed) => quote!(|json| json.#decode(|value| Self::#name(Box::new(value)))),
        };
        let default = variant.is_default.then(|| quote!(.as_default()));
        let constant =
            variant.constant.as_ref().map(|Constant { property, value }| quote!(.with_constant(#property, #value)));
        let shape = match variant.shape {
            Shape::Object => {
                return quote!(moored_runtime::union::Variant::object(&[#(#tags),*], #read)#default #constant);
            }
            Shape::Any => return quote!(moored_runtime::union::Variant::any(&[#(#tags),*], #read)#default),
            Shape::Array => quote!(Array),
            Shape::String => quote!(String),
            Shape::Number => quote!(Number),
            Shape::Decimal => quote!(Decimal),
            Shape::Boolean => quote!(Boolean),
        };
        quote!(moored_runtime::union::Variant::non_object(moored_runtime::union::Shape::#shape, #read))
    });
    quote! {
        impl moored_runtime::union::Union for #name {
            const DISCRIMINATOR: Option<&'static str> = #tag;
            const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[#(#entries),*];

            fn from_unlisted(value: moored_runtime::union::Unlisted) -> Self {
                Self::#unlisted(value)
            }
        }
    }
}

/// The value of a tag as it is encoded.
fn tag_literal(ty: TagType, tag: &str) -> TokenStream {
    let integer = || tag.parse::<i64>().ok().map(|value| quote!(#value));
    let boolean = || tag.parse::<bool>().ok().map(|value| quote!(#value));
    let scalar = (ty == TagType::Scalar).then(|| integer().or_else(boolean)).flatten();
    scalar.unwrap_or_else(|| quote!(#tag))
}

fn conversion(name: &Ident, Written { variant, name: into, ty }: &Written<'_>) -> TokenStream {
    let value = match variant.storage {
        Storage::Inline => quote!(value),
        Storage::Boxed => quote!(Box::new(value)),
    };
    let value = match variant.tag_on_wire {
        TagOnWire::Variant => value,
        TagOnWire::Union => quote!(moored_runtime::union::Tagged::new(#value)),
    };
    quote! {
        impl From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self::#into(#value)
            }
        }
    }
}

fn variant_docs(union: &Union, variant: &Variant) -> String {
    if let Some(description) = &variant.description {
        return description.clone();
    }
    let quoted: Vec<String> = variant.tags.iter().map(|tag| format!("`{}`", tag.replace('`', "'"))).collect();
    match (&union.tag, quoted.as_slice()) {
        (Some(member), [_, ..]) => format!("`{}` is {}.", member.replace('`', "'"), quoted.join(" or ")),
        (Some(member), []) if variant.is_default => format!("`{}` is any other.", member.replace('`', "'")),
        _ => format!("`{}`", variant.name),
    }
}
