//! The secrets of an operation, by the names of the parameters and members that hold them.
//!
//! A recording of a call is without them (`moored_runtime::testing::Recorder`). Names are enough, and are safer than
//! pointers: a value that landed elsewhere is covered as well.

use std::collections::BTreeSet;

use moored_model::api::{
    BodyKind, Item, ItemKind, Native, Operation, PartKind, ResponseBody, TypeId, TypeKind, TypeRef, Types,
};

/// The name for a whole body.
const BODY: &str = "";

/// Which types hold secrets.
pub(super) struct Secrets<'a> {
    types: &'a Types,
    /// The types with a secret in them, however deep. Most documents have none.
    holders: BTreeSet<TypeId>,
}

impl<'a> Secrets<'a> {
    pub(super) fn of(types: &'a Types) -> Self {
        let mut holders = BTreeSet::new();
        loop {
            let found = |ty: &TypeRef| holds(ty, &holders);
            let more: Vec<TypeId> = types
                .ids()
                .filter(|id| !holders.contains(id) && types.get(*id).is_some_and(|ty| parts(&ty.kind).any(found)))
                .collect();
            if more.is_empty() {
                return Self { types, holders };
            }
            holders.extend(more);
        }
    }

    /// The names in the order of the alphabet.
    pub(super) fn of_operation(&self, operation: &Operation) -> Vec<String> {
        let mut found = Found { secrets: self, names: BTreeSet::new(), seen: BTreeSet::new() };
        for parameter in &operation.parameters {
            found.add(&parameter.name, &parameter.ty);
        }
        for content in operation.body.iter().flat_map(|body| &body.contents) {
            match &content.kind {
                BodyKind::Json(ty) | BodyKind::Form(ty, _) => found.add(BODY, ty),
                BodyKind::Items(Item { kind: ItemKind::Value(ty), .. }) => found.add(BODY, ty),
                BodyKind::Multipart(form) => {
                    for part in &form.parts {
                        if let PartKind::Value(ty) = &part.kind {
                            found.add(&part.name, ty);
                        }
                    }
                }
                BodyKind::Items(_) | BodyKind::Raw => {}
            }
        }
        for one in operation.responses.iter().flat_map(|response| &response.representations) {
            if let ResponseBody::Json(ty) = &one.body {
                found.add(BODY, ty);
            }
            if let Some(items) = &one.items {
                found.add(BODY, &items.ty);
            }
        }
        found.names.into_iter().collect()
    }
}

/// Whether `ty` is a secret or has one in it.
fn holds(ty: &TypeRef, holders: &BTreeSet<TypeId>) -> bool {
    match ty {
        TypeRef::Native(native) => *native == Native::Secret,
        TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Option(inner) => holds(inner, holders),
        TypeRef::Named(id) => holders.contains(id),
        _ => false,
    }
}

/// The types that a type of this kind consists of.
fn parts(kind: &TypeKind) -> Box<dyn Iterator<Item = &TypeRef> + '_> {
    match kind {
        TypeKind::Struct(definition) => {
            let additional = definition.additional.iter().map(|additional| &additional.ty);
            Box::new(definition.fields.iter().map(|field| &field.ty).chain(additional))
        }
        TypeKind::Union(definition) => Box::new(definition.variants.iter().map(|variant| &variant.ty)),
        TypeKind::Tuple(items) => Box::new(items.iter().map(|item| &item.ty)),
        TypeKind::Alias(inner) | TypeKind::Wrapper(inner) => Box::new([inner].into_iter()),
        TypeKind::Enum(_) | TypeKind::NumberEnum(_) => Box::new([].into_iter()),
    }
}

struct Found<'a> {
    secrets: &'a Secrets<'a>,
    names: BTreeSet<String>,
    seen: BTreeSet<TypeId>,
}

impl Found<'_> {
    /// Adds `name` if its value is a secret, and otherwise the names of the secrets in it.
    fn add(&mut self, name: &str, ty: &TypeRef) {
        if !holds(ty, &self.secrets.holders) {
            return;
        }
        if self.is_secret(ty, &mut BTreeSet::new()) {
            self.names.insert(name.to_owned());
            return;
        }
        let mut named = Vec::new();
        ty.each_named(&mut |id| named.push(id));
        for id in named {
            self.add_members(name, id);
        }
    }

    fn add_members(&mut self, name: &str, id: TypeId) {
        if !self.seen.insert(id) {
            return;
        }
        let types = self.secrets.types;
        match types.get(id).map(|ty| &ty.kind) {
            Some(TypeKind::Struct(definition)) => {
                definition.fields.iter().for_each(|field| self.add(&field.wire_name, &field.ty));
                definition.additional.iter().for_each(|additional| self.add(name, &additional.ty));
            }
            Some(kind) => parts(kind).for_each(|part| self.add(name, part)),
            None => {}
        }
    }

    /// Whether a value of `ty` is a secret, or consists of secrets without names.
    fn is_secret(&self, ty: &TypeRef, seen: &mut BTreeSet<TypeId>) -> bool {
        match ty {
            TypeRef::Native(native) => *native == Native::Secret,
            TypeRef::List(inner) | TypeRef::Map(inner) | TypeRef::Option(inner) => self.is_secret(inner, seen),
            TypeRef::Named(id) if seen.insert(*id) => match self.secrets.types.get(*id).map(|ty| &ty.kind) {
                Some(TypeKind::Struct(definition)) => {
                    definition.additional.as_ref().is_some_and(|additional| self.is_secret(&additional.ty, seen))
                }
                Some(kind) => parts(kind).any(|part| self.is_secret(part, seen)),
                None => false,
            },
            _ => false,
        }
    }
}
