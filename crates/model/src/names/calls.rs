//! The names of methods, and of the arguments and bodies of their calls.

use moored_document::{pointer::Pointer, scope::Scope};

use super::{
    ledger::{Ledger, Subject},
    members::{Member, name_all},
    owners::Owners,
    slots::Reason,
};
use crate::{
    api::{Api, BodyKind, Operation, is_argument},
    config::Config,
    naming::{is_identifier, type_name},
    operation_names::Group,
    pins::{Pin, Table},
};

/// Names the arguments and bodies of all calls, and records the names of methods, which have been chosen before.
pub(super) fn keep(api: &mut Api, owners: &Owners, config: &Config, ledger: &mut Ledger<'_>) {
    for group in &api.groups {
        let tag = ledger.find(Table::Tags, Some(""), &group.tag);
        ledger.add(Table::Tags, "", group.tag.clone(), &group.module);
        handle(group, tag, ledger);
    }
    for (operation, key) in api.operations.iter_mut().zip(&owners.operations) {
        method(operation, key, config, ledger);
        ledger.find(Table::Operations, Some(""), key);
        ledger.add(Table::Methods, "", key.clone(), &operation.method);
        if operation.name != operation.method {
            ledger.add(Table::Operations, "", key.clone(), &operation.name);
        }
        arguments(operation, key, ledger);
        bodies(operation, key, ledger);
        errors(operation, key, ledger);
    }
}

/// Records the handle of a group, and reports that it is called otherwise than in the last run.
fn handle(group: &Group, tag: Option<&Pin>, ledger: &mut Ledger<'_>) {
    let natural = type_name(&group.module);
    let pin = ledger.find(Table::Handles, Some(""), &group.module);
    if group.handle != natural {
        ledger.add(Table::Handles, "", group.module.clone(), &group.handle);
    }
    let Some(line) = pin.or(tag.filter(|tag| tag.name == group.module)).map(|pin| pin.line) else { return };
    let name = pin.map_or(natural, |pin| pin.name.clone());
    if name != group.handle {
        let subject = Subject { label: format!("the handle of the group `{}`", group.module), at: Pointer::root() };
        ledger.report(&Pin { name, line }, &group.handle, Reason::Taken, &subject);
    }
}

/// Reports that an operation is called otherwise than in the last run.
fn method(operation: &Operation, key: &str, config: &Config, ledger: &mut Ledger<'_>) {
    let module = operation.group.as_ref().map(|group| group.module.as_str());
    let group = ledger.find(Table::Groups, Some(""), key);
    if let Some(module) = module {
        ledger.add(Table::Groups, "", key.to_owned(), module);
    }
    let Some(pin) = ledger.find(Table::Methods, Some(""), key) else { return };
    let is_same_group = module == group.map(|group| group.name.as_str());
    let is_configured = config.method_name(&operation.id).is_some()
        || (!is_same_group && (config.operations.is_some() || !config.groups.is_empty()));
    if is_configured || (is_same_group && pin.name == operation.method) {
        return;
    }
    let name = match group {
        Some(group) => format!("{}().{}", group.name, pin.name),
        None => pin.name.clone(),
    };
    let reason = if is_same_group { Reason::Taken } else { Reason::Moved };
    let subject = Subject { label: format!("the method of `{key}`"), at: operation.origin.clone() };
    ledger.report(&Pin { name, line: pin.line }, &operation.path_from_client(), reason, &subject);
}

fn arguments(operation: &mut Operation, owner: &str, ledger: &mut Ledger<'_>) {
    let mut scope = Scope::default();
    if operation.body.is_some() {
        scope.take("body");
    }
    let origin = operation.origin.clone();
    let members = operation.parameters.iter_mut().map(|parameter| {
        let key = format!("{} {}", parameter.location.word(), parameter.name);
        let pin = ledger.find(Table::Arguments, Some(owner), &key);
        Member { table: Table::Arguments, keys: vec![key], pin, word: "the argument", name: &mut parameter.argument }
    });
    let members = members.collect();
    let is_allowed = |name: &str| is_identifier(name) && is_argument(name);
    name_all(members, owner, &mut scope, &is_allowed, &|_, _| origin.clone(), ledger);
}

fn bodies(operation: &mut Operation, owner: &str, ledger: &mut Ledger<'_>) {
    let origin = operation.origin.clone();
    let Some(body) = &mut operation.body else { return };
    for content in &mut body.contents {
        let BodyKind::Multipart(form) = &mut content.kind else { continue };
        let media_type = &content.media_type;
        let mut part = |key: String, name| {
            let pin = ledger.find(Table::Parts, Some(owner), &key);
            Member { table: Table::Parts, keys: vec![key], pin, word: "the field of the part", name }
        };
        let parts = form.parts.iter_mut();
        let mut parts: Vec<_> = parts.map(|one| part(format!("{media_type} {}", one.name), &mut one.field)).collect();
        parts.extend(form.others.as_mut().map(|others| part(media_type.clone(), others)));
        name_all(parts, owner, &mut Scope::default(), &is_identifier, &|_, _| origin.clone(), ledger);
    }
    // A body with one media type has no enum.
    if body.contents.len() > 1 {
        let contents = body.contents.iter_mut().map(|content| {
            let pin = ledger.find(Table::Bodies, Some(owner), &content.media_type);
            let keys = vec![content.media_type.clone()];
            Member { table: Table::Bodies, keys, pin, word: "the variant", name: &mut content.variant }
        });
        let contents = contents.collect();
        name_all(contents, owner, &mut Scope::default(), &is_identifier, &|_, _| origin.clone(), ledger);
    }
}

/// Names the variants of a call's error.
fn errors(operation: &mut Operation, owner: &str, ledger: &mut Ledger<'_>) {
    let origin = operation.origin.clone();
    let mut members = Vec::new();
    for response in &mut operation.responses {
        let status = response.status.to_string();
        let possible = response.possible();
        for (index, name) in response.variants.iter_mut().enumerate() {
            let media_types = possible.get(index).map_or(&[][..], |one| one.media_types.as_slice());
            let mut keys: Vec<String> = media_types.iter().map(|media_type| format!("{status} {media_type}")).collect();
            if keys.is_empty() {
                keys.push(status.clone());
            }
            let pins = keys.iter().filter_map(|key| ledger.find(Table::Errors, Some(owner), key));
            let pin = pins.collect::<Vec<_>>().into_iter().next();
            members.push(Member { table: Table::Errors, keys, pin, word: "the variant", name });
        }
    }
    name_all(members, owner, &mut Scope::default(), &is_identifier, &|_, _| origin.clone(), ledger);
}
