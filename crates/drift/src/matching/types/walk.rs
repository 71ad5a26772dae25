//! Walks through both models at once.

use std::collections::{HashMap, HashSet};

use moored_document::pointer::Pointer;
use moored_model::api::{BodyKind, ItemKind, Operation, PartKind, ResponseBody, TypeKind, TypeRef, Union, Variant};

use super::{Both, Types, Users};
use crate::{Side, matching::Pair};

/// All pairs of types that are in the same positions of `pairs` and of webhooks, directly or indirectly.
pub(super) fn walk(old: &Side<'_>, new: &Side<'_>, pairs: &[Pair<'_>]) -> Types {
    let mut walk = Walk { old, new, types: Types::default(), queue: Vec::new() };
    for (index, pair) in pairs.iter().enumerate() {
        let after = grouped(uses(pair.new, pair));
        for (key, ty) in uses(pair.old, pair) {
            for other in after.get(&key).into_iter().flatten() {
                walk.add(ty, other, User::Operation(index));
            }
        }
    }
    walk.add_webhooks();
    while let Some(both) = walk.queue.pop() {
        walk.go_into(both);
    }
    walk.types
}

/// The walk over both models.
struct Walk<'a, 's> {
    old: &'s Side<'a>,
    new: &'s Side<'a>,
    types: Types,
    queue: Vec<Both>,
}

/// What uses a type.
#[derive(Clone, Copy)]
enum User {
    Operation(usize),
    Type(Both),
    Webhook,
}

impl Walk<'_, '_> {
    fn add_webhooks(&mut self) {
        let key = |origin: Option<&Pointer>| origin.map(ToString::to_string);
        let (old, new) = (self.old, self.new);
        let of_new: HashMap<_, _> =
            new.api.webhooks.iter().filter_map(|one| Some((key(one.origin.as_ref())?, one.ty.as_ref()?))).collect();
        for webhook in &old.api.webhooks {
            let other = key(webhook.origin.as_ref()).and_then(|key| of_new.get(&key));
            if let (Some(ty), Some(other)) = (&webhook.ty, other) {
                self.add(ty, other, User::Webhook);
            }
        }
    }

    /// Records the types in `old` and `new`, which `user` has in the same position. A list, a map or `null` around one
    /// of them does not matter.
    fn add(&mut self, old: &TypeRef, new: &TypeRef, user: User) {
        match (old, new) {
            (TypeRef::Named(one), TypeRef::Named(other)) => {
                let is_alias = |side: &Side<'_>, id| matches!(side.ty(id).map(|ty| &ty.kind), Some(TypeKind::Alias(_)));
                match (is_alias(self.old, *one), is_alias(self.new, *other)) {
                    (true, false) => self.add_alias(old, new, user),
                    (false, true) => self.add_alias(old, new, user),
                    _ => self.record((*one, *other), user),
                }
            }
            (TypeRef::List(one), TypeRef::List(other))
            | (TypeRef::Map(one), TypeRef::Map(other))
            | (TypeRef::Option(one), TypeRef::Option(other)) => self.add(one, other, user),
            (TypeRef::Option(one), other) => self.add(one, other, user),
            (one, TypeRef::Option(other)) => self.add(one, other, user),
            (TypeRef::Named(_), _) | (_, TypeRef::Named(_)) => self.add_alias(old, new, user),
            _ => {}
        }
    }

    /// Compares what the aliases among `old` and `new` are names of.
    fn add_alias(&mut self, old: &TypeRef, new: &TypeRef, user: User) {
        let (one, other) = (self.old.api.types.resolved(old), self.new.api.types.resolved(new));
        if (&one, &other) != (old, new) {
            self.add(&one, &other, user);
        }
    }

    fn record(&mut self, both: Both, user: User) {
        let users = self.types.users.entry(both).or_insert_with(|| {
            self.types.order.push(both);
            self.queue.push(both);
            Users::default()
        });
        match user {
            User::Operation(index) if users.operations.last() != Some(&index) => users.operations.push(index),
            User::Type(user) => users.pairs.push(user),
            User::Operation(_) | User::Webhook => {}
        }
    }

    fn go_into(&mut self, both: Both) {
        let (Some(old), Some(new)) = (self.old.ty(both.0), self.new.ty(both.1)) else { return };
        let user = User::Type(both);
        match (&old.kind, &new.kind) {
            (TypeKind::Struct(old), TypeKind::Struct(new)) => {
                let of_new: HashMap<&str, &TypeRef> =
                    new.fields.iter().map(|field| (field.wire_name.as_str(), &field.ty)).collect();
                for field in &old.fields {
                    if let Some(ty) = of_new.get(field.wire_name.as_str()) {
                        self.add(&field.ty, ty, user);
                    }
                }
                if let (Some(old), Some(new)) = (&old.additional, &new.additional) {
                    self.add(&old.ty, &new.ty, user);
                }
            }
            (TypeKind::Union(old), TypeKind::Union(new)) => {
                let name = |side: &'_ Side<'_>, ty: &TypeRef| match ty {
                    TypeRef::Named(id) => side.ty(*id).map(|ty| ty.name.clone()),
                    _ => None,
                };
                let pairs = variants(old, new, &|ty| name(self.old, ty), &|ty| name(self.new, ty));
                for (one, other) in pairs {
                    self.add(&one.ty, &other.ty, user);
                }
            }
            (TypeKind::Tuple(old), TypeKind::Tuple(new)) => {
                for (old, new) in old.iter().zip(new) {
                    self.add(&old.ty, &new.ty, user);
                }
            }
            (TypeKind::Alias(old) | TypeKind::Wrapper(old), TypeKind::Alias(new) | TypeKind::Wrapper(new)) => {
                self.add(old, new, user);
            }
            _ => {}
        }
    }
}

/// Pairs the variants of two unions: by the name of the type, by a tag, by the constant, else the only one left with
/// the only one left.
pub(super) fn variants<'u>(
    old: &'u Union,
    new: &'u Union,
    old_name: &dyn Fn(&TypeRef) -> Option<String>,
    new_name: &dyn Fn(&TypeRef) -> Option<String>,
) -> Vec<(&'u Variant, &'u Variant)> {
    let keys = |variant: &Variant, name: Option<String>| -> Vec<String> {
        let tags = variant.tags.iter().map(|tag| format!("tag {tag}"));
        let constant = variant.constant.iter().map(|one| format!("constant {} {}", one.property, one.value));
        name.map(|name| format!("type {name}")).into_iter().chain(tags).chain(constant).collect()
    };
    let mut by_key: HashMap<String, usize> = HashMap::new();
    for (index, variant) in new.variants.iter().enumerate() {
        for key in keys(variant, new_name(&variant.ty)) {
            by_key.entry(key).or_insert(index);
        }
    }
    let mut taken: HashSet<usize> = HashSet::new();
    let (mut pairs, mut rest) = (Vec::new(), Vec::new());
    for variant in &old.variants {
        let keys = keys(variant, old_name(&variant.ty));
        let index = keys.iter().find_map(|key| by_key.get(key).copied().filter(|index| !taken.contains(index)));
        match index.and_then(|index| Some((index, new.variants.get(index)?))) {
            Some((index, other)) => {
                taken.insert(index);
                pairs.push((variant, other));
            }
            None => rest.push(variant),
        }
    }
    let mut others = new.variants.iter().enumerate().filter(|(index, _)| !taken.contains(index)).map(|(_, one)| one);
    if let ([one], Some(other), None) = (rest.as_slice(), others.next(), others.next()) {
        pairs.push((*one, other));
    }
    pairs
}

/// The types that an operation has, each with its position. `pair` has the parameters with their names in the old one.
fn uses<'a>(operation: &'a Operation, pair: &Pair<'a>) -> Vec<(String, &'a TypeRef)> {
    let mut found: Vec<(String, &TypeRef)> = Vec::new();
    let parameters = pair.parameters();
    let is_old = std::ptr::eq(operation, pair.old);
    for (index, (old, new)) in parameters.same.iter().chain(&parameters.renamed).enumerate() {
        found.push((format!("parameter {index}"), if is_old { &old.ty } else { &new.ty }));
    }
    let contents: Vec<_> = operation.body.iter().flat_map(|body| &body.contents).collect();
    for content in &contents {
        // The media type of the only body does not matter.
        let media_type = if contents.len() == 1 { "" } else { content.media_type.as_str() };
        match &content.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) => found.push((format!("body {media_type}"), ty)),
            BodyKind::Items(item) => {
                if let ItemKind::Value(ty) = &item.kind {
                    found.push((format!("items {media_type}"), ty));
                }
            }
            BodyKind::Multipart(form) => {
                for part in &form.parts {
                    if let PartKind::Value(ty) = &part.kind {
                        found.push((format!("part {media_type} {}", part.name), ty));
                    }
                }
            }
            BodyKind::Raw => {}
        }
    }
    for response in &operation.responses {
        let is_only = operation.responses.iter().filter(|one| one.status.is_success()).count() == 1;
        // The status of the only success does not matter.
        let status =
            if is_only && response.status.is_success() { String::new() } else { format!("{:?}", response.status) };
        for one in &response.representations {
            if let ResponseBody::Json(ty) = &one.body {
                found.push((format!("response {status}"), ty));
            }
            if let Some(items) = &one.items {
                found.push((format!("response items {status}"), &items.ty));
            }
        }
    }
    found
}

fn grouped<'a>(uses: Vec<(String, &'a TypeRef)>) -> HashMap<String, Vec<&'a TypeRef>> {
    let mut found: HashMap<String, Vec<&'a TypeRef>> = HashMap::new();
    for (key, ty) in uses {
        found.entry(key).or_default().push(ty);
    }
    found
}
