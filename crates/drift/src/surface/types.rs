//! The types of requests and responses.

use moored_model::api::{Enum, NumberEnum, Storage, TagOnWire, TypeKind, TypeRef, Types, Union};

use super::{
    boxes::Boxes,
    item::{Item, Items, Subject, Trait},
    structs,
};
use crate::rust;

pub(super) fn add(found: &mut Vec<Item>, types: &Types) {
    let boxes = Boxes::of(types);
    for (index, ty) in types.iter().enumerate() {
        let items = &mut Items::new(found, Subject::Type(index));
        let path = format!("types::{}", ty.name);
        match &ty.kind {
            TypeKind::Struct(definition) => structs::add(items, (index, ty), definition, types, &boxes),
            TypeKind::Union(definition) => union(items, &path, definition, types),
            TypeKind::Enum(definition) => strings(items, &path, definition),
            TypeKind::NumberEnum(definition) => numbers(items, &path, definition, types),
            TypeKind::Alias(inner) => items.alias(&path, &rust::text(inner, types)),
            TypeKind::Wrapper(inner) => {
                let inner_text = rust::text(inner, types);
                let inner =
                    if boxes.has_wrapper(index, inner, types) { format!("Box<{inner_text}>") } else { inner_text };
                let item =
                    items.structure(&path, &["Clone", "Debug", "PartialEq", "Deserialize", "Serialize", "Deref"]);
                let conversions =
                    ["From", "Into"].map(|name| Trait::of(format!("{name}<{inner}>"), format!("{path}::0")));
                item.traits.extend(conversions);
                items.field(&path, "0", &inner, false);
            }
            TypeKind::Tuple(definition) => {
                items.structure(&path, &["Clone", "Debug", "PartialEq", "Deserialize", "Serialize"]);
                for (index, item) in definition.iter().enumerate() {
                    let ty = stored(rust::text(&item.ty, types), item.storage);
                    items.field(&path, &index.to_string(), &ty, false);
                }
            }
        }
    }
}

fn stored(ty: String, storage: Storage) -> String {
    match storage {
        Storage::Inline => ty,
        Storage::Boxed => format!("Box<{ty}>"),
    }
}

/// What all enums of strings and numbers implement.
const OF_ENUMS: &[&str] = &[
    "Clone",
    "Debug",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "Display",
    "FromStr",
    "Deserialize",
    "Serialize",
];

/// An enum of strings. One that responses contain holds every other string.
fn strings(items: &mut Items<'_>, path: &str, Enum { values, unlisted }: &Enum) {
    let traits: &[&str] = match unlisted {
        Some(_) => &["From<&str>", "From<String>"],
        None => &["Copy", "TryFrom<&str>", "TryFrom<String>"],
    };
    let of_text: &[&str] = &["AsRef<str>", "PartialEq<str>", "PartialEq<&str>"];
    let item = items.enumeration(path, OF_ENUMS);
    item.traits.extend(traits.iter().chain(of_text).map(|name| closed_or_open(name, path, unlisted.as_deref())));
    for value in values {
        items.variant(path, &value.variant, None);
    }
    let of = |item: &mut Item| item.parts = unlisted_part(path, unlisted.as_deref());
    match unlisted {
        Some(unlisted) => {
            items.variant(path, unlisted, Some("String"));
            of(items.function(path, "as_str", "(&self) -> &str"));
        }
        None => of(items.qualified(path, "const", "as_str", "(self) -> &'static str")),
    }
}

/// An enum of numbers. One that responses contain holds every other number.
fn numbers(items: &mut Items<'_>, path: &str, definition: &NumberEnum, types: &Types) {
    let NumberEnum { ty, values, unlisted } = definition;
    let is_integer = matches!(ty, TypeRef::Integer(_));
    let number = rust::text(ty, types);
    let unlisted = unlisted.as_deref();
    let from = if unlisted.is_some() { "From" } else { "TryFrom" };
    let mut traits = vec![format!("{from}<{number}>"), "TryFrom<&str>".to_owned()];
    if is_integer {
        traits.extend(["Copy".to_owned(), format!("Into<{number}>")]);
    }
    let item = items.enumeration(path, OF_ENUMS);
    item.traits.extend(traits.iter().map(|name| closed_or_open(name, path, unlisted)));
    for value in values {
        items.variant(path, &value.variant, None);
    }
    if let Some(unlisted) = unlisted {
        items.variant(path, unlisted, Some(&number));
    }
    if is_integer {
        items.qualified(path, "const", "value", &format!("(self) -> {number}"));
    } else {
        items.function(path, "value", &format!("(&self) -> {number}"));
        items.function(path, "as_f64", "(&self) -> f64");
    }
}

/// A trait that depends on whether the enum has a variant for all other values.
fn closed_or_open(name: &str, path: &str, unlisted: Option<&str>) -> Trait {
    Trait::of(name, format!("{path}::{}", unlisted.unwrap_or("Unlisted")))
}

fn unlisted_part(path: &str, unlisted: Option<&str>) -> Vec<(String, String)> {
    unlisted.map(|name| (format!("{path}::{name}"), "String".to_owned())).into_iter().collect()
}

fn union(items: &mut Items<'_>, path: &str, Union { variants, unlisted, .. }: &Union, types: &Types) {
    let item = items.enumeration(path, &["Clone", "Debug", "PartialEq", "Deserialize", "Serialize"]);
    let from = variants.iter().map(|variant| {
        Trait::of(format!("From<{}>", rust::text(&variant.ty, types)), format!("{path}::{}", variant.name))
    });
    item.traits.extend(from);
    for variant in variants {
        let ty = stored(rust::text(&variant.ty, types), variant.storage);
        let held = match variant.tag_on_wire {
            TagOnWire::Variant => ty,
            TagOnWire::Union => format!("Tagged<{ty}>"),
        };
        items.variant(path, &variant.name, Some(&held));
    }
    items.variant(path, unlisted, Some("Unlisted"));
}
