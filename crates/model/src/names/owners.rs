//! What types, operations and requests of the provider are identified by, and the name that each type had in the last
//! run.
//!
//! A schema with a name in the document is identified by it. Any other type is identified by what holds it: the
//! operation and the part of it, or the name that the holding type had in the last run and the property. Several may
//! hold the same type.

use std::collections::{BTreeSet, VecDeque};

use moored_document::{document::Document, pointer::Pointer};
use serde_json::Value;

use super::{
    ledger::Ledger,
    variants::{self, VariantKey},
};
use crate::{
    api::{Api, BodyKind, ItemKind, Operation, PartKind, ResponseBody, TypeDef, TypeId, TypeKind, TypeRef, Usage},
    pins::{Pin, Table, operation_keys},
};

/// The identities of a model.
pub(super) struct Owners {
    /// The key of each operation.
    pub(super) operations: Vec<String>,
    /// The key of each webhook.
    pub(super) webhooks: Vec<Option<String>>,
    /// The key of each type whose schema has a name in the document.
    pub(super) named: Vec<Option<String>>,
    /// The name of each type in the last run.
    pub(super) old: Vec<Option<Pin>>,
    /// The keys of the variants of each type.
    pub(super) variants: Vec<Vec<Vec<VariantKey>>>,
}

/// What holds types.
#[derive(Clone, Copy)]
pub(super) enum Holder {
    Operation(usize),
    Webhook(usize),
    Type(usize),
}

impl Owners {
    pub(super) fn find(api: &Api, document: &Document, published: &Value, ledger: &mut Ledger<'_>) -> Self {
        let operations = api.operations.iter().map(|operation| (operation.verb.as_str(), operation.path.as_str()));
        let named = named(api, document, published);
        let title = |ty: &TypeDef| {
            let schema = document.published(&component(ty));
            schema.get(published)?.get("title")?.as_str().map(str::to_owned)
        };
        let mut owners = Self {
            operations: operation_keys(operations),
            webhooks: api.webhooks.iter().map(|webhook| webhook.origin.as_ref().map(webhook_key)).collect(),
            variants: api.types.iter().map(|ty| variants::keys(ty, api, &named, &title)).collect(),
            old: vec![None; named.len()],
            named,
        };
        owners.name_rest(api);
        owners.find_old(api, ledger);
        owners
    }

    /// Everything that holds types.
    pub(super) fn holders(&self) -> impl Iterator<Item = Holder> + use<> {
        let operations = (0..self.operations.len()).map(Holder::Operation);
        let webhooks = (0..self.webhooks.len()).map(Holder::Webhook);
        operations.chain(webhooks).chain((0..self.named.len()).map(Holder::Type))
    }

    /// Whether a schema of the document has the name of the type.
    pub(super) fn is_named(&self, id: TypeId) -> bool {
        self.named.get(id.index()).is_some_and(Option::is_some)
    }

    /// The types that `holder` holds, each with the key of what holds it.
    pub(super) fn held(&self, api: &Api, holder: Holder) -> Vec<(String, TypeId)> {
        self.held_by(api, holder, &|index| {
            let keys = self.variants.get(index).into_iter().flatten();
            keys.map(|keys| keys.iter().map(|key| key.text.clone()).collect()).collect()
        })
    }

    /// The same with the keys that variants had in the last run.
    fn held_before(&self, api: &Api, holder: Holder, ledger: &Ledger<'_>) -> Vec<(String, TypeId)> {
        self.held_by(api, holder, &|index| {
            let (Some(Some(old)), Some(keys)) = (self.old.get(index), self.variants.get(index)) else {
                return Vec::new();
            };
            let matched = variants::matched(ledger.old, &old.name, keys);
            matched.into_iter().map(|keys| keys.into_iter().map(str::to_owned).collect()).collect()
        })
    }

    fn held_by(
        &self,
        api: &Api,
        holder: Holder,
        variants: &dyn Fn(usize) -> Vec<Vec<String>>,
    ) -> Vec<(String, TypeId)> {
        let mut held = Vec::new();
        let mut add = |key: String, ty: &TypeRef| ty.each_named(&mut |id| held.push((key.clone(), id)));
        match holder {
            Holder::Operation(index) => {
                api.operations.get(index).into_iter().for_each(|operation| of_operation(operation, &mut add));
            }
            Holder::Webhook(index) => {
                let ty = api.webhooks.get(index).and_then(|webhook| webhook.ty.as_ref());
                ty.into_iter().for_each(|ty| add("body".to_owned(), ty));
            }
            Holder::Type(index) => {
                api.types.nth(index).into_iter().for_each(|ty| of_type(ty, &variants(index), &mut add));
            }
        }
        held
    }

    /// The owner of what `holder` holds, in the last run.
    pub(super) fn old_owner(&self, holder: Holder) -> Option<&str> {
        match holder {
            Holder::Operation(index) => self.operations.get(index).map(String::as_str),
            Holder::Webhook(index) => self.webhooks.get(index)?.as_deref(),
            Holder::Type(index) => self.old_name(index),
        }
    }

    /// The name that the type with this number had in the last run.
    pub(super) fn old_name(&self, index: usize) -> Option<&str> {
        self.old.get(index)?.as_ref().map(|pin| pin.name.as_str())
    }

    /// Types without a name in the document that nothing holds are identified by their pointer: the schema of a
    /// response that is no JSON, for example.
    fn name_rest(&mut self, api: &Api) {
        let mut held = BTreeSet::new();
        // A variant may have no key at all.
        let any = |index: usize| vec![vec![String::new()]; self.variants.get(index).map_or(0, Vec::len)];
        for holder in self.holders() {
            held.extend(self.held_by(api, holder, &any).into_iter().map(|(_, id)| id.index()));
        }
        let mut taken = BTreeSet::new();
        for (index, (ty, key)) in api.types.iter().zip(&mut self.named).enumerate() {
            if key.is_none() && !held.contains(&index) && taken.insert(&ty.origin) {
                *key = Some(ty.origin.to_string());
            }
        }
    }

    /// Finds the name that each type had in the last run, starting from what has a key of its own.
    fn find_old(&mut self, api: &Api, ledger: &mut Ledger<'_>) {
        for (key, old) in self.named.iter().zip(&mut self.old) {
            let pin = key.as_ref().and_then(|key| ledger.find(Table::Types, Some(""), key));
            *old = pin.cloned();
        }
        let mut queue: VecDeque<Holder> = self.holders().collect();
        while let Some(holder) = queue.pop_front() {
            let Some(owner) = self.old_owner(holder).map(str::to_owned) else { continue };
            for (key, id) in self.held_before(api, holder, ledger) {
                if self.is_named(id) {
                    continue;
                }
                let Some(pin) = ledger.find(Table::Inline, Some(&owner), &key) else { continue };
                if let Some(old @ None) = self.old.get_mut(id.index()) {
                    *old = Some(pin.clone());
                    queue.push_back(Holder::Type(id.index()));
                }
            }
        }
    }
}

fn of_operation(operation: &Operation, add: &mut dyn FnMut(String, &TypeRef)) {
    for parameter in &operation.parameters {
        add(format!("{} {}", parameter.location.word(), parameter.name), &parameter.ty);
    }
    for content in operation.body.iter().flat_map(|body| &body.contents) {
        let media_type = &content.media_type;
        match &content.kind {
            BodyKind::Json(ty) | BodyKind::Form(ty, _) => add(format!("body {media_type}"), ty),
            BodyKind::Items(item) => {
                if let ItemKind::Value(ty) = &item.kind {
                    add(format!("body {media_type}"), ty);
                }
            }
            BodyKind::Multipart(form) => {
                for part in &form.parts {
                    if let PartKind::Value(ty) = &part.kind {
                        add(format!("body {media_type} {}", part.name), ty);
                    }
                }
            }
            BodyKind::Raw => {}
        }
    }
    for response in &operation.responses {
        let status = response.status.to_string();
        for one in &response.representations {
            for media_type in &one.media_types {
                if let ResponseBody::Json(ty) = &one.body {
                    add(format!("{status} {media_type}"), ty);
                }
                if let Some(items) = &one.items {
                    add(format!("{status} {media_type}"), &items.ty);
                }
            }
        }
    }
}

fn of_type(ty: &TypeDef, variants: &[Vec<String>], add: &mut dyn FnMut(String, &TypeRef)) {
    match &ty.kind {
        TypeKind::Struct(definition) => {
            for field in &definition.fields {
                add(field.wire_name.clone(), &field.ty);
            }
            if let Some(additional) = &definition.additional {
                add("{}".to_owned(), &additional.ty);
            }
        }
        TypeKind::Union(union) => {
            for (variant, keys) in union.variants.iter().zip(variants) {
                for key in keys {
                    add(key.clone(), &variant.ty);
                }
            }
        }
        TypeKind::Tuple(items) => {
            for (index, item) in items.iter().enumerate() {
                add(format!("[{index}]"), &item.ty);
            }
        }
        TypeKind::Alias(inner) | TypeKind::Wrapper(inner) => add("*".to_owned(), inner),
        TypeKind::Enum(_) | TypeKind::NumberEnum(_) => {}
    }
}

/// `/webhooks/petAdded/post`: the request that a body at `origin` belongs to.
fn webhook_key(origin: &Pointer) -> String {
    let keys = origin.keys();
    let end = keys.iter().rposition(|key| key == "requestBody").unwrap_or(keys.len());
    Pointer::root().extend(keys.get(..end).unwrap_or(keys)).to_string()
}

/// The key of each type whose schema has a name in the document. A copy for requests has one of its own.
fn named(api: &Api, document: &Document, published: &Value) -> Vec<Option<String>> {
    let mut taken = BTreeSet::new();
    let key = |ty: &TypeDef| {
        let key = key_of_schema(document, &component(ty), published)?;
        if taken.insert(key.clone()) {
            return Some(key);
        }
        let copy = format!("{key} (requests)");
        (ty.usage == Usage::Requests && taken.insert(copy.clone())).then_some(copy)
    };
    api.types.iter().map(key).collect()
}

/// The pointer of a type's component in the lowered document.
pub(super) fn component(ty: &TypeDef) -> Pointer {
    Pointer::root().join("components").join("schemas").join(&ty.component)
}

/// `Pet` for `/components/schemas/Pet`, and `pet.yaml#Pet` in another file. Definitions within a schema, and schemas
/// that references find elsewhere, are identified by their pointer. `None` for all other schemas, which have no name.
fn key_of_schema(document: &Document, component: &Pointer, published: &Value) -> Option<String> {
    let pointer = document.published(component);
    pointer.get(published)?;
    let origin = document.origin(component);
    let file = pointer.keys().len().checked_sub(origin.keys().len()).filter(|before| *before > 0);
    let file = file.and_then(|before| pointer.keys().get(before - 1));
    let name = match origin.keys() {
        [components, schemas, name] if components == "components" && schemas == "schemas" => name.clone(),
        [definitions, name] if definitions == "definitions" => name.clone(),
        [] if file.is_some() => String::new(),
        [.., definitions, _] if definitions == "$defs" || definitions == "definitions" => origin.to_string(),
        [first, ..] if !["components", "paths", "webhooks"].contains(&first.as_str()) => origin.to_string(),
        _ => return None,
    };
    Some(file.map_or(name.clone(), |file| format!("{file}#{name}")))
}
