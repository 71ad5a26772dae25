//! The names of servers that a caller can choose from, and of their types.

use std::collections::{BTreeMap, BTreeSet};

use moored_document::{pointer::Pointer, scope::Scope};

use super::{
    ledger::Ledger,
    members::{Member, name_all},
};
use crate::{
    api::{Api, METHODS_OF_SERVERS, Owner, Server, ServerChoice, VariableType},
    naming::{is_identifier, is_type_name},
    pins::Table,
};

pub(super) fn keep(api: &mut Api, ledger: &mut Ledger<'_>) {
    api.servers.choices.iter_mut().for_each(|choice| variants(choice, ledger));
    let names = types(api, ledger);
    let rename = |name: &mut String| {
        if let Some(new) = names.get(name) {
            name.clone_from(new);
        }
    };
    for choice in &mut api.servers.choices {
        rename(&mut choice.name);
        for server in &mut choice.servers {
            rename(&mut server.type_name);
            server.variables.iter_mut().filter_map(|variable| variable.type_name.as_mut()).for_each(rename);
        }
    }
    api.servers.variable_types.iter_mut().for_each(|ty| rename(&mut ty.name));
    for server in api.operations.iter_mut().filter_map(|operation| operation.server.as_mut()) {
        server.choice.iter_mut().for_each(rename);
        server.variables.iter_mut().filter_map(|variable| variable.type_name.as_mut()).for_each(rename);
    }
    api.servers.choices.iter_mut().for_each(|choice| setters(choice, ledger));
    api.servers.variable_types.iter_mut().for_each(|ty| values(ty, ledger));
}

/// What the servers with variables are identified by.
pub(super) fn addresses(api: &Api) -> BTreeSet<String> {
    api.servers.choices.iter().flat_map(|choice| keys_of(&choice.servers)).collect()
}

/// Names the setters of the variables of each server, which are arguments where there is no default.
fn setters(choice: &mut ServerChoice, ledger: &mut Ledger<'_>) {
    let keys = keys_of(&choice.servers);
    for (server, owner) in choice.servers.iter_mut().zip(keys) {
        let mut scope = Scope::default();
        METHODS_OF_SERVERS.iter().for_each(|name| _ = scope.take(name));
        let members = server.variables.iter_mut().map(|variable| {
            let pin = ledger.find(Table::ServerVariables, Some(&owner), &variable.name);
            let (keys, name) = (vec![variable.name.clone()], &mut variable.setter);
            Member { table: Table::ServerVariables, keys, pin, word: "the setter", name }
        });
        let members = members.collect();
        name_all(members, &owner, &mut scope, &is_identifier, &|_, _| Pointer::root().join("servers"), ledger);
    }
}

/// Names the variants of the type of a variable.
fn values(ty: &mut VariableType, ledger: &mut Ledger<'_>) {
    let default = ty.variants.iter().position(|(variant, _)| Some(variant) == ty.default.as_ref());
    let owner = ty.name.clone();
    let members = ty.variants.iter_mut().map(|(variant, value)| {
        let pin = ledger.find(Table::ServerValues, Some(&owner), value);
        Member { table: Table::ServerValues, keys: vec![value.clone()], pin, word: "the variant", name: variant }
    });
    let members = members.collect();
    name_all(members, &owner, &mut Scope::default(), &is_identifier, &|_, _| Pointer::root().join("servers"), ledger);
    ty.default = default.and_then(|index| ty.variants.get(index)).map(|(variant, _)| variant.clone());
}

/// What a choice is identified by: the document, or the address of its first server.
fn key_of(choice: &ServerChoice) -> String {
    match choice.owner {
        Owner::Document => "document".to_owned(),
        Owner::Operation => choice.servers.first().map(|server| server.template.clone()).unwrap_or_default(),
    }
}

/// What each server is identified by: its address, with its description if another one has the same.
fn keys_of(servers: &[Server]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let key = |server: &Server| {
        let candidates = [server.template.clone(), format!("{} {}", server.template, server.description)];
        candidates.into_iter().find(|key| taken.insert(key.clone())).unwrap_or_default()
    };
    servers.iter().map(key).collect()
}

fn variants(choice: &mut ServerChoice, ledger: &mut Ledger<'_>) {
    // One server is a struct, not an enum.
    if choice.servers.len() < 2 {
        return;
    }
    let (owner, keys) = (key_of(choice), keys_of(&choice.servers));
    let members = choice.servers.iter_mut().zip(keys).map(|(server, key)| {
        let pin = ledger.find(Table::Servers, Some(&owner), &key);
        Member { table: Table::Servers, keys: vec![key], pin, word: "the variant", name: &mut server.variant }
    });
    let members = members.collect();
    name_all(members, &owner, &mut Scope::default(), &is_identifier, &|_, _| Pointer::root().join("servers"), ledger);
}

/// The types, by the names that they would have without the last run.
fn types(api: &Api, ledger: &mut Ledger<'_>) -> BTreeMap<String, String> {
    let mut scope = Scope::default();
    let mut keys: Vec<(String, String)> = Vec::new();
    for choice in &api.servers.choices {
        let owner = key_of(choice);
        match choice.owner {
            Owner::Document => _ = scope.take(&choice.name),
            Owner::Operation => keys.push((format!("choice {owner}"), choice.name.clone())),
        }
        for (server, key) in choice.servers.iter().zip(keys_of(&choice.servers)) {
            if !server.type_name.is_empty() && server.type_name != choice.name {
                keys.push((format!("server {owner} {key}"), server.type_name.clone()));
            }
        }
    }
    let variables = api.servers.variable_types.iter();
    keys.extend(variables.map(|ty| (format!("variable {}", ty.variable), ty.name.clone())));
    let mut taken = BTreeSet::new();
    keys.retain(|(key, name)| taken.insert(key.clone()) || !scope.take(name));
    let natural: Vec<String> = keys.iter().map(|(_, name)| name.clone()).collect();
    let members = keys.iter_mut().map(|(key, name)| {
        let pin = ledger.find(Table::ServerTypes, Some(""), key);
        Member { table: Table::ServerTypes, keys: vec![key.clone()], pin, word: "the type", name }
    });
    let members = members.collect();
    name_all(members, "", &mut scope, &is_type_name, &|_, _| Pointer::root().join("servers"), ledger);
    natural.into_iter().zip(keys.into_iter().map(|(_, name)| name)).collect()
}
