//! Pairs types that are used in the same positions, beginning with what operations and webhooks contain.

mod walk;

use std::collections::{BTreeMap, HashMap, HashSet};

use moored_model::api::{TypeDef, TypeId, TypeKind, TypeRef};

use super::{Pair, members};
use crate::{Side, rust};

/// A pair of types: numbers in the old and the new client.
type Both = (TypeId, TypeId);

/// Types that are used in the same positions.
#[derive(Debug, Default)]
pub(crate) struct Types {
    /// Each pair, with the pairs and the operations that use it.
    users: HashMap<Both, Users>,
    /// The pairs in the order in which they were found.
    order: Vec<Both>,
    /// The types that have another name in Rust.
    pub(crate) renamed: Vec<Renamed>,
    /// The members that have another name, for each pair that has some.
    pub(crate) members: BTreeMap<Both, Vec<(String, String)>>,
}

/// What uses a pair of types.
#[derive(Debug, Default)]
struct Users {
    pairs: Vec<Both>,
    /// Positions in [`Matching::operations`](super::Matching).
    operations: Vec<usize>,
}

/// A type that has another name in Rust.
#[derive(Clone, Debug)]
pub(crate) struct Renamed {
    pub(crate) old: TypeId,
    pub(crate) new: TypeId,
    /// Whether the schema has another name in the document: old and new name. Otherwise, a schema without a name has
    /// got one, or has lost it, or is in another position.
    pub(crate) schema: Option<(String, String)>,
}

impl Types {
    pub(crate) fn new(old: &Side<'_>, new: &Side<'_>, pairs: &[Pair<'_>]) -> Self {
        let mut types = walk::walk(old, new, pairs);
        types.find_members(old, new);
        types.find_renamed(old, new);
        types
    }

    /// The operations that reach a pair of types, as positions in [`Matching::operations`](super::Matching).
    pub(crate) fn operations(&self, both: Both) -> Vec<usize> {
        let (mut seen, mut queue) = (HashSet::from([both]), vec![both]);
        let mut found: Vec<usize> = Vec::new();
        while let Some(users) = queue.pop().and_then(|both| self.users.get(&both)) {
            found.extend(&users.operations);
            queue.extend(users.pairs.iter().filter(|both| seen.insert(**both)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn find_members(&mut self, old: &Side<'_>, new: &Side<'_>) {
        let is_same = |one: &TypeRef, other: &TypeRef| {
            self.is_same(one, other) || rust::text(one, &old.api.types) == rust::text(other, &new.api.types)
        };
        let mut found = BTreeMap::new();
        for both in &self.order {
            let (Some(one), Some(other)) = (old.ty(both.0), new.ty(both.1)) else { continue };
            let renamed = members::renamed(&one.kind, &other.kind, &is_same);
            if !renamed.is_empty() {
                found.insert(*both, renamed);
            }
        }
        self.members = found;
    }

    /// Whether two types are the same, or are used in the same positions elsewhere. Those of one property that has
    /// another name are not: they have been paired by nothing yet.
    fn is_same(&self, one: &TypeRef, other: &TypeRef) -> bool {
        match (one, other) {
            (TypeRef::Named(one), TypeRef::Named(other)) => self.users.contains_key(&(*one, *other)),
            (TypeRef::List(one), TypeRef::List(other))
            | (TypeRef::Map(one), TypeRef::Map(other))
            | (TypeRef::Option(one), TypeRef::Option(other)) => self.is_same(one, other),
            _ => one == other && !one.is_named(),
        }
    }

    fn find_renamed(&mut self, old: &Side<'_>, new: &Side<'_>) {
        let names = |side: &Side<'_>| side.api.types.iter().map(|ty| ty.name.clone()).collect::<HashSet<String>>();
        let (old_names, new_names) = (names(old), names(new));
        let (of_old, of_new) = (old.names.named_types(), new.names.named_types());
        let (mut partners, mut of_partners) = (HashMap::<TypeId, usize>::new(), HashMap::<TypeId, usize>::new());
        for (one, other) in &self.order {
            *partners.entry(*one).or_default() += 1;
            *of_partners.entry(*other).or_default() += 1;
        }
        for both in &self.order {
            let (Some(one), Some(other)) = (old.ty(both.0), new.ty(both.1)) else { continue };
            let is_only = partners.get(&both.0) == Some(&1) && of_partners.get(&both.1) == Some(&1);
            let is_known = new_names.contains(&one.name) || old_names.contains(&other.name);
            if is_only && !is_known && self.is_alike(one, other) {
                let key =
                    |names: &BTreeMap<&str, &str>, ty: &TypeDef| names.get(ty.name.as_str()).map(ToString::to_string);
                let schema = key(&of_old, one).zip(key(&of_new, other));
                self.renamed.push(Renamed { old: both.0, new: both.1, schema });
            }
        }
    }

    /// Whether the types are equal or nearly so: of the same kind, with most members in common.
    fn is_alike(&self, old: &TypeDef, new: &TypeDef) -> bool {
        let most = |one: Vec<&str>, other: Vec<&str>| {
            let other: HashSet<&str> = other.into_iter().collect();
            let common = one.iter().filter(|name| other.contains(**name)).count();
            common * 2 >= one.len().max(other.len())
        };
        match (&old.kind, &new.kind) {
            (TypeKind::Struct(old), TypeKind::Struct(new)) => most(
                old.fields.iter().map(|field| field.wire_name.as_str()).collect(),
                new.fields.iter().map(|field| field.wire_name.as_str()).collect(),
            ),
            (TypeKind::Enum(old), TypeKind::Enum(new)) => most(
                old.values.iter().map(|value| value.value.as_str()).collect(),
                new.values.iter().map(|value| value.value.as_str()).collect(),
            ),
            (TypeKind::Union(old), TypeKind::Union(new)) => {
                let pairs = walk::variants(old, new, &|_| None, &|_| None);
                pairs.len() * 2 >= old.variants.len().max(new.variants.len())
            }
            (TypeKind::NumberEnum(_), TypeKind::NumberEnum(_)) => true,
            (TypeKind::Tuple(old), TypeKind::Tuple(new)) => old.len() == new.len(),
            (TypeKind::Alias(old), TypeKind::Alias(new)) | (TypeKind::Wrapper(old), TypeKind::Wrapper(new)) => {
                self.is_same(old, new)
            }
            _ => false,
        }
    }
}
