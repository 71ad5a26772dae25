//! The names of types.

use std::collections::BTreeMap;

use moored_document::scope::Scope;

use super::{
    ledger::{Ledger, Subject},
    owners::{Holder, Owners, component},
    slots::{Reason, Slot, choose},
};
use crate::{
    api::{Api, TypeDef, TypeKind},
    config::Config,
    naming::is_type_name,
    pins::{Pin, Table},
};

/// Names all types, and records the names by what identifies the types.
pub(super) fn keep(api: &mut Api, owners: &Owners, config: &Config, ledger: &mut Ledger<'_>) {
    let configured = |ty: &TypeDef| config.type_name(ledger.document, &component(ty));
    let configured: Vec<Option<String>> = api.types.iter().map(configured).collect();
    let holders = first_holders(api, owners);
    let slots: Vec<Slot> = api
        .types
        .iter()
        .zip(&owners.old)
        .zip(&configured)
        .enumerate()
        .map(|(index, ((ty, old), configured))| {
            let holder =
                holders.get(&index).and_then(|holder| Some((api.types.nth(*holder)?, owners.old_name(*holder)?)));
            let renamed = holder.and_then(|(holder, old)| renamed(&ty.name, &holder.name, old));
            let candidates = configured.iter().cloned().chain(renamed).chain([ty.name.clone()]).collect();
            Slot { candidates, pin: old.clone(), is_configured: configured.is_some() }
        })
        .collect();
    let chosen = choose(&mut Scope::default(), &slots, &is_type_name);
    let lost = chosen.iter().map(|chosen| chosen.lost).collect::<Vec<_>>();
    for (ty, chosen) in api.types.iter_mut().zip(chosen) {
        ty.name = chosen.name;
    }
    for ((ty, old), lost) in api.types.iter().zip(&owners.old).zip(lost) {
        if let (Some(pin), Some(reason)) = (old, lost) {
            ledger.report(pin, &ty.name, reason, &subject(ty));
        }
    }
    record(api, owners, &configured, ledger);
}

/// `name`, which began with what `holder` would be called, beginning with what it is called.
fn renamed(name: &str, holder: &str, old: &str) -> Option<String> {
    let rest = name.strip_prefix(holder).filter(|_| holder != old)?;
    Some(format!("{old}{rest}"))
}

/// The first type that holds each type without a name in the document, by number.
fn first_holders(api: &Api, owners: &Owners) -> BTreeMap<usize, usize> {
    let mut holders = BTreeMap::new();
    let is_renamed = |index: usize| {
        let name = api.types.nth(index).map(|ty| ty.name.as_str());
        owners.old_name(index).is_some_and(|old| Some(old) != name)
    };
    for index in (0..api.types.len()).filter(|index| is_renamed(*index)) {
        for (_, id) in owners.held(api, Holder::Type(index)) {
            if !owners.is_named(id) {
                holders.entry(id.index()).or_insert(index);
            }
        }
    }
    holders
}

fn subject(ty: &TypeDef) -> Subject {
    Subject { label: "the type of this schema".to_owned(), at: component(ty) }
}

fn record(api: &Api, owners: &Owners, configured: &[Option<String>], ledger: &mut Ledger<'_>) {
    for (ty, key) in api.types.iter().zip(&owners.named) {
        if let Some(key) = key {
            ledger.add(Table::Types, "", key.clone(), &ty.name);
        }
    }
    let names: BTreeMap<&str, usize> = api.types.iter().zip(0..).map(|(ty, index)| (ty.name.as_str(), index)).collect();
    for holder in owners.holders() {
        let owner = match holder {
            Holder::Operation(_) | Holder::Webhook(_) => owners.old_owner(holder),
            Holder::Type(index) => api.types.nth(index).map(|ty| ty.name.as_str()),
        };
        let Some(owner) = owner else { continue };
        // What was a variant of a union is found by several keys, some of which can be those of another variant by now.
        let is_union = matches!(holder, Holder::Type(index)
            if api.types.nth(index).is_some_and(|ty| matches!(ty.kind, TypeKind::Union(_))));
        for (key, id) in owners.held(api, holder) {
            let Some(ty) = api.types.get(id).filter(|_| !owners.is_named(id)) else { continue };
            let pin = ledger.find(Table::Inline, owners.old_owner(holder), &key);
            let is_other = |pin: &&Pin| pin.name != ty.name && owners.old_name(id.index()) != Some(&pin.name);
            let is_configured = configured.get(id.index()).is_some_and(Option::is_some);
            if let Some(pin) = pin.filter(is_other).filter(|_| !is_configured && !is_union) {
                let reason = if names.contains_key(pin.name.as_str()) { Reason::Taken } else { Reason::Joined };
                ledger.report(pin, &ty.name, reason, &subject(ty));
            }
            ledger.add(Table::Inline, owner, key, &ty.name);
        }
    }
}
