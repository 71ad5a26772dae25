//! What a variant of a union is identified by: the schema that it refers to, or else its tags, its title, its constant,
//! or the properties or values that only it has; never its number.
//!
//! A variant without a schema of its own name has several keys, so that one of them may change.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    api::{Api, Field, Shape, TypeDef, TypeKind, TypeRef, Variant},
    pins::{Pins, Table},
};

/// A key of a variant. Those of the first kinds are the most reliable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct VariantKey {
    kind: KeyKind,
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum KeyKind {
    Reference,
    Tag,
    Title,
    Constant,
    Part,
    Shape,
}

impl KeyKind {
    const ALL: [Self; 6] = [Self::Reference, Self::Tag, Self::Title, Self::Constant, Self::Part, Self::Shape];

    fn key(self, text: &str) -> VariantKey {
        let text = match self {
            Self::Reference => format!("#{text}"),
            Self::Tag => format!("tag {text}"),
            Self::Title => format!("title {text}"),
            Self::Constant => format!("constant {text}"),
            Self::Part | Self::Shape => text.to_owned(),
        };
        VariantKey { kind: self, text }
    }
}

/// How many properties or values identify a variant.
const MOST_PARTS: usize = 4;

/// The keys of each variant of `ty`. No two variants have the same key.
/// `title` returns the title of a schema without a name, in the published document.
pub(super) fn keys(
    ty: &TypeDef,
    api: &Api,
    named: &[Option<String>],
    title: &dyn Fn(&TypeDef) -> Option<String>,
) -> Vec<Vec<VariantKey>> {
    let TypeKind::Union(union) = &ty.kind else { return Vec::new() };
    let mut keys: Vec<Vec<VariantKey>> =
        union.variants.iter().map(|variant| of_variant(variant, api, named, title)).collect();
    let mut counts: BTreeMap<VariantKey, usize> = BTreeMap::new();
    for key in keys.iter().flatten() {
        // The parts of schemas that have names are there to be compared with.
        *counts.entry(key.clone()).or_default() += 1;
    }
    for keys in &mut keys {
        let is_reference = keys.first().is_some_and(|key| key.kind == KeyKind::Reference);
        let most = if is_reference { 0 } else { MOST_PARTS };
        let mut parts = 0;
        keys.retain(|key| {
            let is_own = counts.get(key) == Some(&1);
            parts += usize::from(is_own && key.kind == KeyKind::Part);
            is_own && (key.kind != KeyKind::Part || parts <= most)
        });
    }
    // What nothing distinguishes is the rest.
    let rest: Vec<usize> = (0..keys.len()).filter(|index| keys.get(*index).is_some_and(Vec::is_empty)).collect();
    if let [only] = rest.as_slice()
        && let (Some(keys), Some(variant)) = (keys.get_mut(*only), union.variants.get(*only))
    {
        keys.push(KeyKind::Shape.key(shape(variant.shape)));
    }
    keys
}

fn of_variant(
    variant: &Variant,
    api: &Api,
    named: &[Option<String>],
    title: &dyn Fn(&TypeDef) -> Option<String>,
) -> Vec<VariantKey> {
    let parts = parts(&variant.ty, api);
    if let Some(key) = reference(&variant.ty, named) {
        return std::iter::once(key).chain(parts).collect();
    }
    let tags = variant.tags.iter().map(|tag| KeyKind::Tag.key(tag));
    let title = variant.title.clone().or_else(|| {
        let mut found = None;
        variant.ty.each_named(&mut |id| found = api.types.get(id).and_then(title));
        found
    });
    let title = title.iter().map(|title| KeyKind::Title.key(title));
    let constant = variant.constant.iter();
    let constant = constant.map(|constant| KeyKind::Constant.key(&format!("{} {}", constant.property, constant.value)));
    let shape = KeyKind::Shape.key(shape(variant.shape));
    tags.chain(title).chain(constant).chain(parts).chain([shape]).collect()
}

/// The properties of the object that `ty` is, required ones first, or the values that it lists.
fn parts(ty: &TypeRef, api: &Api) -> Vec<VariantKey> {
    let TypeRef::Named(id) = ty else { return Vec::new() };
    let value = |text: &str| KeyKind::Part.key(&format!("value {text}"));
    match api.types.get(*id).map(|ty| &ty.kind) {
        Some(TypeKind::Struct(definition)) => {
            let (required, optional): (Vec<_>, Vec<_>) =
                definition.fields.iter().partition(|field| field.presence.is_required());
            let keys = |field: &Field| ["property", "required"].map(|word| format!("{word} {}", field.wire_name));
            let required = required.into_iter().flat_map(keys);
            let optional = optional.into_iter().map(|field| format!("property {}", field.wire_name));
            let values = definition.fields.iter().flat_map(|field| listed(field, api));
            required.chain(optional).chain(values).map(|text| KeyKind::Part.key(&text)).collect()
        }
        Some(TypeKind::Enum(definition)) => definition.values.iter().map(|one| value(&one.value)).collect(),
        Some(TypeKind::NumberEnum(definition)) => {
            definition.values.iter().map(|one| value(&one.value.to_string())).collect()
        }
        _ => Vec::new(),
    }
}

/// The values that a property lists: `value status queued`.
fn listed(field: &Field, api: &Api) -> Vec<String> {
    let TypeRef::Named(id) = &field.ty else { return Vec::new() };
    match api.types.get(*id).map(|ty| &ty.kind) {
        Some(TypeKind::Enum(definition)) => {
            definition.values.iter().map(|one| format!("value {} {}", field.wire_name, one.value)).collect()
        }
        _ => Vec::new(),
    }
}

/// The key of a type that needs no name from what holds it.
fn reference(ty: &TypeRef, named: &[Option<String>]) -> Option<VariantKey> {
    fn text(ty: &TypeRef, named: &[Option<String>]) -> Option<(KeyKind, String)> {
        let of_shape = |word: &str| Some((KeyKind::Shape, word.to_owned()));
        match ty {
            TypeRef::Named(id) => Some((KeyKind::Reference, named.get(id.index())?.clone()?)),
            TypeRef::List(inner) => text(inner, named).map(|(kind, text)| (kind, format!("{text}[]"))),
            TypeRef::Map(inner) => text(inner, named).map(|(kind, text)| (kind, format!("{text}{{}}"))),
            TypeRef::Option(inner) => text(inner, named),
            TypeRef::Native(native) => of_shape(native.name()),
            TypeRef::String => of_shape("string"),
            TypeRef::Bool => of_shape("boolean"),
            TypeRef::Integer(_) => of_shape("integer"),
            TypeRef::Float => of_shape("number"),
            TypeRef::Json => of_shape("any"),
            TypeRef::JsonObject => of_shape("object"),
        }
    }
    text(ty, named).map(|(kind, text)| kind.key(&text))
}

const fn shape(shape: Shape) -> &'static str {
    match shape {
        Shape::Object => "inline object",
        Shape::Array => "inline array",
        Shape::String => "inline string",
        Shape::Number | Shape::Decimal => "inline number",
        Shape::Boolean => "inline boolean",
        Shape::Any => "inline any",
    }
}

/// The variant of the last run that each variant is: all keys that it had then. `owner` is the name that the union had.
pub(super) fn matched<'a>(pins: &'a Pins, owner: &str, keys: &[Vec<VariantKey>]) -> Vec<Vec<&'a str>> {
    let mut names: Vec<Option<&str>> = vec![None; keys.len()];
    let mut taken = BTreeSet::new();
    for kind in KeyKind::ALL {
        for (keys, name) in keys.iter().zip(&mut names).filter(|(_, name)| name.is_none()) {
            let pinned = keys.iter().filter(|key| key.kind == kind);
            let mut pinned = pinned.filter_map(|key| pins.get(Table::Variants, owner, &key.text));
            *name = pinned.find(|pin| taken.insert(pin.name.as_str())).map(|pin| pin.name.as_str());
        }
    }
    let old = |name: &Option<&str>| match name {
        Some(name) => pins.keys_of(Table::Variants, owner, name).collect(),
        None => Vec::new(),
    };
    names.iter().map(old).collect()
}
