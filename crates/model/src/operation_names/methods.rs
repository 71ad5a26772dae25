//! The methods of groups: the name of an operation without the name of its tag.
//!
//! | tag | `operationId` | call |
//! | --- | --- | --- |
//! | `issues` | `issues/list-for-repo` | `client.issues().list_for_repo()` |
//! | `Container` | `ContainerList` | `client.container().list()` |
//! | `files` | `drive.files.list` | `client.files().list()` |
//! | `issues` | `listIssuesForRepo` | `client.issues().list_issues_for_repo()` |
//! | `pets` | `pets_by_owner` | `client.pets().pets_by_owner()` |
//!
//! The name of the tag goes where the id starts with it, or where it is a whole part of it between dots or slashes;
//! before such a part, everything goes. What is left has to be a name that nothing else in the group has: two
//! operations with the same rest keep it both, whichever comes first.

use std::{collections::BTreeMap, sync::Arc};

use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules,
    scope::Scope,
};

use super::{CLIENT_METHODS, OperationName, OperationNames, USED_BY_CALLS, key_of, tags::Tags};
use crate::{
    config::Config,
    naming::{is_keyword, method_name, singular, type_name},
    pins::Table,
};

/// Prepositions: terms that no method starts with: what they refer to would be missing.
const PREPOSITIONS: &[&str] = &["and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "to", "with"];

/// The ends of the names of types that are made for an operation.
const ENDS: &[&str] = &["Call", "Error", "Success", "Body"];

/// Puts the operations `named` into their groups.
pub(super) fn arrange(
    mut named: Vec<(Pointer, OperationName)>,
    mut tags: Tags,
    document: &Document,
    config: &Config,
    findings: &mut Findings,
) -> OperationNames {
    name_modules(&named, &mut tags, document, findings);
    let operations: Vec<Pointer> = named.iter().map(|(operation, _)| operation.clone()).collect();
    let keys: BTreeMap<&Pointer, String> = operations.iter().zip(super::pinned::keys(&operations)).collect();
    let mut of_groups: Vec<Vec<Method>> = tags.groups.iter().map(|_| Vec::new()).collect();
    for (index, (operation, name)) in named.iter().enumerate() {
        let Some(member) = tags.of(operation) else { continue };
        let method = Method {
            index,
            configured: config.method_name(&name.id),
            pinned: keys.get(operation).and_then(|key| pinned(key, config, tags.module_of(operation)?)),
            short: member.tag.as_ref().and_then(|tag| without_tag(name, tag)),
            name: name.name.clone(),
        };
        if let Some(group) = of_groups.get_mut(member.group) {
            group.push(method);
        }
    }
    let mut groups = Vec::new();
    let handles: Vec<Option<String>> =
        (0..tags.groups.len()).map(|index| pinned_handle(index, &tags, config)).collect();
    for ((mut group, methods), handle) in tags.groups.into_iter().zip(&of_groups).zip(handles) {
        let chosen = choose(methods, handle.as_deref());
        let taken = |handle: &String| chosen.iter().any(|(_, method)| is_type_of(handle, &type_name(method)));
        let natural = type_name(&group.module);
        let numbered = (2_usize..).map(|number| format!("{natural}Api{number}"));
        let own = [natural.clone(), format!("{natural}Api")];
        let mut candidates = handle.into_iter().chain(own).chain(numbered);
        group.handle = candidates.find(|name| !taken(name)).unwrap_or(natural);
        let group = Arc::new(group);
        for (method, chosen) in chosen {
            let Some((operation, name)) = named.get_mut(method.index) else { continue };
            if let Some(configured) = method.configured.as_ref().filter(|configured| **configured != chosen) {
                let message = format!("the method name `{configured}` cannot be used here; this method is `{chosen}`");
                let finding = Finding::new(&rules::DUPLICATE_METHOD_NAME, document.locate(operation), message);
                findings.push(finding.help("choose another name in moored.toml, under [methods]"));
            }
            name.method = chosen;
            name.group = Some(Arc::clone(&group));
        }
        groups.push(group);
    }
    OperationNames { operations: named, groups }
}

/// The method that the operation `key` had in the last run, if it was in the same group.
fn pinned(key: &str, config: &Config, module: &str) -> Option<String> {
    let pin = |table: Table| config.pins.get(table, "", key).map(|pin| pin.name.as_str());
    pin(Table::Methods).filter(|_| pin(Table::Groups) == Some(module)).map(str::to_owned)
}

/// The handle that a group had in the last run.
fn pinned_handle(index: usize, tags: &Tags, config: &Config) -> Option<String> {
    let module = tags.groups.get(index).filter(|_| tags.is_pinned(index)).map(|group| group.module.as_str())?;
    let pin = config.pins.get(Table::Handles, "", module);
    Some(pin.map_or_else(|| type_name(module), |pin| pin.name.clone()))
}

/// Renames the groups whose names methods of the client have.
fn name_modules(named: &[(Pointer, OperationName)], tags: &mut Tags, document: &Document, findings: &mut Findings) {
    let mut scope = Scope::default();
    let methods = named.iter().filter(|(operation, _)| tags.of(operation).is_none());
    for method in methods.map(|(_, name)| name.method.as_str()).chain(CLIENT_METHODS.iter().copied()) {
        scope.take(&key_of(method));
    }
    let modules: Vec<String> = tags.groups.iter().map(|group| group.module.clone()).collect();
    // What is new gets no name of a group of the last run.
    tags.pinned_modules().for_each(|module| _ = scope.take(&key_of(module)));
    let is_taken = |(index, module): (usize, &String)| !tags.is_pinned(index) && !scope.take(&key_of(module));
    let taken: Vec<bool> = modules.iter().enumerate().map(is_taken).collect();
    for (index, module) in modules.iter().enumerate().filter(|(index, _)| taken.get(*index) == Some(&true)) {
        let numbered = (2_usize..).map(|number| format!("{module}_api_{number}"));
        let mut candidates = std::iter::once(format!("{module}_api")).chain(numbered);
        if let Some(free) = candidates.find(|name| scope.take(&key_of(name))) {
            tags.rename(index, &free, document, findings);
        }
    }
}

/// An operation of a group.
struct Method {
    /// Where it stands among all operations.
    index: usize,
    /// Its name in `[methods]`.
    configured: Option<String>,
    /// Its name in the last run.
    pinned: Option<String>,
    /// Its name without the name of the tag, if that is a good one.
    short: Option<String>,
    /// The name that is unique in the document.
    name: String,
}

impl Method {
    fn preferred(&self) -> &String {
        self.configured.as_ref().or(self.pinned.as_ref()).or(self.short.as_ref()).unwrap_or(&self.name)
    }
}

/// The method of each operation of one group. No new one has a type with the name of the `handle` of the last run.
fn choose<'a>(methods: &'a [Method], handle: Option<&str>) -> Vec<(&'a Method, String)> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for method in methods {
        let names = [Some(method.preferred()), Some(&method.name).filter(|name| *name != method.preferred())];
        for name in names.into_iter().flatten() {
            *count.entry(key_of(name)).or_default() += 1;
        }
    }
    let is_free = |name: &str| count.get(&key_of(name)) == Some(&1);
    let mut scope = Scope::default();
    let mut chosen: Vec<(&Method, String)> = methods
        .iter()
        .map(|method| match (method.configured.as_ref().or(method.pinned.as_ref()), &method.short) {
            (Some(chosen), _) => (method, chosen.clone()),
            (None, Some(short)) if is_free(short) => (method, short.clone()),
            _ => (method, method.name.clone()),
        })
        .collect();
    // What the settings state first, and then what was there in the last run.
    let rank = |(method, _): &(&Method, String)| (method.configured.is_none(), method.pinned.is_none(), method.index);
    chosen.sort_by_key(rank);
    for (method, name) in &mut chosen {
        let is_new = method.configured.is_none() && method.pinned.is_none();
        let hides_handle = |name: &str| is_new && handle.is_some_and(|handle| is_type_of(handle, &type_name(name)));
        if CLIENT_METHODS.contains(&name.as_str()) || hides_handle(name) || !scope.take(&key_of(name)) {
            let numbered = (2_usize..).map(|number| format!("{}_{number}", method.name));
            let mut candidates = std::iter::once(method.name.clone()).chain(numbered);
            *name = candidates
                .find(|name| !hides_handle(name) && scope.take(&key_of(name)))
                .unwrap_or_else(|| method.name.clone());
        }
    }
    chosen
}

/// Whether `ty` may be a type of the operation whose types start with `start`.
fn is_type_of(ty: &str, start: &str) -> bool {
    ty.strip_prefix(start).is_some_and(|end| ENDS.contains(&end) || end.ends_with("Form"))
}

/// The name of an operation without the name of `tag`.
fn without_tag(operation: &OperationName, tag: &str) -> Option<String> {
    let OperationName { id, name, .. } = operation;
    let by_part = || {
        // An operation that is named after its path has none of these parts.
        let parts: Vec<&str> = id.split(['/', '.']).filter(|_| *name == method_name(id) && !id.contains(' ')).collect();
        let at = parts.iter().position(|part| singular(&method_name(part)) == singular(tag))?;
        let rest = parts.get(at + 1..)?.join(" ");
        rest.starts_with(|first: char| first.is_ascii_alphabetic()).then(|| method_name(&rest))
    };
    let by_start = || name.strip_prefix(tag)?.strip_prefix('_').map(str::to_owned);
    by_part().or_else(by_start).filter(|rest| is_good(rest))
}

fn is_good(method: &str) -> bool {
    let first = method.split('_').next().unwrap_or_default();
    method.starts_with(|first: char| first.is_ascii_alphabetic())
        && !is_keyword(method.trim_end_matches('_'))
        && !PREPOSITIONS.contains(&first)
        && !CLIENT_METHODS.contains(&method)
        && !USED_BY_CALLS.contains(&method)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method(id: &str, tag: &str) -> Option<String> {
        let name = method_name(id);
        without_tag(&OperationName { id: id.to_owned(), name: name.clone(), group: None, method: name }, tag)
    }

    #[test]
    fn the_tag_is_removed_where_the_rest_is_a_name() {
        for (tag, id, rest) in [
            ("issues", "issues/list-for-repo", "list_for_repo"),
            ("container", "ContainerList", "list"),
            ("files", "drive.files.list", "list"),
            ("projects", "run.projects.locations.services.list", "locations_services_list"),
            ("allowlist", "allowlists/add", "add"),
            ("core_v1", "CoreV1_listPods", "list_pods"),
        ] {
            assert_eq!(method(id, tag).as_deref(), Some(rest), "{id}");
        }
        for (tag, id) in [
            ("issues", "listIssuesForRepo"),
            ("pets", "pets_by_owner"),
            ("accounts", "accounts"),
            ("invites", "inviteUser"),
            ("rooms", "rooms/move"),
            ("rooms", "rooms/2"),
            ("rooms", "rooms/clone"),
            ("run", "running"),
            ("pets", "get /pets/search"),
        ] {
            assert_eq!(method(id, tag), None, "{id}");
        }
    }
}
