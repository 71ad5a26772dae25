//! The names of fields and variants.

use moored_document::{pointer::Pointer, scope::Scope};

use super::{
    ledger::{Ledger, Subject},
    owners::{Owners, component},
    slots::{Slot, choose},
    variants::{self, VariantKey},
};
use crate::{
    api::{Api, TypeDef, TypeKind},
    naming::is_identifier,
    pins::{Pin, Table},
};

/// Something that has a name next to others.
pub(super) struct Member<'a> {
    pub(super) table: Table,
    /// What identifies it; the first key is in messages.
    pub(super) keys: Vec<String>,
    /// The name of the last run.
    pub(super) pin: Option<&'a Pin>,
    /// What it is in messages: `the field`.
    pub(super) word: &'static str,
    pub(super) name: &'a mut String,
}

/// Names the fields and variants of all types.
pub(super) fn keep(api: &mut Api, owners: &Owners, ledger: &mut Ledger<'_>) {
    for (index, ty) in api.types.iter_mut().enumerate() {
        let (schema, owner) = (component(ty), ty.name.clone());
        let keys = owners.variants.get(index).map_or(&[][..], Vec::as_slice);
        let members = members(ty, keys, owners.old_name(index), ledger);
        let at = |table: Table, key: &str| match table {
            Table::Fields => schema.join("properties").join(key),
            _ => schema.clone(),
        };
        name_all(members, &owner, &mut Scope::default(), &is_identifier, &at, ledger);
    }
}

fn members<'m, 'p: 'm>(
    ty: &'m mut TypeDef,
    keys: &[Vec<VariantKey>],
    old: Option<&str>,
    ledger: &mut Ledger<'p>,
) -> Vec<Member<'m>> {
    let other = old.and_then(|old| ledger.find(Table::Others, Some(""), old));
    let others = |name: &'m mut String| Member {
        table: Table::Others,
        keys: vec![ty.component.clone()],
        pin: other,
        word: "the member for everything else",
        name,
    };
    let mut of = |table: Table, key: &str, name: &'m mut String| {
        let word = if table == Table::Fields { "the field" } else { "the variant" };
        Member { table, keys: vec![key.to_owned()], pin: ledger.find(table, old, key), word, name }
    };
    match &mut ty.kind {
        TypeKind::Struct(definition) => {
            let fields = definition.fields.iter_mut();
            let fields = fields.map(|field| of(Table::Fields, &field.wire_name, &mut field.name));
            let mut members: Vec<Member<'m>> = fields.collect();
            members.extend(definition.additional.as_mut().map(|additional| others(&mut additional.name)));
            members.extend(definition.unknown_fields.as_mut().map(others));
            members
        }
        TypeKind::Enum(definition) => {
            let values = definition.values.iter_mut();
            let values = values.map(|value| of(Table::Variants, &value.value, &mut value.variant));
            let mut members: Vec<Member<'m>> = values.collect();
            members.extend(definition.unlisted.as_mut().map(others));
            members
        }
        TypeKind::NumberEnum(definition) => {
            let values = definition.values.iter_mut();
            let values = values.map(|value| of(Table::Variants, &value.value.to_string(), &mut value.variant));
            let mut members: Vec<Member<'m>> = values.collect();
            members.extend(definition.unlisted.as_mut().map(others));
            members
        }
        TypeKind::Union(definition) => {
            let before = old.map_or_else(Vec::new, |old| variants::matched(ledger.old, old, keys));
            let mut before = before.into_iter();
            let variants = definition.variants.iter_mut().zip(keys).map(|(variant, keys)| {
                let before = before.next().unwrap_or_default();
                let pin = before.into_iter().filter_map(|key| ledger.find(Table::Variants, old, key)).last();
                let keys = keys.iter().map(|key| key.text.clone()).collect();
                Member { table: Table::Variants, keys, pin, word: "the variant", name: &mut variant.name }
            });
            let mut members: Vec<Member<'m>> = variants.collect();
            members.push(others(&mut definition.unlisted));
            members
        }
        TypeKind::Tuple(_) | TypeKind::Alias(_) | TypeKind::Wrapper(_) => Vec::new(),
    }
}

/// Names `members` of `owner`, and records their names. `at` is the pointer of a member.
pub(super) fn name_all(
    members: Vec<Member<'_>>,
    owner: &str,
    scope: &mut Scope,
    is_allowed: &dyn Fn(&str) -> bool,
    at: &dyn Fn(Table, &str) -> Pointer,
    ledger: &mut Ledger<'_>,
) {
    let slot = |member: &Member<'_>| Slot {
        candidates: vec![member.name.clone()],
        // The borrow of the member ends before its name is changed.
        pin: member.pin.cloned(),
        is_configured: false,
    };
    let slots: Vec<Slot> = members.iter().map(slot).collect();
    let chosen = choose(scope, &slots, is_allowed);
    for (member, chosen) in members.into_iter().zip(chosen) {
        let Member { table, keys, pin, word, name } = member;
        *name = chosen.name;
        if let (Some(pin), Some(reason)) = (pin, chosen.lost) {
            let key = keys.first().map_or("", String::as_str);
            let label = format!("{word} `{key}` of `{owner}`");
            ledger.report(pin, name, reason, &Subject { label, at: at(table, key) });
        }
        if table == Table::Others {
            ledger.add(table, "", owner.to_owned(), name);
        } else {
            keys.into_iter().for_each(|key| ledger.add(table, owner, key, name));
        }
    }
}
