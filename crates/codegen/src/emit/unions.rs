//! Unions: enums that give back what they read. How a variant is chosen is in `moored-runtime`; here it is said which there are.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use serde_json::Value;

use super::{docs, ident, rust_type};
use moored_document::scope::Scope;
use moored_model::{
    api::{Precision, Shape, Storage, TagOnWire, UnionType, UnionVariant},
    naming::{type_name, variant_name},
    native::NATIVE,
};

/// A variant with its name and type.
struct Named<'a> {
    variant: &'a UnionVariant,
    tags: Vec<String>,
    name: Ident,
    kind: TokenStream,
}

pub(super) fn emit(union: &UnionType) -> TokenStream {
    let name = ident(&union.name);
    let docs = docs::of_type(union.description.as_deref(), &union.name);
    let mut scope = Scope::default();
    let variants = named(union, &mut scope);
    let unlisted = ident(&scope.take_first(&["Unlisted".to_owned(), "UnlistedValue".to_owned()]));
    let declared = variants.iter().map(|Named { variant, name, kind, tags }| {
        let docs = docs::attributes(&variant_docs(union, variant, tags, name));
        match variant.storage {
            Storage::Inline => quote!(#docs #name(#kind)),
            Storage::Boxed => quote!(#docs #name(Box<#kind>)),
        }
    });
    let encoded = variants.iter().map(|Named { variant, name, tags, .. }| {
        match (variant.tag_on_wire, &union.tag, tags.first()) {
            (TagOnWire::Union, Some(member), Some(tag)) => {
                quote!(Self::#name(value) => moored_runtime::union::encode_tagged(value, #member, #tag, serializer))
            }
            _ => quote!(Self::#name(value) => value.serialize(serializer)),
        }
    });
    let union_impl = union_impl(union, &name, &variants, &unlisted);
    let conversions = variants.iter().map(|variant| conversion(&name, variant));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name {
            #(#declared,)*
            #[doc = " A value that is none of these, as it came."]
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

/// Which variants there are, in the order in which they are tried.
fn union_impl(union: &UnionType, name: &Ident, variants: &[Named<'_>], unlisted: &Ident) -> TokenStream {
    let tag = union.tag.as_ref().map_or_else(|| quote!(None), |tag| quote!(Some(#tag)));
    let mut tried: Vec<&Named<'_>> = variants.iter().collect();
    tried.sort_by_key(|named| named.variant.precision);
    let entries = tried.iter().map(|Named { variant, name, tags, .. }| {
        let decode = ident(if variant.precision == Precision::Form { "decode_text" } else { "decode" });
        let read = match variant.storage {
            Storage::Inline => quote!(|json| json.#decode(Self::#name)),
            Storage::Boxed => quote!(|json| json.#decode(|value| Self::#name(Box::new(value)))),
        };
        let shape = match variant.shape {
            Shape::Object => return quote!(moored_runtime::union::Variant::object(&[#(#tags),*], #read)),
            Shape::Any => return quote!(moored_runtime::union::Variant::any(&[#(#tags),*], #read)),
            Shape::Array => quote!(Array),
            Shape::String => quote!(String),
            Shape::Number => quote!(Number),
            Shape::Decimal => quote!(Decimal),
            Shape::Boolean => quote!(Boolean),
        };
        quote!(moored_runtime::union::Variant::of(moored_runtime::union::Shape::#shape, #read))
    });
    quote! {
        impl moored_runtime::union::Union for #name {
            const TAG: Option<&'static str> = #tag;
            const VARIANTS: &'static [moored_runtime::union::Variant<Self>] = &[#(#entries),*];

            fn unlisted(value: moored_runtime::union::Unlisted) -> Self {
                Self::#unlisted(value)
            }
        }
    }
}

fn conversion(name: &Ident, Named { variant, name: into, kind, .. }: &Named<'_>) -> TokenStream {
    let value = match variant.storage {
        Storage::Inline => quote!(value),
        Storage::Boxed => quote!(Box::new(value)),
    };
    quote! {
        impl From<#kind> for #name {
            fn from(value: #kind) -> Self {
                Self::#into(#value)
            }
        }
    }
}

/// The variants; those of one Rust type are one.
fn named<'a>(union: &'a UnionType, scope: &mut Scope) -> Vec<Named<'a>> {
    let mut found: Vec<Named<'a>> = Vec::new();
    for variant in &union.variants {
        let kind = rust_type::of(&variant.schema);
        if let Some(same) = found.iter_mut().find(|same| same.kind.to_string() == kind.to_string()) {
            same.tags.extend(variant.tags.clone());
            continue;
        }
        let name = ident(&scope.take_first(&[wish(&union.name, variant)]));
        found.push(Named { variant, tags: variant.tags.clone(), name, kind });
    }
    found
}

/// A variant's name: its component's, without that of the union before it.
fn wish(union: &str, variant: &UnionVariant) -> String {
    let Some(component) = &variant.component else { return of_schema(&variant.schema) };
    if NATIVE.iter().any(|native| native.component == component) {
        return variant_name(component.trim_start_matches("Moored").trim_end_matches("DecimalNumber"));
    }
    let short = component.strip_prefix(union).filter(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()));
    variant_name(short.unwrap_or(component))
}

/// The name of a schema without one, after its type.
fn of_schema(schema: &Value) -> String {
    match schema.get("type").and_then(Value::as_str) {
        Some("array") => {
            let item = schema.get("items").unwrap_or(&Value::Null);
            let name = moored_document::schemas::target_name(item).unwrap_or_else(|| of_schema(item));
            type_name(&format!("{} List", name.trim_start_matches("Moored"))).trim_start_matches("Value").to_owned()
        }
        Some("object") if schema.get("additionalProperties").is_some_and(Value::is_object) => "Object".to_owned(),
        Some(name) => variant_name(name),
        None => "Value".to_owned(),
    }
}

fn variant_docs(union: &UnionType, variant: &UnionVariant, tags: &[String], name: &Ident) -> String {
    let description = variant.schema.get("description").and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    if let Some(description) = description {
        return description.to_owned();
    }
    let quoted: Vec<String> = tags.iter().map(|tag| format!("`{}`", tag.replace('`', "'"))).collect();
    match (&union.tag, quoted.as_slice()) {
        (Some(member), [_, ..]) => format!("`{}` is {}.", member.replace('`', "'"), quoted.join(" or ")),
        _ => format!("`{name}`"),
    }
}
