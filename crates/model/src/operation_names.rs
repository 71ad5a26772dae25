//! The names of operations: of each the method, after which its call and its module are named, and the name that is
//! unique in the document, after which the types of its schemas are named.
//!
//! | operation | settings | name | method |
//! | --- | --- | --- | --- |
//! | `operationId: sc-public-v2-scp-get-current_user_data` | `[methods]` names it `getUser` | `get_user` | `get_user` |
//! | `operationId: Pets-listAll` | | `pets_list_all` | `pets_list_all` |
//! | `GET /pets/{id}` without an `operationId` | | `get_pets_by_id` | `get_pets_by_id` |
//! | `operationId: Pets-listAll`, `tags: [Pets]` | `operations = "by-tag"` | `pets_list_all` | `list_all` of `pets` |
//!
//! The id ([Operation Object](https://spec.openapis.org/oas/v3.1.1.html#operation-object)) is optional and need not be
//! a Rust name. An operation without an id is named after its HTTP method and path. So is the later one of two whose
//! ids are the same, or differ in case or dashes only; it gets a number if that name is taken as well. An operation
//! that `names.lock` has a name for keeps it, whatever its id is now.

mod methods;
mod pinned;
mod pinned_groups;
mod tags;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use moored_document::{
    document::Document,
    finding::{Finding, Findings},
    pointer::Pointer,
    rules,
    schemas::operations,
    suggest,
};
use serde_json::Value;

use self::tags::Tags;
use crate::{
    config::Config,
    naming::{method_name, path_name, type_name},
};

/// Methods of the client that are not operations.
const CLIENT_METHODS: &[&str] = &["builder", "base_address", "raw_request", "clone", "fmt"];

/// Methods whose call would have the name of a module or an item that the modules of calls use.
const USED_BY_CALLS: &[&str] = &["call_options", "client", "error", "no_error_body", "operation", "response"];

/// The names of an operation.
pub(crate) struct OperationName {
    /// The key in `[methods]`: the `operationId`, or the HTTP method and path if there is none.
    pub(crate) id: String,
    /// A name that no other operation of the document has, whatever its group.
    pub(crate) name: String,
    /// The group, if the operations of the document are grouped and this one has a tag.
    pub(crate) group: Option<Arc<Group>>,
    /// The method of the client or of the group.
    pub(crate) method: String,
}

/// The operations of one tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The tag in the document.
    pub tag: String,
    /// The module of its calls, and the method of the client that returns the handle.
    pub module: String,
    /// The type of the handle, in that module.
    pub handle: String,
    /// The `summary` of the tag, or its name.
    pub title: String,
    /// The description in the document.
    pub description: String,
    /// The address of its documentation elsewhere, and what is found there.
    pub external_docs: Option<(String, String)>,
    /// The module of the tag that the document declares as its `parent`.
    pub parent: Option<String>,
}

/// The names of all operations.
pub(crate) struct OperationNames {
    /// In the order of the document, each with the pointer of its operation.
    pub(crate) operations: Vec<(Pointer, OperationName)>,
    /// In the order of the document's tags. Empty if the operations are not grouped.
    pub(crate) groups: Vec<Arc<Group>>,
}

/// Names all operations. With the same document and settings, the names are the same after every pass.
pub(crate) fn read(document: &Document, config: &Config, findings: &mut Findings) -> OperationNames {
    let pinned = pinned::names(document, config);
    let methods = pinned.iter().map(|(operation, name)| (key_of(name), operation.clone())).collect();
    let calls = call_names(document, config, &pinned);
    let mut names = Names { ids: BTreeMap::new(), methods, calls, pinned };
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut named = Vec::new();
    let operations = operations(&document.value);
    let tags = Tags::read(document, config, &operations, findings);
    // A method of the client beside a group of the last run has another name.
    names.methods.extend(tags.pinned_modules().map(|module| (key_of(module), Pointer::root())));
    for operation in operations {
        let group = tags.module_of(&operation);
        let Some(name) = names.choose(document, config, &operation, group, findings) else { continue };
        used.insert(name.id.clone());
        if operation.get(&document.value).is_some_and(Value::is_object) {
            named.push((operation, name));
        }
    }
    for id in config.methods.keys().filter(|id| !used.contains(id.get_ref())) {
        let unused = config.unused(id, format!("the operation `{}` does not exist", id.get_ref()));
        findings.push(unused.help_if(suggest::did_you_mean(id.get_ref(), used.iter().map(String::as_str))));
    }
    methods::arrange(named, tags, document, config, findings)
}

/// The names that are taken.
struct Names {
    /// The operations with an id, by the id in the document.
    ids: BTreeMap<String, Pointer>,
    /// The operations with a method, by [`key_of`] it.
    methods: BTreeMap<String, Pointer>,
    /// See [`call_names`].
    calls: BTreeSet<String>,
    /// See [`pinned::names`].
    pinned: BTreeMap<Pointer, String>,
}

impl Names {
    /// The name of `operation`, which belongs to the module `group`, if any.
    fn choose(
        &mut self,
        document: &Document,
        config: &Config,
        operation: &Pointer,
        group: Option<&str>,
        findings: &mut Findings,
    ) -> Option<OperationName> {
        let [.., path, verb] = operation.keys() else { return None };
        let by_path = format!("{verb} {path}");
        let help = || format!("set its name in moored.toml: [methods] \"{by_path}\" = \"…\"");
        let mut id = id_of(document, operation);
        let mut setting = id.clone().unwrap_or_else(|| by_path.clone());
        let pinned = self.pinned.get(operation).cloned();
        if let Some(first) = id.clone().and_then(|id| self.ids.insert(id, operation.clone())) {
            let why = if pinned.is_some() { "keeps its name" } else { "is named after its HTTP method and path" };
            let message = format!("operation id `{setting}` is used twice; this method {why}");
            let location = document.locate(&operation.join("operationId"));
            findings.push(
                Finding::new(&rules::DUPLICATE_OPERATION_ID, location, message)
                    .note("first used", Some(document.locate(&first.join("operationId"))))
                    .help(help()),
            );
            (id, setting) = (None, by_path.clone());
        } else if id.is_none() && config.method_name(&setting).is_none() {
            let name = pinned.clone().unwrap_or_else(|| path_name(verb, path));
            let message = format!("the operation has no `operationId`; its method is `{name}`");
            let location = document.locate(operation);
            findings.push(Finding::new(&rules::MISSING_OPERATION_ID, location, message).help(help()));
        }
        if let Some(name) = pinned {
            return Some(OperationName { id: setting, method: name.clone(), name, group: None });
        }
        let by_id = id.map_or_else(|| path_name(verb, path), |id| method_name(&id));
        // In a group, a setting is the name of the method there, and several groups may have the same one.
        let configured = config.method_name(&setting).map(|method| match group {
            Some(group) => method_name(&format!("{group} {method}")),
            None => method,
        });
        let first_choice = self.avoiding_conflicts(configured.unwrap_or(by_id));
        let name = self.first_free([&first_choice, &self.avoiding_conflicts(path_name(verb, path))]);
        if name != first_choice {
            let message = format!("the method name `{first_choice}` is already used; this method is `{name}`");
            let first = self.methods.get(&key_of(&first_choice)).map(|first| document.locate(first));
            findings.push(
                Finding::new(&rules::DUPLICATE_METHOD_NAME, document.locate(operation), message)
                    .note("first used", first)
                    .help("rename one of them in moored.toml, under [methods]"),
            );
        }
        self.methods.insert(key_of(&name), operation.clone());
        Some(OperationName { id: setting, method: name.clone(), name, group: None })
    }

    /// The first of `candidates` that is free, or the last one with the first number that makes it free.
    fn first_free(&self, candidates: [&String; 2]) -> String {
        let is_free = |name: &String| !self.methods.contains_key(&key_of(name));
        let [_, last] = candidates;
        let numbered = (2_usize..).map(|number| format!("{last}_{number}"));
        candidates.into_iter().cloned().chain(numbered).find(is_free).unwrap_or_else(|| last.clone())
    }

    /// `name`, with a suffix if the client, its calls or the types of another operation use the name.
    fn avoiding_conflicts(&self, name: String) -> String {
        let name = if CLIENT_METHODS.contains(&name.as_str()) { format!("{name}_") } else { name };
        // The types of the operation `list_pets` are `ListPetsError`, `ListPetsSuccess`, `ListPetsBody` and
        // `ListPetsForm`.
        let is_type_of_another = ["_error", "_success", "_body", "_form"].iter().any(|suffix| {
            let longer = self.methods.get(&key_of(&format!("{name}{suffix}")));
            name.strip_suffix(suffix).is_some_and(|other| self.calls.contains(other))
                || longer.is_some_and(|operation| self.pinned.contains_key(operation))
        });
        if USED_BY_CALLS.contains(&name.as_str()) || is_type_of_another { format!("{name}_call") } else { name }
    }
}

fn id_of(document: &Document, operation: &Pointer) -> Option<String> {
    Some(operation.get(&document.value)?.get("operationId")?.as_str()?.to_owned())
}

/// The type and the module of a call are named after the method. They must differ as well.
fn key_of(name: &str) -> String {
    type_name(name).to_ascii_lowercase()
}

/// The methods that operations would have if there were no conflicts.
fn call_names(document: &Document, config: &Config, pinned: &BTreeMap<Pointer, String>) -> BTreeSet<String> {
    let name = |operation: &Pointer| {
        if let Some(name) = pinned.get(operation) {
            return Some(name.clone());
        }
        let [.., path, verb] = operation.keys() else { return None };
        let id = id_of(document, operation);
        let setting = config.method_name(id.as_ref().unwrap_or(&format!("{verb} {path}")));
        Some(setting.unwrap_or_else(|| id.map_or_else(|| path_name(verb, path), |id| method_name(&id))))
    };
    operations(&document.value).iter().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use moored_document::{finding::Color, source::Source};

    use super::*;

    /// `id method` of each operation under `paths`, and `rule pointer` of each finding.
    fn names(paths: &str, settings: &str) -> (Vec<String>, Vec<String>) {
        let source = Source::new("openapi.yaml", format!("openapi: 3.1.0\npaths: {paths}\n"));
        let document = Document::parse(&source).map_err(|found| found.render(Color::Never)).expect("a document");
        let config = Config::parse(&Source::new("moored.toml", settings));
        let config = config.map_err(|found| found.render(Color::Never)).expect("settings");
        let mut findings = Findings::default();
        let names = read(&document, &config, &mut findings).operations;
        let names = names.into_iter().map(|(_, name)| format!("{} {}", name.id, name.method)).collect();
        let line = |found: &Finding| format!("{} {}", found.rule.id, found.location.pointer);
        (names, findings.iter().map(line).collect())
    }

    #[test]
    fn a_method_is_named_by_settings_or_after_the_id() {
        let paths = "{ /pets: { get: { operationId: sc-public-get-current_user }, post: {}, put: { operationId: type }, \
                     head: { operationId: clone } } }";
        let (names, found) =
            names(paths, "[methods]\nsc-public-get-current_user = \"getUser\"\n\"post /pets\" = \"add_pet\"");
        assert_eq!(names, ["sc-public-get-current_user get_user", "post /pets add_pet", "type type_", "clone clone_"]);
        assert_eq!(found, [""; 0]);
    }

    #[test]
    fn a_method_without_an_id_is_named_after_verb_and_path() {
        let (names, found) = names("{ '/pets/{id}': { get: {} }, /: { get: {} } }", "");
        assert_eq!(names, ["get /pets/{id} get_pets_by_id", "get / get"]);
        assert_eq!(found, ["missing-operation-id /paths/~1pets~1{id}/get", "missing-operation-id /paths/~1/get"]);
    }

    #[test]
    fn no_two_methods_have_one_name() {
        let paths = "{ /pets: { get: { operationId: listPets }, post: { operationId: listPets }, \
                     put: { operationId: list-pets }, patch: { operationId: post_pets } } }";
        let (names, found) = names(paths, "");
        assert_eq!(names, ["listPets list_pets", "post /pets post_pets", "list-pets put_pets", "post_pets patch_pets"]);
        assert_eq!(
            found,
            [
                "duplicate-operation-id /paths/~1pets/post/operationId",
                "duplicate-method-name /paths/~1pets/put",
                "duplicate-method-name /paths/~1pets/patch",
            ]
        );
    }

    #[test]
    fn no_method_has_the_name_of_what_calls_use() {
        let paths = "{ /a: { get: { operationId: listPetsError }, put: { operationId: listPets }, \
                     post: { operationId: response }, head: { operationId: other_error } } }";
        let (names, _) = names(paths, "");
        assert_eq!(
            names,
            [
                "listPetsError list_pets_error_call",
                "listPets list_pets",
                "response response_call",
                "other_error other_error",
            ]
        );
    }

    #[test]
    fn a_setting_for_no_operation_is_reported() {
        let (names, found) = names("{ /pets: { get: { operationId: list } } }", "[methods]\nlists = \"list_pets\"");
        assert_eq!((names, found), (vec!["list list".to_owned()], vec!["unused-setting ".to_owned()]));
    }
}
