//! Structs: fields, constructors and setters.

use moored_model::api::{Field, Native, Presence, Struct, TypeDef, TypeKind, TypeRef, Types, Usage};

use super::{
    boxes::Boxes,
    item::{Items, Trait},
};
use crate::rust;

/// More required members are a struct of their own.
const MOST_ARGUMENTS: usize = 7;

/// A field with its type in Rust.
struct Member<'a> {
    field: &'a Field,
    /// The type of the value.
    inner: String,
    /// The type of the field.
    ty: String,
    /// The path of the field.
    path: String,
}

impl<'a> Member<'a> {
    fn new(field: &'a Field, path: &str, is_boxed: bool, types: &Types) -> Self {
        let inner = rust::text(&field.ty, types);
        let inner = if is_boxed { format!("Box<{inner}>") } else { inner };
        let ty = match (field.presence, field.is_tolerated) {
            (Presence::Required, false) => inner.clone(),
            (Presence::OptionalNullable, _) => format!("Field<{inner}>"),
            _ => format!("Option<{inner}>"),
        };
        Self { field, inner, ty, path: format!("{path}::{}", field.name) }
    }

    /// Whether the field is the type of the value alone.
    fn is_plain(&self) -> bool {
        self.field.presence == Presence::Required && !self.field.is_tolerated
    }

    fn part(&self) -> (String, String) {
        (self.path.clone(), self.ty.clone())
    }
}

pub(super) fn add(
    items: &mut Items<'_>,
    (index, ty): (usize, &TypeDef),
    definition: &Struct,
    types: &Types,
    boxes: &Boxes,
) {
    let path = format!("types::{}", ty.name);
    let is_boxed = |field: &Field| boxes.has(index, &field.ty, field.presence, types);
    let members: Vec<Member<'_>> =
        definition.fields.iter().map(|field| Member::new(field, &path, is_boxed(field), types)).collect();
    let others = match (&definition.additional, &definition.unknown_fields) {
        (Some(additional), _) => {
            Some((additional.name.as_str(), format!("ExtraFields<{}>", rust::text(&additional.ty, types))))
        }
        (None, Some(name)) => Some((name.as_str(), "UnknownFields".to_owned())),
        (None, None) => None,
    };
    let (required, optional): (Vec<&Member<'_>>, Vec<&Member<'_>>) =
        members.iter().partition(|member| member.field.is_required());
    let arguments: Vec<&Member<'_>> = required.iter().copied().filter(|member| !is_constant(member, types)).collect();
    // Without required members it is derived; with constant ones alone, `setters!` implements it.
    let has_default = arguments.is_empty();
    let non_exhaustive = ty.usage == Usage::Responses;
    let item = items.structure(&path, &["Clone", "Debug", "PartialEq", "Deserialize", "Serialize"]);
    item.non_exhaustive = non_exhaustive;
    item.parts = constants(&required, types);
    if has_default {
        item.traits.push(Trait::new("Default"));
        item.parts.extend(members.iter().map(Member::part));
    }
    for member in &members {
        items.field(&path, &member.field.name, &member.ty, non_exhaustive);
    }
    if let Some((name, ty)) = &others {
        items.field(&path, name, ty, non_exhaustive);
    }
    if !arguments.is_empty() {
        constructor(items, ty, &path, &arguments, types);
        items.add_parts(constants(&required, types));
    }
    let taken = |name: &str| members.iter().any(|member| member.field.name == name);
    for member in optional {
        let name = setter(&member.field.name, &taken);
        let set = if member.field.presence == Presence::OptionalNullable { &member.ty } else { &member.inner };
        items.function(&path, &name, &format!("(self, value: impl Into<{set}>) -> Self")).parts = vec![member.part()];
    }
    if let Some((name, ty)) = others {
        let arguments = format!("(self, value: impl Into<{ty}>) -> Self");
        items.function(&path, &setter(name, &taken), &arguments).parts = vec![(format!("{path}::{name}"), ty)];
    }
}

/// `new`, and the struct that it takes if there are many arguments.
fn constructor(items: &mut Items<'_>, ty: &TypeDef, path: &str, arguments: &[&Member<'_>], types: &Types) {
    let parts = || arguments.iter().map(|member| member.part()).collect();
    if arguments.len() <= MOST_ARGUMENTS {
        let declared = arguments.iter().map(|member| {
            let (name, ty) = (&member.field.name, &member.ty);
            match member.is_plain() && has_conversions(&member.field.ty, types) {
                true => format!("{name}: impl Into<{ty}>"),
                false => format!("{name}: {ty}"),
            }
        });
        let declared = declared.collect::<Vec<_>>().join(", ");
        items.function(path, "new", &format!("({declared}) -> Self")).parts = parts();
        return;
    }
    let name = types.required_name(&ty.name);
    items.function(path, "new", &format!("(required: {name}) -> Self")).parts = parts();
    let required = format!("types::{name}");
    let has_default = ty.usage == Usage::Responses && arguments.iter().all(|member| has_default(member, types));
    let item = items.structure(&required, if has_default { &["Default"] } else { &[] });
    item.parts = parts();
    for member in arguments {
        items.field(&required, &member.field.name, &member.ty, false).parts = vec![member.part()];
    }
}

/// `with_` and the name of the field; that a keyword has an underscore as a field is no reason for the setter.
fn setter(field: &str, taken: &dyn Fn(&str) -> bool) -> String {
    match field.strip_suffix('_').filter(|keyword| !keyword.ends_with('_') && !taken(keyword)) {
        Some(keyword) => format!("with_{keyword}"),
        None => format!("with_{field}"),
    }
}

/// The values of members that have one or two: whether it is one decides whether the member is an argument.
fn constants(members: &[&Member<'_>], types: &Types) -> Vec<(String, String)> {
    let values = |member: &&Member<'_>| -> Vec<(String, String)> {
        let TypeRef::Named(id) = &member.field.ty else { return Vec::new() };
        let Some(ty) = types.get(*id).filter(|_| member.is_plain()) else { return Vec::new() };
        let variants: Vec<&String> = match &ty.kind {
            TypeKind::Enum(definition) => definition.values.iter().map(|value| &value.variant).collect(),
            TypeKind::NumberEnum(definition) => definition.values.iter().map(|value| &value.variant).collect(),
            _ => return Vec::new(),
        };
        let few = variants.into_iter().take(3).map(|variant| (format!("types::{}::{variant}", ty.name), String::new()));
        let few: Vec<(String, String)> = few.collect();
        if few.len() < 3 { few } else { Vec::new() }
    };
    members.iter().flat_map(values).collect()
}

/// Whether a required member has only one value by the document.
fn is_constant(member: &Member<'_>, types: &Types) -> bool {
    let TypeRef::Named(id) = &member.field.ty else { return false };
    member.is_plain()
        && match types.get(*id).map(|ty| &ty.kind) {
            Some(TypeKind::Enum(definition)) => definition.values.len() == 1,
            Some(TypeKind::NumberEnum(definition)) => definition.values.len() == 1,
            _ => false,
        }
}

/// Whether a constructor accepts `impl Into<…>`.
fn has_conversions(ty: &TypeRef, types: &Types) -> bool {
    match types.resolved(ty) {
        TypeRef::String | TypeRef::Native(Native::Base64 | Native::Base64Url | Native::Secret) => true,
        TypeRef::Named(id) => {
            types.get(id).is_some_and(|ty| matches!(ty.kind, TypeKind::Union(_) | TypeKind::Wrapper(_)))
        }
        _ => false,
    }
}

/// Whether the type of a required member has a `Default`.
fn has_default(member: &Member<'_>, types: &Types) -> bool {
    (member.field.presence == Presence::Nullable && !member.field.is_tolerated)
        || matches!(
            types.resolved(&member.field.ty),
            TypeRef::String
                | TypeRef::Bool
                | TypeRef::Integer(_)
                | TypeRef::Float
                | TypeRef::Json
                | TypeRef::JsonObject
                | TypeRef::List(_)
                | TypeRef::Map(_)
        )
}
